package io.jenkins.plugins.ecs.demo;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import io.jenkins.plugins.ecs.rollout.request.IamFeature;
import io.jenkins.plugins.ecs.sandbox.Call;
import io.jenkins.plugins.ecs.sandbox.EcsSandbox;
import io.jenkins.plugins.ecs.verify.check.CheckKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** The IAM policies on the page are those of the table, and the table has what the code calls and nothing else. */
public class IamDocumentationTest {

    private static final Pattern OPERATION =
            Pattern.compile("\"((?:Describe|List|Get|BatchGet|Filter|Register|Update|Stop"
                    + "|Continue|Create|Receive|Delete|Deregister|Put|Remove|Run|Simulate|Tag|Untag)[A-Z][A-Za-z]*)\"");
    /** A call of a client of the SDK, in a class of ours that wraps it. */
    private static final Pattern SDK_CALL = Pattern.compile(
            "\\b(?:logs|ecr|iam|secrets|ssm|elb|cloudWatch|cloudFormation|reads|changes|sts\\(\\))\\s*\\.(\\w+)\\(");
    /** By the name of the file. */
    private static final Map<String, String> PREFIXES = Map.ofEntries(
            Map.entry("EcsJsonApi.java", "ecs"),
            Map.entry("ElbSdkApi.java", "elasticloadbalancing"),
            Map.entry("AlarmsJsonApi.java", "cloudwatch"),
            Map.entry("MetricsSdkApi.java", "cloudwatch"),
            Map.entry("LogsSdkApi.java", "logs"),
            Map.entry("EcrSdkApi.java", "ecr"),
            Map.entry("EcrApi.java", "ecr"),
            Map.entry("CodeDeploySdkApi.java", "codedeploy"),
            Map.entry("IamSdkApi.java", "iam"),
            Map.entry("SecretsSdkApi.java", "secretsmanager"),
            Map.entry("ParametersSdkApi.java", "ssm"),
            Map.entry("StacksSdkApi.java", "cloudformation"),
            Map.entry("SignedObjects.java", "s3"),
            Map.entry("StsCalls.java", "sts"),
            Map.entry("QuotasJsonApi.java", "servicequotas"),
            Map.entry("EventBridgeApi.java", "events"),
            Map.entry("ApplicationAutoScalingApi.java", "application-autoscaling"),
            Map.entry("QueueApi.java", "sqs"),
            Map.entry("CloudMapApi.java", "servicediscovery"),
            Map.entry("SchedulerApi.java", "scheduler"),
            Map.entry("SignedSchedulerCall.java", "scheduler"));
    /** What needs no permission. */
    private static final Set<String> FREE = Set.of("sts:GetCallerIdentity");
    /** Operations that need the permission of the one for a single item. */
    private static final Map<String, String> BATCHES = Map.of("sqs:DeleteMessageBatch", "sqs:DeleteMessage");
    /** What AWS checks without an operation of that name. */
    private static final Set<String> BESIDES =
            Set.of("iam:PassRole", "ecs:TagResource", "codedeploy:RegisterApplicationRevision");

    private static final Set<IamFeature> STAGED =
            Set.of(IamFeature.DEPLOY, IamFeature.ANSWER_PAUSES, IamFeature.FAILURE_REPORT);

    private static final Set<IamFeature> FROM_TEMPLATE =
            Set.of(IamFeature.DEPLOY, IamFeature.SERVICE_FILE, IamFeature.LOOK_UPS, IamFeature.VERIFY);

    /** What the examples need that do more, or less, than {@link IamFeature#DEPLOY}. */
    private static final Map<String, Set<IamFeature>> FEATURES = Map.ofEntries(
            Map.entry("blue-green", STAGED),
            Map.entry("canary", STAGED),
            Map.entry("gate-refuses", STAGED),
            Map.entry("traffic", Set.of(IamFeature.DEPLOY, IamFeature.FAILURE_REPORT)),
            Map.entry("codedeploy", Set.of(IamFeature.DEPLOY, IamFeature.CODE_DEPLOY, IamFeature.FAILURE_REPORT)),
            Map.entry(
                    "environment-per-pull-request",
                    Set.of(IamFeature.DEPLOY, IamFeature.SERVICE_FILE, IamFeature.SCALING, IamFeature.DELETE)),
            Map.entry("import", Set.of(IamFeature.IMPORT, IamFeature.DEPLOY)),
            Map.entry("import-copilot", Set.of()),
            Map.entry("keep-revisions", Set.of(IamFeature.DEPLOY, IamFeature.RETENTION)),
            Map.entry("look-ups", Set.of(IamFeature.DEPLOY, IamFeature.LOOK_UPS)),
            Map.entry("migrate", Set.of(IamFeature.DEPLOY, IamFeature.RUN_TASK)),
            Map.entry("migrate-and-deploy", Set.of(IamFeature.DEPLOY, IamFeature.RUN_TASK)),
            Map.entry("nightly", Set.of(IamFeature.DEPLOY, IamFeature.SCHEDULED_TASKS, IamFeature.VERIFY)),
            Map.entry("other-account", Set.of(IamFeature.DEPLOY, IamFeature.ROLES)),
            Map.entry("run-task", Set.of(IamFeature.RUN_TASK)),
            Map.entry("scale", Set.of(IamFeature.SCALE)),
            Map.entry("service-file", Set.of(IamFeature.DEPLOY, IamFeature.SERVICE_FILE, IamFeature.SCALING)),
            Map.entry("timeout", Set.of(IamFeature.DEPLOY, IamFeature.ROLL_BACK)),
            Map.entry("verify-and-roll-back", Set.of(IamFeature.DEPLOY, IamFeature.VERIFY)),
            Map.entry("nightly-job", FROM_TEMPLATE),
            Map.entry("web-service", FROM_TEMPLATE),
            Map.entry(
                    "worker",
                    Set.of(
                            IamFeature.DEPLOY,
                            IamFeature.SERVICE_FILE,
                            IamFeature.LOOK_UPS,
                            IamFeature.VERIFY,
                            IamFeature.SCALING)),
            Map.entry("verify", Set.of(IamFeature.DEPLOY, IamFeature.VERIFY, IamFeature.PREFLIGHT)));

    @Rule
    public TemporaryFolder folder = new TemporaryFolder();

    @Test
    public void thePageHasThePoliciesOfTheTable() throws IOException {
        String page = Files.readString(Examples.project().resolve("docs/iam.md"));
        for (IamFeature feature : IamFeature.values()) {
            assertThat(page, containsString("## " + feature.words() + "\n\n```json\n" + policy(feature) + "\n```\n"));
        }
        Matcher named = Pattern.compile("\"([a-z0-9-]+:[A-Z]\\w+)\"(?!: )").matcher(page);
        Set<String> onThePage = new TreeSet<>();
        while (named.find()) {
            onThePage.add(named.group(1));
        }
        assertThat(onThePage, is(table()));
    }

    @Test
    public void theTableHasWhatTheCodeCallsAndNothingElse() throws IOException {
        Set<String> called = new TreeSet<>(BESIDES);
        Path room = Examples.project().resolve("src/main/java/io/jenkins/plugins/ecs/aws");
        try (Stream<Path> files = Files.walk(room)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String source = Files.readString(file);
                String prefix = PREFIXES.get(file.getFileName().toString());
                Matcher operation = OPERATION.matcher(source);
                while (operation.find()) {
                    assertThat(file + " calls " + operation.group(1), prefix, is(not((String) null)));
                    called.add(prefix + ":" + operation.group(1));
                }
                Matcher call = SDK_CALL.matcher(source);
                while (call.find() && source.contains("import software.amazon.awssdk.services.")) {
                    assertThat(file + " calls " + call.group(1), prefix, is(not((String) null)));
                    called.add(prefix + ":" + call.group(1).substring(0, 1).toUpperCase(Locale.ROOT)
                            + call.group(1).substring(1));
                }
            }
        }
        called.removeAll(FREE);
        BATCHES.forEach((batch, single) -> {
            if (called.remove(batch)) {
                called.add(single);
            }
        });
        assertThat(table(), is(called));
    }

    @Test
    public void everyStepHasItsPolicies() throws IOException {
        String words = Arrays.stream(IamFeature.values()).map(IamFeature::words).collect(Collectors.joining("\n"));
        try (Stream<Path> pages = Files.list(Examples.project().resolve("docs/steps"))) {
            for (Path page : pages.toList()) {
                String step = page.getFileName().toString().replace(".md", "");
                // It asks users, not AWS.
                if (!step.equals("ecsApprove")) {
                    assertThat(words, containsString("`" + step));
                }
            }
        }
    }

    @Test
    public void eachExampleCallsOnlyWhatItsFeaturesAllow() throws IOException {
        for (String example : Examples.names()) {
            Set<IamFeature> features = FEATURES.getOrDefault(example, Set.of(IamFeature.DEPLOY));
            assertThat(example, notAllowed(Examples.jenkinsfile(example), features), is(empty()));
        }
        assertThat(Examples.names().containsAll(FEATURES.keySet()), is(true));
    }

    @Test
    public void eachCheckCallsOnlyWhatThePolicyOfVerificationsAllows() throws IOException {
        Map<CheckKind, String> checks = new EnumMap<>(CheckKind.class);
        checks.put(CheckKind.SERVICE, "service()");
        checks.put(CheckKind.TASKS, "tasks()");
        checks.put(CheckKind.DIGEST, "digest(image: 'shop/front:3.0.0')");
        checks.put(CheckKind.HEALTH, "health()");
        checks.put(CheckKind.TARGETS, "targets()");
        checks.put(CheckKind.ALARMS, "alarms(names: ['errors'])");
        checks.put(CheckKind.HTTP, "http(path: '/health', failureLimit: 0)");
        checks.put(CheckKind.LOGS, "logs(pattern: 'ERROR')");
        checks.put(CheckKind.METRIC, "metric(namespace: 'AWS/ECS', name: 'CPUUtilization', atMost: 90)");
        checks.put(CheckKind.CANARY, "canary(metric: 'TargetResponseTime', atMostTimes: 2)");
        checks.put(CheckKind.DRIFT, "drift()");
        checks.put(CheckKind.SCHEDULES, "schedules()");
        checks.put(CheckKind.STABLE_FOR, "stableFor('10s')");
        for (Map.Entry<CheckKind, String> check : checks.entrySet()) {
            Path file = folder.newFile().toPath();
            Files.writeString(
                    file,
                    "catchError { ecsVerify cluster: 'prod', service: 'shop', defaultChecks: false, checks: ["
                            + check.getValue() + "] }");
            Set<String> called = called(file);
            assertThat(check.getValue() + " calls nothing", called, is(not(empty())));
            assertThat(check.getValue(), beyond(IamFeature.VERIFY.actions(), called), is(empty()));
            List<String> own = new ArrayList<>(check.getKey().iamActions());
            own.add("ecs:DescribeServices");
            assertThat(check.getValue() + " and its own actions", beyond(own, called), is(empty()));
            assertThat(
                    check.getValue(),
                    IamFeature.VERIFY.actions().containsAll(check.getKey().iamActions()),
                    is(true));
        }
    }

    /** The operations among those called that no action allows. */
    private static Set<String> beyond(List<String> actions, Set<String> called) {
        Set<String> beyond = new TreeSet<>(called);
        actions.forEach(action -> beyond.remove(action.substring(action.indexOf(':') + 1)));
        return beyond;
    }

    /** The operations that a Jenkinsfile calls although no policy of these features allows them. */
    private static Set<String> notAllowed(Path jenkinsfile, Set<IamFeature> features) throws IOException {
        Set<String> called = called(jenkinsfile);
        if (!features.isEmpty()) {
            assertThat(jenkinsfile + " calls nothing", called, is(not(empty())));
        }
        return beyond(
                features.stream().flatMap(feature -> feature.actions().stream()).toList(), called);
    }

    private static Set<String> called(Path jenkinsfile) throws IOException {
        Set<String> called = new TreeSet<>();
        try (EcsSandbox sandbox = Examples.sandbox()) {
            new JenkinsfileRun(1, jenkinsfile).run(sandbox, Pace.AT_ONCE);
            sandbox.calls().stream().map(Call::operation).forEach(called::add);
        }
        return called;
    }

    private static Set<String> table() {
        return Arrays.stream(IamFeature.values())
                .flatMap(feature -> feature.actions().stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String policy(IamFeature feature) {
        return feature.actions().stream()
                .map(action -> "    \"" + action + "\"")
                .collect(Collectors.joining(
                        ",\n",
                        "{\n  \"Effect\": \"Allow\",\n  \"Action\": [\n",
                        "\n  ],\n" + "  \"Resource\": \"*\"\n}"));
    }
}
