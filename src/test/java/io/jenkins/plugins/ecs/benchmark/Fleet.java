package io.jenkins.plugins.ecs.benchmark;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.ecs.sandbox.Call;
import io.jenkins.plugins.ecs.sandbox.EcsSandbox;
import io.jenkins.plugins.ecs.sandbox.SandboxClock;
import io.jenkins.plugins.ecs.sandbox.Scenario;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * An ECS of one account with many services, each of two tasks, on the machine's own clock and with AWS's published quotas
 * on. Each deployment takes the same time.
 */
final class Fleet implements AutoCloseable {

    static final String REGION = "eu-central-1";
    static final String CLUSTER = "prod";
    private static final String NEW = "repo/app:2.0.0";

    final EcsSandbox sandbox;
    final int size;

    /** @param takes from an update until its tasks run; what follows takes about a minute and a half more */
    Fleet(int size, Duration takes) {
        this.size = size;
        sandbox = EcsSandbox.builder().clock(SandboxClock.real()).start();
        sandbox.cluster(CLUSTER);
        for (int i = 0; i < size; i++) {
            sandbox.service(
                    CLUSTER,
                    service(i),
                    s -> s.image("repo/app:1.0.0").desiredCount(2).circuitBreaker(true, true));
        }
        sandbox.region()
                .taskDefinition("{\"family\":\"next\",\"networkMode\":\"awsvpc\",\"cpu\":\"256\",\"memory\":\"512\","
                        + "\"requiresCompatibilities\":[\"FARGATE\"],"
                        + "\"containerDefinitions\":[{\"name\":\"app\",\"image\":\"" + NEW + "\"}]}");
        sandbox.scenarios().image(NEW, Scenario.SLOW).lasting(takes);
        sandbox.quotas().enforce(true);
        sandbox.clearCalls();
    }

    static String service(int number) {
        return "service-" + number;
    }

    static String taskDefinition() {
        return "next:1";
    }

    /** Deploys as another user does. */
    void update(int number) {
        sandbox.region()
                .call(
                        "UpdateService",
                        "{\"cluster\":\"" + CLUSTER + "\",\"service\":\"" + service(number) + "\",\"taskDefinition\":\""
                                + taskDefinition() + "\"}");
    }

    /** When the newest deployment of a service ended: epoch milliseconds. */
    long endedAt(int number) {
        JsonNode newest = sandbox.region()
                .call(
                        "ListServiceDeployments",
                        "{\"cluster\":\"" + CLUSTER + "\",\"service\":\"" + service(number) + "\"}")
                .path("serviceDeployments")
                .path(0);
        return Math.round(newest.path("finishedAt").asDouble() * 1000);
    }

    /** Calls of each operation in a time. */
    Map<String, Integer> calls(long from, long to) {
        Map<String, Integer> calls = new TreeMap<>();
        during(from, to).forEach(call -> calls.merge(call.operation(), 1, Integer::sum));
        return calls;
    }

    long throttled() {
        return sandbox.calls().stream()
                .filter(call -> "ThrottlingException".equals(call.errorCode()))
                .count();
    }

    /** The most calls in any ten seconds, per second. */
    double peak() {
        Map<Long, Long> seconds = sandbox.calls().stream()
                .collect(Collectors.groupingBy(call -> call.instant().getEpochSecond(), Collectors.counting()));
        return seconds.keySet().stream()
                .mapToLong(first -> seconds.entrySet().stream()
                        .filter(e -> e.getKey() >= first && e.getKey() < first + 10)
                        .mapToLong(Map.Entry::getValue)
                        .sum())
                .boxed()
                .max(Comparator.naturalOrder())
                .map(most -> most / 10.0)
                .orElse(0.0);
    }

    private List<Call> during(long from, long to) {
        return sandbox.calls().stream()
                .filter(call ->
                        call.instant().toEpochMilli() >= from && call.instant().toEpochMilli() < to)
                .toList();
    }

    long now() {
        return sandbox.clock().millis();
    }

    @Override
    public void close() {
        sandbox.close();
    }
}
