package io.jenkins.plugins.ecs.tasks;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;

import io.jenkins.plugins.ecs.taskdef.ContainerChange;
import io.jenkins.plugins.ecs.tasks.request.TaskRequest.CapacityProvider;
import io.jenkins.plugins.ecs.tasks.request.TaskRequest.Network;
import io.jenkins.plugins.ecs.tasks.request.TaskRequest.Overrides;
import io.jenkins.plugins.ecs.tasks.request.TaskRequest.Placement;
import io.jenkins.plugins.ecs.tasks.request.TaskRequestChecks;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.Test;

/** Bad input is named before AWS is asked: the field, the value and what to do. */
public class TaskRequestChecksTest {

    private static void refused(TaskRequests request, String... problems) {
        List<String> found = TaskRequestChecks.problems(request.build());
        for (String problem : problems) {
            assertThat(found, hasItem(containsString(problem)));
        }
        assertThat(found.toString(), found.size(), is(problems.length));
    }

    private static Placement on(String launchType, CapacityProvider... providers) {
        return new Placement(null, launchType, List.of(providers), null, null);
    }

    @Test
    public void aGoodRequestHasNoProblem() {
        assertThat(TaskRequestChecks.problems(TaskRequests.migrate().build()), is(empty()));
    }

    @Test
    public void eachProblemNamesItsField() {
        refused(TaskRequests.migrate().count(0), "count: 0 is not from 1 to 10");
        refused(TaskRequests.migrate().count(11), "count: 11 is not from 1 to 10");
        refused(
                TaskRequests.migrate().placement(on("FARGATE", new CapacityProvider("FARGATE_SPOT", null, null))),
                "launchType and capacityProviders: both are given");
        refused(TaskRequests.migrate().placement(on("LAMBDA")), "launchType: 'LAMBDA' is unknown");
        refused(TaskRequests.migrate().placement(on("MANAGED_INSTANCES")), "chosen by their capacity provider");
        refused(
                TaskRequests.migrate().placement(on(null, new CapacityProvider("x", -1, 100_001))),
                "capacityProviders.weight: -1",
                "capacityProviders.base: 100001");
        refused(
                TaskRequests.migrate()
                        .placement(new Placement(
                                new Network(List.of(), List.of("default"), null), null, List.of(), null, "service:x")),
                "network.subnets: missing",
                "network.securityGroups: 'default' is not the id of a security group",
                "group: 'service:x' begins with 'service:'");
        refused(
                TaskRequests.migrate().overrides(new Overrides("lots", "0", "admin", null)),
                "cpu: 'lots' is not a size",
                "memory: '0' is not a size",
                "taskRoleArn: 'admin' is not the ARN of an IAM role");
        refused(TaskRequests.migrate().tags(Map.of("aws:x", "y")), "tags: 'aws:x'");
        refused(TaskRequests.migrate().logLines(-1), "logLines: -1");
        refused(TaskRequests.migrate().service(null), "service and taskDefinition: both are missing");
        refused(
                TaskRequests.migrate().taskDefinition("arn:aws:ecs:us-east-1:123456789012:task-definition/api:1"),
                "is a revision in us-east-1");
    }

    @Test
    public void moreThanEcsAcceptsIsRefused() {
        refused(
                TaskRequests.migrate()
                        .placement(new Placement(
                                new Network(ids("subnet-", 17), ids("sg-", 6), null),
                                null,
                                ids("provider", 21).stream()
                                        .map(name -> new CapacityProvider(name, 1, null))
                                        .toList(),
                                null,
                                null)),
                "network.subnets: 17 are given, and ECS accepts at most 16",
                "network.securityGroups: 6 are given, and ECS accepts at most 5",
                "capacityProviders: 21 are given, and ECS accepts at most 20");
        refused(
                TaskRequests.migrate()
                        .placement(on(null, new CapacityProvider("a", 1, 1), new CapacityProvider("b", 1, 1))),
                "capacityProviders.base: ECS accepts a base for one provider only");
        refused(
                TaskRequests.migrate()
                        .placement(on(null, new CapacityProvider("a", null, 1), new CapacityProvider("b", 0, null))),
                "capacityProviders.weight: one of several providers needs a weight above 0");
        refused(TaskRequests.migrate().tags(Map.of("team", "shop; drop")), "tags: 'team' is not a tag");
    }

    private static List<String> ids(String prefix, int count) {
        return IntStream.range(0, count).mapToObj(i -> prefix + i).toList();
    }

    @Test
    public void overridesAreAtMostEightKilobytes() {
        String long8k = "x".repeat(8_192);
        refused(
                TaskRequests.migrate()
                        .changes(ContainerChange.of("app")
                                .command(List.of(long8k))
                                .build()),
                "ECS takes at most 8192");
    }

    @Test
    public void allProblemsAreNamedAtOnce() {
        refused(
                TaskRequests.migrate().count(0).logLines(-1).placement(on("X")),
                "count: 0",
                "logLines: -1",
                "launchType: 'X'");
    }
}
