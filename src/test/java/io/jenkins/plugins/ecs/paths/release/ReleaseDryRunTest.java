package io.jenkins.plugins.ecs.paths.release;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.jenkins.plugins.ecs.paths.definition.PathEnvironment;
import io.jenkins.plugins.ecs.paths.definition.PathWave;
import io.jenkins.plugins.ecs.paths.definition.ReleasePath;
import io.jenkins.plugins.ecs.paths.plan.PlannedSlot;
import io.jenkins.plugins.ecs.paths.proof.Evidence;
import io.jenkins.plugins.ecs.paths.proof.TestApprovals;
import io.jenkins.plugins.ecs.policy.Judgement;
import io.jenkins.plugins.ecs.rollout.request.DeployRequest;
import io.jenkins.plugins.ecs.rollout.state.Plan;
import io.jenkins.plugins.ecs.rollout.state.Verdict;
import io.jenkins.plugins.ecs.sandbox.Alarm;
import io.jenkins.plugins.ecs.taskdef.ContainerChange;
import io.jenkins.plugins.ecs.verify.VerifyRequest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.Test;

/** A release that only reports what it would change. */
public class ReleaseDryRunTest extends ReleaseTestCase {

    private static final String NEW_IMAGE = "containerDefinitions[app].image: repo/app:1.0.0 -> repo/app@" + DIGEST;

    private SandboxRelease dryRun() {
        return dryRun("staging", "production");
    }

    private SandboxRelease dryRun(String... wanted) {
        return new SandboxRelease(
                sandbox, controller, release(DIGEST, wanted).state().asDryRun());
    }

    private EnvironmentOutcome in(ReleaseOutcome outcome, String environment) {
        return outcome.environments().stream()
                .filter(each -> each.name().equals(environment))
                .findFirst()
                .orElseThrow();
    }

    /** Nothing in AWS, and no event of the path. */
    private void assertNothingHappened() {
        Set<String> changes = new TreeSet<>();
        sandbox.calls().stream()
                .map(call -> call.operation())
                .filter(operation -> !operation.startsWith("Describe") && !operation.startsWith("List"))
                .forEach(changes::add);
        assertThat(changes, is(empty()));
        assertThat(controller.events, is(empty()));
    }

    @Test
    public void anEnvironmentThatCannotBePlannedFailsItButNotTheOthers() {
        controller.path = ReleasePath.of("web", "the global settings")
                .environments(List.of(PathEnvironment.of("staging", "nowhere").build(), production()))
                .build();

        ReleaseOutcome outcome = ReleaseOutcome.of(dryRun().run());

        assertThat(outcome.verdict(), is(Verdict.REFUSED));
        assertThat(outcome.cause(), containsString("no plan for staging: "));
        assertThat(outcome.cause(), containsString("nowhere"));
        assertThat(in(outcome, "staging").foreseen(), is(nullValue()));
        assertThat(in(outcome, "production").foreseen().definitionChanges(), is(List.of(NEW_IMAGE)));
        assertNothingHappened();
    }

    @Test
    public void aTargetForWhichAwsMayNotBeCalledFailsItButNotTheOthers() {
        SandboxRelease release = dryRun();
        release.runUntil(state -> state.current().slot() == Slot.PLANNING);

        assertThat(release.refuse("the endpoint of target staging-eu is not allowed"), is(true));

        ReleaseOutcome outcome = ReleaseOutcome.of(release.run());
        assertThat(outcome.verdict(), is(Verdict.REFUSED));
        assertThat(outcome.cause(), is("no plan for staging: the endpoint of target staging-eu is not allowed"));
        assertThat(in(outcome, "staging").foreseen(), is(nullValue()));
        assertThat(in(outcome, "production").foreseen().definitionChanges(), is(List.of(NEW_IMAGE)));
        assertThat(
                release.lines(),
                hasItem("staging: It is not known what would change: "
                        + "the endpoint of target staging-eu is not allowed"));
        assertNothingHappened();
    }

    @Test
    public void aReleaseDoesNotGoOnWithoutATarget() {
        SandboxRelease release = release();
        release.runUntil(state -> state.current().slot() == Slot.DEPLOYING);
        int saves = release.saves();

        assertThat(release.refuse("the endpoint of target staging-eu is not allowed"), is(false));

        assertThat(release.saves(), is(saves));
        assertThat(release.state().current().verdict(), is(nullValue()));
    }

    @Test
    public void aPlanThatIsNotAnsweredIsGivenUp() {
        SandboxRelease release = dryRun();
        long begun = sandbox.clock().millis();
        release.hangs = true;

        ReleaseState state = release.run();

        assertThat(state.verdict(), is(Verdict.TIMED_OUT));
        assertThat(
                state.cause(), containsString("no plan for staging, production: no response from AWS within 10 min"));
        assertThat(
                sandbox.clock().millis() - begun,
                lessThanOrEqualTo(Duration.ofMinutes(21).toMillis()));
    }

    @Test
    public void theTimeThatJenkinsIsDownIsNoTimeThatAwsWasAsked() {
        SandboxRelease release = dryRun();
        release.hangs = true;
        release.runUntil(state -> state.current().planning != null);
        sandbox.clock().advance(Duration.ofMinutes(11));
        release.hangs = false;

        ReleaseState state = release.restart().run();

        assertThat(state.cause(), is(""));
        assertThat(state.verdict(), is(Verdict.PLANNED));
    }

    @Test
    public void aPlanThatIsNotAnsweredAfterARestartIsGivenUpThen() {
        SandboxRelease release = dryRun("staging");
        release.hangs = true;
        release.runUntil(state -> state.current().planning != null);
        sandbox.clock().advance(Duration.ofMinutes(11));
        long resumed = sandbox.clock().millis();

        ReleaseState state = release.restart().run();

        assertThat(state.verdict(), is(Verdict.TIMED_OUT));
        assertThat(
                sandbox.clock().millis() - resumed,
                allOf(
                        greaterThanOrEqualTo(Duration.ofMinutes(10).toMillis()),
                        lessThanOrEqualTo(Duration.ofMinutes(11).toMillis())));
    }

    @Test
    public void anAbortAfterARestartEndsIt() {
        SandboxRelease release = dryRun();
        release.hangs = true;
        release.runUntil(state -> state.current().planning != null);

        release.restart().abort("aborted by amy");

        assertThat(release.state().verdict(), is(Verdict.ABORTED));
        assertThat(in(release.state(), "staging").verdict(), is(Verdict.ABORTED));
    }

    @Test
    public void aFolderThatIsLoadedRightAfterItWasMissedIsNoHindrance() {
        SandboxRelease release = dryRun();
        controller.readsWhileLoading = 1;

        assertThat(ReleaseOutcome.of(release.run()).verdict(), is(Verdict.PLANNED));
        assertThat(release.lines(), not(hasItem(containsString("the path was deleted"))));
        assertThat(controller.readsWhileLoading, is(0));
    }

    @Test
    public void anAbortEndsIt() {
        SandboxRelease release = dryRun();
        release.runUntil(state -> state.environments().get(0).verdict() != null);

        release.abort("aborted by amy");

        ReleaseState state = release.state();
        assertThat(state.verdict(), is(Verdict.ABORTED));
        assertThat(in(state, "staging").verdict(), is(Verdict.PLANNED));
        assertThat(release.run().verdict(), is(Verdict.ABORTED));
    }

    @Test
    public void itPlansEachEnvironmentAndChangesNothing() {
        SandboxRelease release = dryRun();

        ReleaseOutcome outcome = ReleaseOutcome.of(release.run());

        assertThat(outcome.verdict(), is(Verdict.PLANNED));
        assertThat(outcome.message(), is("PLANNED: api on path web"));
        assertThat(outcome.isDryRun(), is(true));
        for (String environment : List.of("staging", "production")) {
            Plan plan = in(outcome, environment).foreseen();
            assertThat(environment, plan.definitionChanges(), is(List.of(NEW_IMAGE)));
            assertThat(environment, plan.startsDeployment(), is(true));
            assertThat(in(outcome, environment).deployment(), is(nullValue()));
            assertThat(in(outcome, environment).verdict(), is(Verdict.PLANNED));
        }
        assertThat(release.lines(), hasItem("staging: - " + NEW_IMAGE));
        assertThat(release.lines(), hasItem("production: Condition before it enters (from): proven in staging"));
        assertNothingHappened();
        assertThat(updates("prod"), is(0L));
    }

    @Test
    public void onlyTheEnvironmentThatIsAskedForIsPlanned() {
        ReleaseOutcome outcome = ReleaseOutcome.of(dryRun("production").run());

        assertThat(outcome.environments().size(), is(1));
        assertThat(in(outcome, "production").foreseen().definitionChanges(), is(List.of(NEW_IMAGE)));
    }

    @Test
    public void eachTargetOfAnEnvironmentIsPlanned() {
        sandbox.cluster("prod-us");
        sandbox.service("prod-us", "api", s -> s.image("repo/app:0.9.0").desiredCount(1));
        controller.path = path(PathEnvironment.of("production", "")
                .waves(List.of(PathWave.of(List.of("prod-eu", "prod-us"), Duration.ZERO)))
                .from("staging")
                .build());

        ReleaseOutcome outcome = ReleaseOutcome.of(dryRun().run());

        assertThat(outcome.verdict(), is(Verdict.PLANNED));
        assertThat(
                outcome.environments().stream().map(EnvironmentOutcome::label).toList(),
                is(List.of("staging", "production/prod-eu", "production/prod-us")));
        assertThat(
                outcome.environments().get(2).foreseen().definitionChanges().get(0),
                containsString("repo/app:0.9.0 -> "));
    }

    @Test
    public void itWaitsForNoConditionAndNoOtherRelease() {
        controller.path = path(PathEnvironment.of("production", "prod-eu")
                .from("staging")
                .soak(Duration.ofHours(4))
                .approval(TestApprovals.any(2))
                .build());
        SandboxRelease other = release();
        other.runUntil(state -> state.current().name().equals("production"));
        long begun = sandbox.clock().millis();

        ReleaseOutcome outcome = ReleaseOutcome.of(dryRun().run());

        assertThat(outcome.verdict(), is(Verdict.PLANNED));
        assertThat(
                sandbox.clock().millis() - begun,
                lessThanOrEqualTo(Duration.ofMinutes(1).toMillis()));
        assertThat(
                in(outcome, "production").planned().stream()
                        .filter(PlannedSlot::isCondition)
                        .map(PlannedSlot::slot)
                        .toList(),
                is(List.of("from", "soak", "approval")));
        assertThat("nobody is asked", in(outcome, "production").asksForApproval(), is(false));
        assertThat(in(outcome, "production").hindrances(), is(empty()));
        assertThat("the other one goes on", other.state().hasEnded(), is(false));
    }

    @Test
    public void theConditionsOfAPathThatOnlyWarnsAreNoneBeforeItEnters() {
        controller.path = ReleasePath.of("web", "the global settings")
                .warns(true)
                .environments(
                        List.of(PathEnvironment.of("staging", "staging-eu").build(), production()))
                .build();
        SandboxRelease release = dryRun();

        release.run();

        assertThat(release.lines(), hasItem("production: Condition that only warns (from): proven in staging"));
        assertThat(release.lines(), not(hasItem(containsString("Condition before it enters"))));
    }

    @Test
    public void aFreezeIsReportedAndFailsNothing() {
        controller.frozen = new Evidence.Frozen(
                "end of quarter", sandbox.clock().millis() + Duration.ofDays(1).toMillis());

        ReleaseOutcome outcome = ReleaseOutcome.of(dryRun().run());

        assertThat(outcome.verdict(), is(Verdict.PLANNED));
        assertThat(in(outcome, "staging").hindrances(), is(empty()));
        assertThat(in(outcome, "production").hindrances().toString(), containsString("end of quarter"));
    }

    @Test
    public void aHeldEnvironmentIsReportedAlsoIfAUserStartedTheBuild() {
        sandbox.alarm("p95").state(Alarm.State.ALARM);
        release().run();
        sandbox.alarm("p95").state(Alarm.State.OK);
        sandbox.clock().advance(Duration.ofMinutes(1));

        ReleaseOutcome outcome = ReleaseOutcome.of(dryRun().byUser().run());

        assertThat(outcome.verdict(), is(Verdict.PLANNED));
        assertThat(in(outcome, "production").hindrances().toString(), containsString("held since"));
        assertThat(in(outcome, "staging").hindrances(), is(empty()));
    }

    @Test
    public void aFreezeIsReportedAlsoIfTheBuildMayOverrideIt() {
        controller.frozen = new Evidence.Frozen(
                "end of quarter", sandbox.clock().millis() + Duration.ofDays(1).toMillis());
        SandboxRelease dryRun = dryRun();
        dryRun.overridesFreeze = true;
        SandboxRelease release = release();
        release.overridesFreeze = true;

        ReleaseOutcome outcome = ReleaseOutcome.of(dryRun.run());

        assertThat(in(outcome, "production").hindrances().toString(), containsString("end of quarter"));
        assertThat("the release itself enters", release.run().verdict(), is(Verdict.SUCCESS));
    }

    @Test
    public void aProofThatNoEnvironmentOfTheReleaseBringsIsReported() {
        SandboxRelease release = dryRun("production");

        ReleaseOutcome outcome = ReleaseOutcome.of(release.run());

        assertThat(outcome.verdict(), is(Verdict.PLANNED));
        String why = "these digests are not proven in staging; release them there first";
        assertThat(in(outcome, "production").hindrances(), is(List.of(why)));
        assertThat(release.lines(), hasItem("production: It could not enter now: " + why));
    }

    @Test
    public void aProofThatIsTooOldIsReportedUnlessTheReleaseMakesANewOne() {
        controller.path = path(production(Duration.ZERO, Duration.ofHours(1), true));
        release(DIGEST, "staging").run();
        sandbox.clock().advance(Duration.ofHours(2));

        ReleaseOutcome outcome = ReleaseOutcome.of(dryRun("production").run());

        assertThat(
                in(outcome, "production").hindrances().toString(),
                containsString("more than 1 h; prove it again in staging"));
        assertThat(in(ReleaseOutcome.of(dryRun().run()), "production").hindrances(), is(empty()));
    }

    @Test
    public void aProofThatCountsIsNoHindranceNorIsItsSoak() {
        controller.path = path(production(Duration.ofHours(4), null, true));
        release(DIGEST, "staging").run();

        ReleaseOutcome outcome = ReleaseOutcome.of(dryRun("production").run());

        assertThat(in(outcome, "production").hindrances(), is(empty()));
    }

    @Test
    public void aPathThatOnlyWarnsIsNoHindrance() {
        controller.path = ReleasePath.of("web", "the global settings")
                .environments(List.of(staging(), production()))
                .warns(true)
                .build();

        ReleaseOutcome outcome = ReleaseOutcome.of(dryRun("production").run());

        assertThat(in(outcome, "production").hindrances(), is(empty()));
    }

    @Test
    public void aDeletedPathIsReported() {
        SandboxRelease release = dryRun();
        controller.path = null;

        ReleaseOutcome outcome = ReleaseOutcome.of(release.run());

        assertThat(in(outcome, "production").hindrances().toString(), containsString("deleted"));
    }

    @Test
    public void whatTheRulesRefuseIsPartOfThePlan() {
        controller.rules = change -> change.cluster().equals("prod")
                ? new Judgement(List.of("digests are required"), List.of())
                : Judgement.ALLOWED;

        SandboxRelease release = dryRun();
        ReleaseOutcome outcome = ReleaseOutcome.of(release.run());

        assertThat(outcome.verdict(), is(Verdict.PLANNED));
        assertThat(in(outcome, "staging").foreseen().rules().isAllowed(), is(true));
        assertThat(in(outcome, "production").foreseen().rules().refused(), is(List.of("digests are required")));
        assertThat(release.lines(), hasItem("production: Rules would refuse it: digests are required"));
    }

    @Test
    public void aRestartAtAnyMomentLosesNothing() {
        int saves = 0;
        SandboxRelease undisturbed = dryRun();
        undisturbed.run();
        saves = undisturbed.saves();
        for (int n = 1; n <= saves; n++) {
            SandboxRelease release = dryRun().killAtSave(n);
            ReleaseOutcome outcome = ReleaseOutcome.of(release.run());
            assertThat("killed at save " + n, outcome.verdict(), is(Verdict.PLANNED));
            assertThat(in(outcome, "production").foreseen().definitionChanges(), is(List.of(NEW_IMAGE)));
        }
        assertNothingHappened();
    }

    @Test
    public void noSecretIsInThePlan() {
        String secret = "hunter2-hunter2";
        DeployRequest request = DeployRequest.of("eu-central-1", "prod", "api")
                .changes(List.of(ContainerChange.of(null)
                        .image("repo/app@" + DIGEST)
                        .environment(Map.of("DB_PASSWORD", secret))
                        .build()))
                .build();
        EnvironmentRun run = EnvironmentRun.of(
                production(),
                request,
                VerifyRequest.of("eu-central-1", "prod", "api").build(),
                true);
        ReleaseState state = ReleaseState.begin(
                "r",
                controller.path,
                "api",
                Map.of("", DIGEST),
                "shop #1",
                List.of(run),
                sandbox.clock().millis());
        SandboxRelease release = new SandboxRelease(sandbox, controller, state.asDryRun());

        ReleaseOutcome outcome = ReleaseOutcome.of(release.run());

        String plan = in(outcome, "production").foreseen().lines().toString();
        assertThat(plan, containsString("DB_PASSWORD"));
        assertThat(plan, not(containsString(secret)));
        assertThat(release.lines().toString(), not(containsString(secret)));
    }
}
