package io.jenkins.plugins.ecs.rollout.decide.phase;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecs.aws.AwsFailure;
import io.jenkins.plugins.ecs.aws.connection.AwsConnection;
import io.jenkins.plugins.ecs.aws.connection.SandboxHttp;
import io.jenkins.plugins.ecs.aws.ecs.ServiceUpdate;
import io.jenkins.plugins.ecs.aws.services.ScalableTarget;
import io.jenkins.plugins.ecs.rollout.RolloutTestCase;
import io.jenkins.plugins.ecs.rollout.state.PauseAnswer;
import io.jenkins.plugins.ecs.sandbox.Call;
import io.jenkins.plugins.ecs.scaling.ScalingChange;
import io.jenkins.plugins.ecs.schedules.ScheduleRef;
import java.util.List;
import java.util.Map;
import org.junit.Test;

/** The rate limit and the log name a call as AWS does: each action is sent to the sandbox, which may refuse it. */
public class AwsActionTest extends RolloutTestCase {

    private static final String SERVICE = "arn:aws:ecs:eu-central-1:123456789012:service/prod/api";
    private static final String CLUSTER = "arn:aws:ecs:eu-central-1:123456789012:cluster/prod";
    private static final String OWN =
            "arn:aws:ecs:eu-central-1:123456789012:service-deployment/prod/api/0123456789012345678901";
    private static final String RESOURCE = "service/prod/api";
    private static final ScalableTarget.Suspension ALL = new ScalableTarget.Suspension(true, true, true);

    private static ObjectNode json() {
        return JsonNodeFactory.instance.objectNode();
    }

    private static AwsAction.MoveRule rule() {
        return new AwsAction.MoveRule(
                ScheduleRef.rule("default", "night"),
                List.of(json().put("Id", "1").put("Arn", CLUSTER)));
    }

    private static AwsAction.MoveSchedule schedule() {
        ObjectNode input = json().put("Name", "night").put("GroupName", "default");
        input.putObject("Target").put("Arn", CLUSTER);
        return new AwsAction.MoveSchedule(ScheduleRef.schedule("default", "night"), input);
    }

    private static List<AwsAction> all() {
        return List.of(
                new AwsAction.Register(json().put("family", "new"), "hash"),
                new AwsAction.Update(new ServiceUpdate("prod", "api", null, 3, false)),
                new AwsAction.Create(json().put("cluster", "prod").put("serviceName", "new")),
                new AwsAction.Tag(SERVICE, Map.of("team", "shop")),
                new AwsAction.Untag(SERVICE, List.of("team")),
                new AwsAction.Proceed(OWN, "hook", PauseAnswer.CONTINUE),
                new AwsAction.RollBack(OWN),
                new AwsAction.Deregister("arn:aws:ecs:eu-central-1:123456789012:task-definition/api:1"),
                new AwsAction.CreateDeployment(json().put("applicationName", "shop")),
                new AwsAction.ContinueDeployment("d-0123456789", "hook", "READY_WAIT"),
                new AwsAction.StopDeployment("d-0123456789", ""),
                new AwsAction.Suspend(RESOURCE, ALL),
                new AwsAction.Scale(RESOURCE, new ScalingChange.Range(1, 3, "1 to 3")),
                rule(),
                schedule(),
                new AwsAction.Delete("prod", "api"));
    }

    @Test
    public void eachCallIsNamedAsAwsNamesIt() {
        AwsConnection connection = SandboxHttp.connection(sandbox, "eu-central-1");
        for (AwsAction action : all()) {
            int before = sandbox.calls().size();
            try {
                assertThat(action.operation(), action.send(connection.ecs(), connection), is(notNullValue()));
            } catch (AwsFailure refused) {
                assertThat(refused.operation(), is(action.operation()));
            }
            List<String> sent =
                    sandbox.calls().stream().skip(before).map(Call::operation).toList();
            assertThat(action.operation(), sent, contains(action.operation()));
        }
    }

    @Test
    public void aMoveNamesTheClustersInWhichItRuns() {
        assertThat(rule().clusters(), contains(CLUSTER));
        assertThat(schedule().clusters(), contains(CLUSTER));
    }
}
