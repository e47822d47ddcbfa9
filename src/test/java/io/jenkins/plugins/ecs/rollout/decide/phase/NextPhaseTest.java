package io.jenkins.plugins.ecs.rollout.decide.phase;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import io.jenkins.plugins.ecs.rollout.Seen;
import io.jenkins.plugins.ecs.rollout.TasksTestCase;
import io.jenkins.plugins.ecs.rollout.request.DeployRequest;
import io.jenkins.plugins.ecs.rollout.request.DeployRequestBuilder;
import io.jenkins.plugins.ecs.rollout.request.Setting;
import io.jenkins.plugins.ecs.rollout.state.Phase;
import io.jenkins.plugins.ecs.rollout.state.RolloutState;
import io.jenkins.plugins.ecs.rollout.state.Verdict;
import io.jenkins.plugins.ecs.tasks.request.DeploymentTasks;
import io.jenkins.plugins.ecs.tasks.request.TaskRequest;
import io.jenkins.plugins.ecs.verify.VerifyRequest;
import io.jenkins.plugins.ecs.verify.check.CheckKind;
import io.jenkins.plugins.ecs.verify.check.CheckSpec;
import java.util.List;
import java.util.function.Consumer;
import org.junit.Test;

/** The order of the phases that a deployment may leave out, by what is asked for. */
public class NextPhaseTest {

    private static final TaskRequest MIGRATION = TasksTestCase.task("migrate", "migrate");
    private static final String SCALING = "scaling: {min: 1, max: 3}";

    private static DeployRequestBuilder request() {
        return DeployRequest.of("eu-central-1", "prod", "api").taskDefinition("api:5");
    }

    private static DeployRequestBuilder verified() {
        return request()
                .verification(VerifyRequest.of("eu-central-1", "prod", "api")
                        .checks(List.of(CheckSpec.of(CheckKind.ALARMS)
                                .option("names", "p95")
                                .build()))
                        .build());
    }

    private static RolloutState state(DeployRequestBuilder request) {
        RolloutState state = Seen.state(Phase.PROVING, request);
        state.clusterArn = "arn:aws:ecs:eu-central-1:123456789012:cluster/prod";
        state.serviceArn = "arn:aws:ecs:eu-central-1:123456789012:service/prod/api";
        return state;
    }

    private static RolloutState after(RolloutState before, Consumer<DecisionDraft> step) {
        DecisionDraft draft = new DecisionDraft(before, Seen.NOW + 5_000, 0);
        step.accept(draft);
        return draft.decision().state();
    }

    private static Phase next(DeployRequestBuilder request, Consumer<DecisionDraft> step) {
        return after(state(request), step).phase;
    }

    @Test
    public void tasksComeBeforeTheUpdateAndTheSuspensionBetweenThem() {
        DeployRequestBuilder both =
                request().with(Setting.SUSPEND_SCALING, true).tasks(new DeploymentTasks(List.of(MIGRATION), List.of()));

        assertThat(next(both, NextPhase::beginUpdate), is(Phase.RUNNING_BEFORE));
        assertThat(next(both, NextPhase::afterTasksBefore), is(Phase.SUSPENDING));
        assertThat(
                "without tasks",
                next(request().with(Setting.SUSPEND_SCALING, true), NextPhase::beginUpdate),
                is(Phase.SUSPENDING));
        assertThat("with neither", next(request(), NextPhase::beginUpdate), is(Phase.UPDATING));
    }

    @Test
    public void theScalingOfAServiceThatIsNotKnownIsNotSuspended() {
        RolloutState unknown = state(request().with(Setting.SUSPEND_SCALING, true));
        unknown.serviceArn = null;
        assertThat(after(unknown, NextPhase::afterTasksBefore).phase, is(Phase.UPDATING));

        RolloutState elsewhere = state(request().with(Setting.SUSPEND_SCALING, true));
        elsewhere.clusterArn = null;
        assertThat(after(elsewhere, NextPhase::afterTasksBefore).phase, is(Phase.UPDATING));
    }

    @Test
    public void tagsThatChangeComeAfterTheUpdate() {
        RolloutState tagged = state(request());
        tagged.serviceFile.tagsToSet.put("team", "shop");
        RolloutState tagging = after(tagged, draft -> NextPhase.afterUpdate(draft, Phase.RESOLVING));
        assertThat(tagging.phase, is(Phase.TAGGING));

        assertThat("and then what was to come", after(tagging, NextPhase::afterTags).phase, is(Phase.RESOLVING));
        assertThat(
                "without tags",
                next(request(), draft -> NextPhase.afterUpdate(draft, Phase.RESOLVING)),
                is(Phase.RESOLVING));
        RolloutState ended = after(state(request()), draft -> NextPhase.afterUpdate(draft, Phase.ENDED));
        assertThat("a step that does not wait", ended.verdict, is(Verdict.STARTED));
    }

    @Test
    public void tasksAfterTheDeploymentRunOnlyAfterADeployment() {
        DeployRequestBuilder request = request().tasks(new DeploymentTasks(List.of(), List.of(MIGRATION)));
        assertThat(next(request, draft -> NextPhase.afterProof(draft, Verdict.SUCCESS)), is(Phase.RUNNING_AFTER));
        assertThat(next(request, draft -> NextPhase.afterProof(draft, Verdict.NO_CHANGE)), is(Phase.ENDED));

        RolloutState settings = state(request);
        settings.unchanged = true;
        assertThat(
                "settings alone",
                after(settings, draft -> NextPhase.afterProof(draft, Verdict.SUCCESS)).phase,
                is(Phase.ENDED));
        assertThat(
                "without tasks",
                next(request(), draft -> NextPhase.afterProof(draft, Verdict.SUCCESS)),
                is(Phase.ENDED));
    }

    @Test
    public void aVerificationFollowsTheTasksAndBeginsAnew() {
        RolloutState before = state(verified());
        before.verification.nextAt = 7;
        RolloutState verifying = after(before, draft -> NextPhase.afterTasks(draft, Verdict.SUCCESS));
        assertThat(verifying.phase, is(Phase.VERIFYING));
        assertThat(verifying.verdictInSight, is(Verdict.SUCCESS));
        assertThat(verifying.verification.nextAt, is(0L));
        assertThat(verifying.verification.run, is(nullValue()));
        assertThat("it is not complete before", verifying.completedAt, is(0L));
    }

    @Test
    public void aRollbackIsNotVerifiedByChecks() {
        assertThat(
                next(verified().goesBack(true), draft -> NextPhase.afterTasks(draft, Verdict.SUCCESS)),
                is(Phase.ENDED));
        RolloutState withoutRevision = state(verified());
        withoutRevision.taskDefinition = null;
        assertThat(
                "nor what has no revision",
                after(withoutRevision, draft -> NextPhase.afterTasks(draft, Verdict.SUCCESS)).phase,
                is(Phase.ENDED));
    }

    @Test
    public void theScalingOfTheFileFollowsASuccess() {
        DeployRequestBuilder request = request().with(Setting.SERVICE_DEFINITION, SCALING);
        RolloutState before = state(request);
        before.reading.failures = 4;
        RolloutState scaling = after(before, draft -> NextPhase.afterVerification(draft, Verdict.NO_CHANGE));
        assertThat(scaling.phase, is(Phase.SCALING));
        assertThat(scaling.verdictInSight, is(Verdict.NO_CHANGE));
        assertThat("what failed before says nothing about it", scaling.reading.failures, is(0));
        assertThat("the deployment is complete", scaling.completedAt, is(Seen.NOW + 5_000));

        assertThat(
                "scaling that others own",
                next(
                        request().with(Setting.SERVICE_DEFINITION, SCALING + "\nignore: [scaling]"),
                        draft -> NextPhase.afterVerification(draft, Verdict.SUCCESS)),
                is(Phase.ENDED));
        RolloutState unknown = state(request);
        unknown.serviceArn = null;
        assertThat(after(unknown, draft -> NextPhase.afterVerification(draft, Verdict.SUCCESS)).phase, is(Phase.ENDED));
        RolloutState elsewhere = state(request);
        elsewhere.clusterArn = null;
        assertThat(
                after(elsewhere, draft -> NextPhase.afterVerification(draft, Verdict.SUCCESS)).phase, is(Phase.ENDED));
    }

    @Test
    public void scheduledTasksFollowTheScaling() {
        DeployRequestBuilder request = request().with(Setting.SCHEDULED_TASKS, "family");
        RolloutState scheduling = after(state(request), draft -> NextPhase.afterScaling(draft, Verdict.SUCCESS));
        assertThat(scheduling.phase, is(Phase.SCHEDULING));
        assertThat(scheduling.verdictInSight, is(Verdict.SUCCESS));
        assertThat("they are listed first", scheduling.schedules.remaining(), is(nullValue()));

        RolloutState withoutRevision = state(request);
        withoutRevision.taskDefinition = null;
        assertThat(
                after(withoutRevision, draft -> NextPhase.afterScaling(draft, Verdict.SUCCESS)).phase, is(Phase.ENDED));
        RolloutState elsewhere = state(request);
        elsewhere.clusterArn = null;
        assertThat(after(elsewhere, draft -> NextPhase.afterScaling(draft, Verdict.SUCCESS)).phase, is(Phase.ENDED));
    }

    @Test
    public void oldRevisionsGoLastAndOnlyAfterADeployment() {
        DeployRequestBuilder request = request().with(Setting.KEEP_REVISIONS, 3);
        RolloutState tidying = after(state(request), draft -> NextPhase.afterSchedules(draft, Verdict.SUCCESS));
        assertThat(tidying.phase, is(Phase.TIDYING));
        assertThat(tidying.verdictInSight, is(Verdict.SUCCESS));
        assertThat(next(request, draft -> NextPhase.afterSchedules(draft, Verdict.NO_CHANGE)), is(Phase.ENDED));

        RolloutState withoutRevision = state(request);
        withoutRevision.taskDefinition = null;
        assertThat(
                after(withoutRevision, draft -> NextPhase.afterSchedules(draft, Verdict.SUCCESS)).phase,
                is(Phase.ENDED));
        RolloutState ended = after(state(request()), draft -> NextPhase.afterSchedules(draft, Verdict.SUCCESS));
        assertThat(ended.phase, is(Phase.ENDED));
        assertThat(ended.verdict, is(Verdict.SUCCESS));
    }
}
