package io.jenkins.plugins.ecs.paths.release;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;

import io.jenkins.plugins.ecs.paths.definition.PathEnvironment;
import io.jenkins.plugins.ecs.paths.proof.TestApprovals;
import io.jenkins.plugins.ecs.policy.ApprovalForProduction;
import io.jenkins.plugins.ecs.policy.Change;
import io.jenkins.plugins.ecs.policy.Evidence;
import io.jenkins.plugins.ecs.policy.Judgement;
import io.jenkins.plugins.ecs.policy.Subject;
import io.jenkins.plugins.ecs.rollout.decide.policy.PolicySubject;
import io.jenkins.plugins.ecs.rollout.state.RolloutState;
import io.jenkins.plugins.ecs.rollout.state.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.Test;

/** An approval in the same build after a dry run of a release is for what the dry run showed. */
public class ApprovalAfterDryRunTest extends ReleaseTestCase {

    private SandboxRelease dryRun() {
        ReleaseState state = release().state();
        return new SandboxRelease(sandbox, controller, state.asDryRun());
    }

    /** Everything is production and needs an approval, which is given now. */
    private void approve() {
        long now = sandbox.clock().millis();
        Evidence evidence = new Evidence(
                List.of(new Evidence.Approval("1", "bob", List.of(), false, now, Map.of())),
                List.of(),
                controller.plans.stream().map(plan -> planned(plan, now - 1)).toList());
        Change.Context context = new Change.Context(null, true, List.of(), evidence, null, null);
        ApprovalForProduction rule = new ApprovalForProduction(List.of(), true, Duration.ofHours(24));
        controller.rules = change -> new Judgement(
                rule
                        .objection(
                                change.in(context),
                                Instant.ofEpochMilli(sandbox.clock().millis()))
                        .stream()
                        .toList(),
                List.of());
    }

    private static Evidence.Planned planned(RolloutState plan, long at) {
        Subject subject = PolicySubject.of(plan);
        return new Evidence.Planned(subject.serviceArn(), subject.deploys(), at);
    }

    @Test
    public void itIsForNoOtherImage() {
        dryRun().run();
        approve();

        ReleaseState state = release(OTHER, "staging", "production").run();

        assertThat(state.verdict(), is(Verdict.REFUSED));
        assertThat(state.cause(), containsString("is for a plan that deploys something else"));
        assertThat(updates("staging"), is(0L));
    }

    @Test
    public void aPlanThatWasNotMadeAndOneForThoseWhoAreAskedBindNone() {
        SandboxRelease hanging = dryRun();
        hanging.hangs = true;
        hanging.run();
        controller.path = path(PathEnvironment.of("production", "prod-eu")
                .from("staging")
                .approval(TestApprovals.any(1))
                .build());
        release().runUntil(state -> in(state, "production").asksForApproval());

        assertThat(controller.plans, is(empty()));
    }

    @Test
    public void itIsForWhatWasShownInEachEnvironment() {
        dryRun().run();
        assertThat(controller.plans, hasSize(2));
        approve();

        ReleaseState state = release().run();

        assertThat(state.cause(), is(""));
        assertThat(state.verdict(), is(Verdict.SUCCESS));
    }
}
