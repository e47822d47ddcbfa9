package io.jenkins.plugins.ecs.rollout.observe;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import io.jenkins.plugins.ecs.aws.codedeploy.CodeDeployTarget;
import io.jenkins.plugins.ecs.aws.codedeploy.CodeDeployTarget.Event;
import io.jenkins.plugins.ecs.aws.codedeploy.CodeDeployTarget.TaskSet;
import io.jenkins.plugins.ecs.aws.codedeploy.CodeDeployment;
import io.jenkins.plugins.ecs.aws.ecs.LifecycleHook;
import io.jenkins.plugins.ecs.aws.ecs.ServiceDeployment;
import java.util.List;
import org.junit.Test;

/** A deployment of CodeDeploy in the words of the engine: stages, task sets, waits and how they ended. */
public class CodeDeployViewTest {

    private static final long MINUTE = 60_000;
    private static final List<TaskSet> SETS = List.of(
            new TaskSet("ecs-svc/1", "Blue", "PRIMARY", 2, 2, 0, 90),
            new TaskSet("ecs-svc/2", "Green", "ACTIVE", 2, 1, 1, 10));

    private static CodeDeployment deployment(String status, String error, long completedAt, boolean terminating) {
        return new CodeDeployment(
                "d-1",
                status,
                "shop",
                "production",
                "",
                1,
                completedAt,
                error,
                error.isEmpty() ? "" : "It did not do.",
                null,
                "",
                List.of(),
                "STOP_DEPLOYMENT",
                30,
                60,
                terminating);
    }

    private static CodeDeployTarget target(String... events) {
        return new CodeDeployTarget(
                "InProgress",
                List.of(events).stream()
                        .map(event -> event.split(" "))
                        .map(event -> new Event(
                                event[0],
                                event[1],
                                event[1].equals("Failed") ? "UnknownError: no" : "",
                                event[1].equals("Succeeded") ? 10 * MINUTE : 0))
                        .toList(),
                SETS);
    }

    private static ServiceDeployment view(CodeDeployment deployment, String... events) {
        return CodeDeployView.of(deployment, target(events));
    }

    private static LifecycleHook last(ServiceDeployment view) {
        return view.hooks().get(view.hooks().size() - 1);
    }

    @Test
    public void taskSetsAreRevisionsAndEventsAreStages() {
        ServiceDeployment view =
                view(deployment("InProgress", "", 0, false), "BeforeInstall Succeeded", "Install InProgress");
        assertThat(view.status(), is("InProgress"));
        assertThat(view.goesOn(), is(true));
        assertThat(view.lifecycleStage(), is("Install"));
        assertThat(view.target().arn(), is("ecs-svc/2"));
        assertThat(view.target().running(), is(1));
        assertThat(view.target().productionWeight(), is(10.0));
        assertThat(view.sources().get(0).running(), is(2));
        assertThat(view.awaitsAction(), is(false));
    }

    @Test
    public void betweenTwoEventsTheLastOneStands() {
        assertThat(
                view(deployment("InProgress", "", 0, false), "BeforeInstall Succeeded", "Install Pending")
                        .lifecycleStage(),
                is("BeforeInstall"));
        assertThat(view(deployment("Created", "", 0, false)).lifecycleStage(), is(nullValue()));
    }

    @Test
    public void aReadyDeploymentAwaitsAnAnswerUntilItsTimeIsOver() {
        ServiceDeployment view = view(deployment("Ready", "", 0, false), "AfterInstall Succeeded");
        assertThat(view.awaitsAction(), is(true));
        assertThat(view.lifecycleStage(), is("READY_WAIT"));
        assertThat(last(view).id(), is("d-1/READY_WAIT"));
        assertThat(last(view).expiresAt(), is(40 * MINUTE));
        assertThat(last(view).timeoutAction(), is("STOP"));
    }

    @Test
    public void howTheWaitEnded() {
        assertThat(
                last(view(deployment("InProgress", "", 0, false), "BeforeAllowTraffic InProgress"))
                        .status(),
                is("SUCCEEDED"));
        assertThat(
                last(view(deployment("Stopped", "TIMEOUT", 40 * MINUTE, false), "AfterInstall Succeeded"))
                        .status(),
                is("TIMED_OUT"));
        assertThat(
                last(view(deployment("Stopped", "MANUAL_STOP", 40 * MINUTE, false), "AfterInstall Succeeded"))
                        .status(),
                is("FAILED"));
        assertThat(
                last(view(deployment("Stopped", "ALARM_ACTIVE", 20 * MINUTE, false), "AfterInstall Succeeded"))
                        .status(),
                is("FAILED"));
    }

    @Test
    public void keepingTheOldTasksIsAWaitThatNeedsNoAnswer() {
        ServiceDeployment view = view(deployment("InProgress", "", 0, true), "AfterAllowTraffic Succeeded");
        assertThat(view.lifecycleStage(), is("TERMINATION_WAIT"));
        assertThat(last(view).awaitsAction(), is(true));
        assertThat(last(view).isOptional(), is(true));
        assertThat(last(view).expiresAt(), is(70 * MINUTE));
        assertThat(view.awaitsAction(), is(false));
        String[] done = {"AfterAllowTraffic Succeeded"};
        assertThat(
                last(view(deployment("Succeeded", "", 70 * MINUTE, true), done)).status(), is("TIMED_OUT"));
        assertThat(
                last(view(deployment("Succeeded", "", 20 * MINUTE, true), done)).status(), is("SUCCEEDED"));
    }

    @Test
    public void theReasonHasTheCodeAndTheHookThatFailed() {
        ServiceDeployment view =
                view(deployment("Failed", "HOOK_EXECUTION_FAILURE", 1, false), "BeforeAllowTraffic Failed");
        assertThat(view.goesOn(), is(false));
        assertThat(
                view.statusReason(),
                is(
                        "CodeDeploy reports HOOK_EXECUTION_FAILURE: It did not do; BeforeAllowTraffic failed: UnknownError: no"));
    }

    @Test
    public void aStateThatNobodyKnowsIsNoEndAndNoProgress() {
        CodeDeployment strange = deployment("Pondering", "", 0, false);
        assertThat(strange.isOver(), is(false));
        assertThat(view(strange).goesOn(), is(false));
        assertThat(view(strange).status(), containsString("Pondering"));
    }
}
