package io.jenkins.plugins.ecs.rollout;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecs.aws.AwsCall;
import io.jenkins.plugins.ecs.aws.AwsFailure;
import io.jenkins.plugins.ecs.aws.transport.CannedAnswers;
import io.jenkins.plugins.ecs.sandbox.DirectAnswer;
import io.jenkins.plugins.ecs.sandbox.EcsSandbox;
import java.io.IOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;

/**
 * What stands between a rollout and the sandbox: it lets calls through, and alters, delays, ages or loses what comes back,
 * by a seed. Errors are read by the plugin's own wire code.
 */
public final class RandomAnswers {

    private static final Map<String, String> TARGETS = Map.of(
            "ECS", "AmazonEC2ContainerServiceV20141113", "CODE_DEPLOY", "CodeDeploy_20141006", "LOGS", "Logs_20140328");
    private static final String HTML = "<html><head><title>Proxy</title></head><body><h1>%d</h1></body></html>";
    private static final Set<String> ACTS = Set.of(
            "RegisterTaskDefinition",
            "UpdateService",
            "StopServiceDeployment",
            "ContinueServiceDeployment",
            "DeregisterTaskDefinition",
            "CreateDeployment",
            "ContinueDeployment",
            "StopDeployment",
            "RunTask",
            "StopTask");

    /** What a step calls: what it cannot do without, and what it can. */
    public record Calls(List<String> essential, List<String> optional, List<String> fields) {}

    private static final List<String> FIELDS = List.of(
            "currentServiceDeployment",
            "currentServiceRevisions",
            "rolloutState",
            "targetServiceRevision",
            "targetServiceRevisionArn",
            "containerImages",
            "imageDigest",
            "events",
            "deploymentCircuitBreaker",
            "sourceServiceRevisions",
            "createdAt",
            "failedTasks",
            "id",
            "runningTaskCount",
            "startedAt",
            "lifecycleStage",
            "statusReason",
            "healthStatus",
            "deploymentConfiguration",
            "serviceRevisionArn");

    static final Calls DEPLOYMENT = new Calls(
            List.of("DescribeServices", "DescribeTaskDefinition", "RegisterTaskDefinition", "UpdateService"),
            List.of(
                    "ListServiceDeployments",
                    "DescribeServiceDeployments",
                    "DescribeServiceRevisions",
                    "ListTasks",
                    "DescribeTasks",
                    "ListTaskDefinitions"),
            FIELDS);

    static final Calls CODE_DEPLOY = new Calls(
            List.of(
                    "DescribeServices",
                    "DescribeTaskDefinition",
                    "RegisterTaskDefinition",
                    "CreateDeployment",
                    "GetDeployment",
                    "BatchGetDeploymentGroups"),
            List.of(
                    "GetDeploymentConfig",
                    "GetApplicationRevision",
                    "GetDeploymentTarget",
                    "BatchGetDeploymentTargets",
                    "ListTasks",
                    "DescribeTasks"),
            FIELDS);

    /** What can become of a call. */
    private enum Fate {
        THROTTLED,
        SERVER_ERROR,
        UNAVAILABLE,
        RESET,
        NO_ANSWER,
        EXPIRED,
        GARBAGE,
        PAGE_200,
        PAGE_403,
        PAGE_407,
        PAGE_502,
        STALE,
        SLOW,
        PAUSE
    }

    private static final Set<Fate> BLOCKING =
            EnumSet.of(Fate.EXPIRED, Fate.PAGE_200, Fate.PAGE_403, Fate.PAGE_407, Fate.PAGE_502);

    private final EcsSandbox sandbox;
    private final Random random;
    private final Consumer<String> story;
    private final Map<String, Integer> done = new HashMap<>();
    private final List<String> optional;
    private final List<String> essential;
    private final double rate;
    /** How often something happens to a call that changes AWS. */
    private final double actRate;
    /** Seconds by which every second read is behind; 0 in most seeds. */
    private final int lag;

    private final long calmFrom;
    /** Of a whole seed: what happens to one operation again and again. */
    private final String haunted;

    private final Fate hauntedBy;
    private final Set<String> denied = new HashSet<>();
    private final Set<String> unknown = new HashSet<>();
    private final Set<String> missing = new HashSet<>();
    private final long deniedFrom;
    private int blocked;
    private long waited;

    public RandomAnswers(EcsSandbox sandbox, Random random, Calls calls, Consumer<String> story) {
        this.sandbox = sandbox;
        optional = calls.optional();
        essential = calls.essential();
        this.random = random;
        this.story = story;
        long now = sandbox.clock().millis();
        rate = new double[] {0, 0.02, 0.1, 0.3}[random.nextInt(4)];
        actRate = random.nextInt(3) == 0 ? Math.max(rate, 0.6) : rate;
        lag = random.nextInt(3) == 0 ? 1 + random.nextInt(20) : 0;
        calmFrom = now + 1_000L * random.nextInt(600);
        haunted = random.nextInt(3) == 0 ? any(random.nextBoolean() ? optional : essential) : "";
        hauntedBy = Fate.values()[random.nextInt(Fate.values().length)];
        int odd = random.nextInt(20);
        if (odd == 0) {
            denied.add(any(essential));
        } else if (odd <= 2) {
            denied.add(any(optional));
        } else if (odd == 3) {
            unknown.add(any(optional));
        } else if (odd <= 5) {
            missing.add(any(calls.fields()));
            missing.add(any(calls.fields()));
        }
        deniedFrom = random.nextBoolean() ? 0 : now + 1_000L * random.nextInt(200);
        story.accept(String.format(
                "(rate %s, of acts %s, lag %d s until +%d s; %s %s; denied %s from +%d s; unknown %s; missing %s)",
                rate,
                actRate,
                lag,
                (calmFrom - now) / 1000,
                haunted,
                haunted.isEmpty() ? "" : hauntedBy,
                denied,
                Math.max(0, deniedFrom - now) / 1000,
                unknown,
                missing));
    }

    private String any(List<String> names) {
        return names.get(random.nextInt(names.size()));
    }

    /** How many calls of an operation took effect. */
    public int done(String operation) {
        return done.getOrDefault(operation, 0);
    }

    /**
     * How many calls of an operation took effect.
     *
     * @param about the family that was registered, or the service that was updated
     */
    int done(String operation, String about) {
        return done(operation + " " + about);
    }

    public AwsCall ecs() {
        return (operation, input) -> call("ECS", operation, input);
    }

    public AwsCall logs() {
        return (operation, input) -> call("LOGS", operation, input);
    }

    AwsCall codeDeploy() {
        return (operation, input) -> call("CODE_DEPLOY", operation, input);
    }

    /** Milliseconds that calls took. */
    public long waited() {
        return waited;
    }

    public boolean deniesWhatIsNeeded() {
        return denied.stream().anyMatch(essential::contains);
    }

    /** Before the first change nobody waits for what looks like a wrong proxy or wrong keys, five times in a row. */
    public boolean keepsBlocking() {
        return blocked >= 5;
    }

    /** Whether what was pinned cannot be known: then a success must not claim it. */
    boolean hidesDigests() {
        return deniesSomething()
                || isOddEndpoint()
                || Set.of("DescribeServiceRevisions", "ListTasks", "DescribeTasks")
                        .contains(haunted);
    }

    public boolean namesMissing(String message) {
        return missing.stream().anyMatch(message::contains);
    }

    public boolean lacksWhatIsNeeded() {
        return !unknown.isEmpty();
    }

    boolean isOddEndpoint() {
        return !missing.isEmpty() || !unknown.isEmpty();
    }

    public boolean deniesSomething() {
        return !denied.isEmpty();
    }

    private ObjectNode call(String service, String operation, ObjectNode input) {
        if (unknown.contains(operation)) {
            throw error(service, operation, 400, "UnknownOperationException", "");
        }
        if (denied.contains(operation) && sandbox.clock().millis() >= deniedFrom) {
            String action = service.toLowerCase(Locale.ROOT).replace("_", "") + ":" + operation;
            throw error(
                    service,
                    operation,
                    400,
                    "AccessDeniedException",
                    "User: arn:aws:iam::123456789012:user/ci is not authorized to perform: " + action
                            + " on resource: * because no identity-based policy allows the " + action + " action");
        }
        Fate fate = fate(operation);
        if (fate == null) {
            return done(service, operation, input, Duration.ZERO);
        }
        blocked += BLOCKING.contains(fate) ? 1 : 0;
        boolean act = ACTS.contains(operation);
        boolean after = act && random.nextBoolean();
        story.accept("  ~ " + operation + ": " + fate + (after ? " after the act" : ""));
        switch (fate) {
            case STALE:
                return done(
                        service,
                        operation,
                        input,
                        Duration.ofSeconds(act ? 0 : lag > 0 ? lag : 1 + random.nextInt(20)));
            case SLOW:
                pass(random.nextInt(19_000));
                ObjectNode slow = done(service, operation, input, Duration.ZERO);
                pass(random.nextInt(1_000));
                return slow;
            case PAUSE:
                ObjectNode answer = done(service, operation, input, Duration.ZERO);
                pass(30_000);
                return answer;
            default:
        }
        if (after && fate != Fate.THROTTLED && fate != Fate.EXPIRED) {
            done(service, operation, input, Duration.ZERO);
        } else if (after) {
            after = false;
        }
        throw failure(service, operation, fate);
    }

    private AwsFailure failure(String service, String operation, Fate fate) {
        switch (fate) {
            case THROTTLED:
                return error(service, operation, 400, "ThrottlingException", "Rate exceeded");
            case SERVER_ERROR:
                return error(
                        service, operation, 500, "ServerException", "Service Unavailable. Please try again later.");
            case UNAVAILABLE:
                return CannedAnswers.refused(service, operation, 503, "text/plain", "");
            case RESET:
                return broken(service, operation, new SocketException("Connection reset"));
            case NO_ANSWER:
                pass(20_000);
                return broken(service, operation, new SocketTimeoutException("Read timed out"));
            case EXPIRED:
                return error(
                        service,
                        operation,
                        400,
                        "ExpiredTokenException",
                        "The security token included in the request is" + " expired");
            case GARBAGE:
                return CannedAnswers.refused(service, operation, 200, "application/x-amz-json-1.1", "{\"serv");
            case PAGE_200:
                return page(service, operation, 200);
            case PAGE_403:
                return page(service, operation, 403);
            case PAGE_407:
                return page(service, operation, 407);
            default:
                return page(service, operation, 502);
        }
    }

    private static AwsFailure page(String service, String operation, int status) {
        return CannedAnswers.refused(service, operation, status, "text/html", String.format(HTML, status));
    }

    private static AwsFailure broken(String service, String operation, IOException how) {
        return CannedAnswers.broken(service, operation, how);
    }

    private static AwsFailure error(String service, String operation, int status, String code, String message) {
        String body = "{\"__type\":\"" + code + "\",\"message\":\"" + message.replace("\"", "'") + "\"}";
        return CannedAnswers.refused(service, operation, status, "application/x-amz-json-1.1", body);
    }

    private Fate fate(String operation) {
        boolean calm = sandbox.clock().millis() >= calmFrom;
        if (!calm && operation.equals(haunted)) {
            return hauntedBy;
        }
        if (!calm && lag > 0 && !ACTS.contains(operation) && random.nextBoolean()) {
            return Fate.STALE;
        }
        if (calm || random.nextDouble() >= (ACTS.contains(operation) ? actRate : rate)) {
            return null;
        }
        return Fate.values()[random.nextInt(Fate.values().length)];
    }

    private void pass(long millis) {
        waited += millis;
        sandbox.clock().advance(Duration.ofMillis(millis));
    }

    private ObjectNode done(String service, String operation, ObjectNode input, Duration age) {
        DirectAnswer answer = sandbox.answer(TARGETS.get(service), operation, input, age);
        if (!answer.isSuccessful()) {
            story.accept("  ~ " + operation + ": " + answer.code() + " " + answer.message());
            throw error(service, operation, answer.status(), answer.code(), answer.message());
        }
        if (ACTS.contains(operation)) {
            done.merge(operation, 1, Integer::sum);
            String about = input.path(operation.equals("RegisterTaskDefinition") ? "family" : "service")
                    .asText();
            done.merge(operation + " " + about.substring(about.lastIndexOf('/') + 1), 1, Integer::sum);
        }
        if (!missing.isEmpty()) {
            strip(answer.body());
        }
        return answer.body();
    }

    private void strip(JsonNode node) {
        if (node instanceof ObjectNode object) {
            object.remove(missing);
        }
        node.forEach(this::strip);
    }
}
