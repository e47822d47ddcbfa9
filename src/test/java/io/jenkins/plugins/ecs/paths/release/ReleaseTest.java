package io.jenkins.plugins.ecs.paths.release;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;

import io.jenkins.plugins.ecs.paths.definition.ApprovalRule;
import io.jenkins.plugins.ecs.paths.definition.PathEnvironment;
import io.jenkins.plugins.ecs.paths.definition.ReleasePath;
import io.jenkins.plugins.ecs.paths.proof.Condition;
import io.jenkins.plugins.ecs.paths.proof.Evidence;
import io.jenkins.plugins.ecs.paths.proof.Participants;
import io.jenkins.plugins.ecs.paths.proof.PathEvent;
import io.jenkins.plugins.ecs.paths.proof.TestApprovals;
import io.jenkins.plugins.ecs.policy.Judgement;
import io.jenkins.plugins.ecs.rollout.decide.policy.PolicyCheck;
import io.jenkins.plugins.ecs.rollout.request.WhenBusy;
import io.jenkins.plugins.ecs.rollout.state.Phase;
import io.jenkins.plugins.ecs.rollout.state.Verdict;
import io.jenkins.plugins.ecs.sandbox.Alarm;
import io.jenkins.plugins.ecs.sandbox.Scenario;
import io.jenkins.plugins.ecs.taskdef.ContainerChange;
import io.jenkins.plugins.ecs.tasks.request.DeploymentTasks;
import io.jenkins.plugins.ecs.tasks.request.OnStop;
import io.jenkins.plugins.ecs.tasks.request.TaskRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.Test;

/** Releases on their way from staging to production, against the sandbox with a moved clock. */
public class ReleaseTest extends ReleaseTestCase {

    private static final Duration SOAK = Duration.ofHours(4);

    private void soak() {
        controller.path = path(production(SOAK, null, true));
    }

    private static boolean waits(ReleaseState state) {
        return state.current().name().equals("production")
                && state.current().slot() == Slot.WAITING
                && !state.current().conditions().isEmpty();
    }

    @Test
    public void aReleaseThatWasNeverInStagingChangesNothingInProduction() {
        ReleaseState end = release(DIGEST, "production").run();

        assertThat(end.verdict(), is(Verdict.REFUSED));
        assertThat(end.cause(), containsString("these digests are not proven in staging"));
        assertThat(end.cause(), endsWith("(path 'web' of the global settings; ask the platform team)"));
        assertThat(sandbox.calls("RegisterTaskDefinition").size(), is(0));
        assertThat(sandbox.calls("UpdateService").size(), is(0));
    }

    @Test
    public void afterAFailedDeploymentInStagingProductionIsNotEntered() {
        sandbox.scenarios().image("repo/app@" + DIGEST, Scenario.CRASH);

        ReleaseState end = release().run();

        assertThat(end.verdict(), is(Verdict.ROLLED_BACK));
        assertThat(in(end, "staging").verdict(), is(Verdict.ROLLED_BACK));
        assertThat(in(end, "production").verdict(), is(Verdict.NOT_STARTED));
        assertThat(updates("prod"), is(0L));
        assertThat(controller.events.size(), is(0));
    }

    @Test
    public void aFailedVerificationRollsBackAndHoldsTheEnvironment() {
        sandbox.alarm("p95").state(Alarm.State.ALARM);

        ReleaseState end = release().run();

        assertThat(end.verdict(), is(Verdict.ROLLED_BACK));
        assertThat(end.cause(), containsString("p95"));
        assertThat(image("prod"), is("repo/app:1.0.0"));
        assertThat(image("staging"), is("repo/app@" + DIGEST));
        assertThat("there and back", updates("prod"), is(2L));
        sandbox.alarm("p95").state(Alarm.State.OK);

        SandboxRelease byTimer = release(OTHER, "staging", "production");
        ReleaseState next = byTimer.run();
        assertThat(next.verdict(), is(Verdict.REFUSED));
        assertThat(next.cause(), containsString("held since"));
        assertThat(updates("prod"), is(2L));

        ReleaseState byUser = release(OTHER, "production").byUser().run();
        assertThat(byUser.verdict(), is(Verdict.SUCCESS));
        assertThat(image("prod"), is("repo/app@" + OTHER));
        assertThat("the hold is lifted", release(OTHER, "production").run().verdict(), is(Verdict.NO_CHANGE));
    }

    @Test
    public void aRetryInTheSameBuildDoesNotDeployABadReleaseAgain() {
        SandboxRelease again = release(DIGEST, "production").byUser();
        sandbox.alarm("p95").state(Alarm.State.ALARM);
        release().run();
        sandbox.alarm("p95").state(Alarm.State.OK);

        ReleaseState end = again.run();

        assertThat(end.verdict(), is(Verdict.REFUSED));
        assertThat(updates("prod"), is(2L));
    }

    @Test
    public void aFailedVerificationWithHoldLeavesWhatRuns() {
        controller.path = path(production(Duration.ZERO, null, false));
        sandbox.alarm("p95").state(Alarm.State.ALARM);

        ReleaseState end = release().run();

        assertThat(end.verdict(), is(Verdict.FAILED));
        assertThat(end.cause(), endsWith("it was left running (onVerificationFailure: hold)"));
        assertThat(updates("prod"), is(1L));
        assertThat(image("prod"), is("repo/app@" + DIGEST));
    }

    @Test
    public void aVerificationWithoutResultNeitherProvesNorRollsBack() {
        sandbox.deny("cloudwatch:DescribeAlarms");

        ReleaseState end = release().run();

        assertThat(end.verdict(), is(Verdict.UNKNOWN));
        assertThat(end.cause(), containsString("cloudwatch:DescribeAlarms"));
        assertThat(updates("prod"), is(1L));
        assertThat(release(DIGEST, "production").run().cause(), containsString("held since"));
    }

    @Test
    public void aVerificationWithoutResultRollsBackIfThePathSaysSo() {
        controller.path = path(PathEnvironment.of("production", "prod-eu")
                .from("staging")
                .checks(List.of(ALARM))
                .rollbackInconclusive(true)
                .build());
        sandbox.deny("cloudwatch:DescribeAlarms");

        ReleaseState end = release().run();

        assertThat(end.verdict(), is(Verdict.ROLLED_BACK));
        assertThat(end.cause(), containsString("cloudwatch:DescribeAlarms"));
        assertThat(image("prod"), is("repo/app:1.0.0"));
        assertThat(release(DIGEST, "production").run().cause(), containsString("held since"));
    }

    @Test
    public void aVerificationThatFailsWhereNothingChangedHasNothingToRollBack() {
        release().run();
        sandbox.alarm("p95").state(Alarm.State.ALARM);

        ReleaseState end = release(DIGEST, "production").run();

        assertThat(end.verdict(), is(Verdict.FAILED));
        assertThat(end.cause(), endsWith("there is no previous revision to roll back to"));
        assertThat(updates("prod"), is(1L));
    }

    @Test
    public void aRollbackThatFailsIsOneVerdict() {
        sandbox.alarm("p95").state(Alarm.State.ALARM);
        SandboxRelease release = release();
        release.runUntil(state -> state.current().slot() == Slot.ROLLING_BACK);
        sandbox.scenarios().image("repo/app:1.0.0", Scenario.CRASH);

        ReleaseState end = release.run();

        assertThat(end.verdict(), is(Verdict.ROLLBACK_FAILED));
        assertThat(end.cause(), containsString("the rollback did not succeed"));
        assertThat(updates("prod"), is(2L));
    }

    @Test
    public void aDeploymentThatTookOverIsLeftAlone() {
        sandbox.alarm("p95").state(Alarm.State.ALARM);
        SandboxRelease release = release();
        release.runUntil(state -> waitsForVerification(state, "production"));
        sandbox.region()
                .call("UpdateService", "{\"cluster\":\"prod\",\"service\":\"api\",\"taskDefinition\":\"api:1\"}");

        ReleaseState end = release.run();

        assertThat(end.verdict(), is(Verdict.SUPERSEDED));
        assertThat(end.cause(), containsString("the service runs api:1 by now"));
    }

    private static boolean waitsForVerification(ReleaseState state, String environment) {
        return state.current().name().equals(environment) && state.current().slot() == Slot.VERIFYING;
    }

    @Test
    public void aReleaseGoesThroughAllEnvironments() {
        SandboxRelease release = release();

        ReleaseState end = release.run();

        assertThat(String.join("\n", release.lines()), end.verdict(), is(Verdict.SUCCESS));
        assertThat(in(end, "staging").verdict(), is(Verdict.SUCCESS));
        assertThat(in(end, "production").verdict(), is(Verdict.SUCCESS));
        assertThat(image("staging"), is("repo/app@" + DIGEST));
        assertThat(image("prod"), is("repo/app@" + DIGEST));
        assertThat(
                controller.events.stream()
                        .map(event -> event.kind() + " " + event.environment())
                        .toList(),
                is(List.of("PROVEN staging", "PROVEN production")));
        assertThat(controller.events.get(0).place().account(), is("123456789012"));
    }

    @Test
    public void soakTakesNoCallAndEndsAtItsTime() {
        soak();
        SandboxRelease release = release();
        ReleaseState waiting = release.runUntil(ReleaseTest::waits);
        Condition soak = waiting.current().conditions().get(1);
        long provenAt = controller.events.get(0).at();
        sandbox.clearCalls();

        assertThat(soak.kind(), is(Condition.Kind.SOAK));
        assertThat(soak.metAt(), is(provenAt + SOAK.toMillis()));
        release.runUntil(state -> sandbox.clock().millis() >= soak.metAt());
        assertThat("while it soaks", sandbox.calls().size(), is(0));
        assertThat(sandbox.clock().millis(), is(soak.metAt()));
        ReleaseState end = release.run();

        assertThat(end.verdict(), is(Verdict.SUCCESS));
        assertThat("confirmed before it went on", release.slots(), hasItem(Slot.CONFIRMING));
        assertThat(in(end, "production").rollout().startedAt() - soak.metAt(), is(lessThan(60_000L)));
        assertThat("said once", count(release, "production waits: "), is(1L));
    }

    private static long count(SandboxRelease release, String text) {
        return release.lines().stream().filter(line -> line.contains(text)).count();
    }

    @Test
    public void killedAnywhereItGoesOnOnceAndSoaksNoLonger() {
        soak();
        SandboxRelease whole = release();
        whole.run();
        List<Integer> points = whole.turningPoints();
        stopSandbox();
        for (int i = 0; i < points.size() - 1; i += 2) {
            int n = points.get(i);
            startSandbox();
            soak();
            SandboxRelease release = release().killAtSave(n);

            ReleaseState end = release.run();

            String at = "killed at save " + n + "\n" + String.join("\n", release.lines());
            assertThat(at, end.verdict(), is(Verdict.SUCCESS));
            assertThat(at, updates("staging"), is(1L));
            assertThat(at, updates("prod"), is(1L));
            long provenAt = controller.events.get(0).at();
            assertThat(
                    at,
                    in(end, "production").rollout().startedAt() - provenAt - SOAK.toMillis(),
                    is(lessThan(90_000L)));
            stopSandbox();
        }
        startSandbox();
    }

    @Test
    public void whatCouldNotBeReadBeforeARestartIsReadAgain() {
        sandbox.scenarios().image("repo/app@" + DIGEST, Scenario.CRASH);
        SandboxRelease release = release();
        release.runUntil(state -> in(state, "staging").rollout() != null
                && in(state, "staging").rollout().phase() == Phase.FOLLOWING);
        sandbox.faults().on("ListTasks").throttle();
        release.runUntil(state -> in(state, "staging").rollout().phase() == Phase.DIAGNOSING
                && in(state, "staging").rollout().reading.failures >= 3);
        sandbox.faults().clear();
        sandbox.clock().advance(Duration.ofMinutes(5));

        ReleaseState end = release.restart().run();

        assertThat(end.verdict(), is(Verdict.ROLLED_BACK));
        assertThat(end.cause(), containsString("the application exited (exit code 1)"));
    }

    @Test
    public void killedAnywhereARollbackHappensOnce() {
        sandbox.alarm("p95").state(Alarm.State.ALARM);
        SandboxRelease whole = release();
        whole.run();
        List<Integer> points = whole.turningPoints();
        stopSandbox();
        for (int n : points.subList(points.size() / 2, points.size() - 1)) {
            startSandbox();
            sandbox.alarm("p95").state(Alarm.State.ALARM);
            SandboxRelease release = release().killAtSave(n);

            ReleaseState end = release.run();

            String at = "killed at save " + n + "\n" + String.join("\n", release.lines());
            assertThat(at, end.verdict(), is(Verdict.ROLLED_BACK));
            assertThat(at, updates("prod"), is(2L));
            assertThat(at, image("prod"), is("repo/app:1.0.0"));
            stopSandbox();
        }
        startSandbox();
    }

    @Test
    public void conditionsCountAsTheyAreNow() {
        soak();
        SandboxRelease release = release();
        release.runUntil(ReleaseTest::waits);
        controller.path = path(production(Duration.ofHours(8), null, true));

        ReleaseState end = release.run();

        long provenAt = controller.events.get(0).at();
        assertThat(end.verdict(), is(Verdict.SUCCESS));
        assertThat(
                in(end, "production").rollout().startedAt() - provenAt
                        >= Duration.ofHours(8).toMillis(),
                is(true));
    }

    @Test
    public void aPathWhoseFolderIsBeingLoadedIsNotADeletedOne() {
        soak();
        SandboxRelease release = release();
        release.runUntil(ReleaseTest::waits);
        ReleasePath configured = controller.path;
        controller.path = null;
        controller.loading = true;
        long until = sandbox.clock().millis() + Duration.ofMinutes(20).toMillis();
        ReleaseState waiting = release.runUntil(state -> sandbox.clock().millis() > until);

        assertThat(waiting.cause(), waiting.hasEnded(), is(false));
        assertThat(updates("prod"), is(0L));

        controller.path = configured;
        controller.loading = false;
        assertThat(release.run().verdict(), is(Verdict.SUCCESS));
    }

    @Test
    public void anEntryThatIsHeldUpByAFolderThatIsBeingLoadedIsTriedAgain() {
        soak();
        ReleasePath configured = controller.path;
        PolicyCheck allowed = controller.rules;
        SandboxRelease release = release();
        release.runUntil(ReleaseTest::waits);
        release.runUntil(state ->
                state.current().name().equals("production") && state.current().slot() == Slot.DEPLOYING);
        controller.path = null;
        controller.loading = true;
        controller.rules = change -> new Judgement(List.of("the folder shop: it is being loaded"), List.of());
        ReleaseState waiting = release.runUntil(state -> state.current().slot() == Slot.WAITING);

        assertThat(waiting.cause(), waiting.hasEnded(), is(false));
        controller.path = configured;
        controller.loading = false;
        controller.rules = allowed;
        assertThat(release.run().verdict(), is(Verdict.SUCCESS));
    }

    @Test
    public void aFolderThatIsLoadedRightAfterItWasMissedRefusesNoWaitingRelease() {
        soak();
        SandboxRelease release = release();
        release.runUntil(ReleaseTest::waits);
        controller.readsWhileLoading = 1;

        assertThat(release.run().verdict(), is(Verdict.SUCCESS));
        assertThat(controller.readsWhileLoading, is(0));
    }

    @Test
    public void aFolderThatIsLoadedRightAfterItWasMissedRefusesNoChange() {
        SandboxRelease release = release();
        release.runUntil(state ->
                state.current().name().equals("production") && state.current().slot() == Slot.DEPLOYING);
        controller.readsWhileLoading = 1;

        assertThat(release.run().verdict(), is(Verdict.SUCCESS));
        assertThat(controller.readsWhileLoading, is(0));
    }

    @Test
    public void aPathThatIsMissedWhileItsFolderIsLoadedIsJudgedAgain() {
        SandboxRelease release = release();
        release.runUntil(state ->
                state.current().name().equals("production") && state.current().slot() == Slot.DEPLOYING);
        controller.readsWhileLoading = 2;
        ReleaseState waiting = release.runUntil(state -> state.current().slot() == Slot.WAITING);

        assertThat(waiting.cause(), waiting.hasEnded(), is(false));
        assertThat(updates("prod"), is(0L));
        assertThat(release.run().verdict(), is(Verdict.SUCCESS));
    }

    @Test
    public void aFolderThatIsLoadedBetweenARefusalAndItsConclusionRefusesNothing() {
        SandboxRelease release = release();
        release.runUntil(state ->
                state.current().name().equals("production") && state.current().slot() == Slot.DEPLOYING);
        PolicyCheck allowed = controller.rules;
        controller.loading = true;
        controller.rules = change -> {
            controller.loading = false;
            controller.rules = allowed;
            return new Judgement(List.of("the folder shop: it is being loaded"), List.of());
        };

        assertThat(release.run().verdict(), is(Verdict.SUCCESS));
        assertThat(controller.rules, is(allowed));
    }

    @Test
    public void withoutItsPathNothingMoreIsChanged() {
        soak();
        SandboxRelease release = release();
        release.runUntil(ReleaseTest::waits);
        controller.path = null;

        ReleaseState end = release.run();

        assertThat(end.verdict(), is(Verdict.REFUSED));
        assertThat(end.cause(), containsString("the path was deleted"));
        assertThat(updates("prod"), is(0L));
        assertThat(image("staging"), is("repo/app@" + DIGEST));
    }

    @Test
    public void aPathThatIsDeletedRightBeforeTheChangeStopsIt() {
        SandboxRelease release = release();
        release.runUntil(state ->
                state.current().name().equals("production") && state.current().slot() == Slot.DEPLOYING);
        controller.path = null;

        ReleaseState end = release.run();

        assertThat(end.verdict(), is(Verdict.REFUSED));
        assertThat(updates("prod"), is(0L));
    }

    @Test
    public void aForeignDeploymentDuringTheSoakIsNoticedAndRevokesTheProof() {
        soak();
        SandboxRelease release = release();
        release.runUntil(ReleaseTest::waits);
        sandbox.region()
                .call("UpdateService", "{\"cluster\":\"staging\",\"service\":\"api\",\"taskDefinition\":\"api:1\"}");

        ReleaseState end = release.run();

        assertThat(end.verdict(), is(Verdict.REFUSED));
        assertThat(end.cause(), containsString("in staging the service runs api:1 by now"));
        assertThat(updates("prod"), is(0L));
        assertThat(release(DIGEST, "production").run().cause(), containsString("no longer proven in staging"));
    }

    @Test
    public void anotherBuildThatReplacesWhatSoaksEndsItsUse() {
        soak();
        SandboxRelease release = release();
        release.runUntil(ReleaseTest::waits);
        // A release of another path in the same place.
        ReleasePath web = controller.path;
        controller.path = ReleasePath.of("other", web.where())
                .environments(web.environments())
                .build();
        release(OTHER, "staging").run();
        controller.path = web;

        ReleaseState end = release.run();

        assertThat(end.verdict(), is(Verdict.REFUSED));
        assertThat(end.cause(), containsString("no longer in use in staging"));
    }

    @Test
    public void aLaterVerificationThatFailsRevokesTheProof() {
        PathEnvironment watched = PathEnvironment.of("staging", "staging-eu")
                .checks(List.of(ALARM))
                .build();
        controller.path = ReleasePath.of("web", "the global settings")
                .environments(List.of(watched, production(SOAK, null, true)))
                .build();
        SandboxRelease release = release();
        release.runUntil(ReleaseTest::waits);
        sandbox.alarm("p95").state(Alarm.State.ALARM);

        ReleaseState end = release.run();

        assertThat(end.verdict(), is(Verdict.REFUSED));
        assertThat(end.cause(), containsString("no longer proven, because a later verification failed"));
        assertThat(controller.events.get(controller.events.size() - 1).kind(), is(PathEvent.Kind.REVOKED));
        assertThat(updates("prod"), is(0L));
    }

    @Test
    public void aFreezeThatOpensBeforeTheChangeLetsItWait() {
        SandboxRelease release = release();
        release.runUntil(state ->
                state.current().name().equals("production") && state.current().slot() == Slot.DEPLOYING);
        long until = sandbox.clock().millis() + Duration.ofHours(2).toMillis();
        controller.frozen = new Evidence.Frozen("weekend", until);

        ReleaseState end = release.run();

        assertThat(end.verdict(), is(Verdict.SUCCESS));
        assertThat(in(end, "production").rollout().startedAt() >= until, is(true));
        assertThat(count(release, "frozen until"), is(1L));
        assertThat(updates("prod"), is(1L));
    }

    @Test
    public void aFreezeThatOpensAfterATaskHasRunRunsItNoSecondTime() {
        sandbox.scenarios().image("repo/app@" + DIGEST, Scenario.OK).lasting(Duration.ofMinutes(5));
        ofProduction = new DeploymentTasks(List.of(migration()), List.of());
        SandboxRelease release = release();
        release.runUntil(state -> !sandbox.calls("RunTask").isEmpty());
        long until = sandbox.clock().millis() + Duration.ofHours(30).toMillis();
        controller.frozen = new Evidence.Frozen("weekend", until);

        ReleaseState end = release.run();

        assertThat(String.join("\n", release.lines()), end.verdict(), is(Verdict.REFUSED));
        assertThat(end.cause(), containsString("weekend"));
        assertThat(sandbox.calls("RunTask").size(), is(1));
        assertThat(updates("prod"), is(0L));
    }

    private static TaskRequest migration() {
        return new TaskRequest(
                "eu-central-1",
                "prod",
                "api",
                new TaskRequest.Definition(
                        null,
                        null,
                        List.of(ContainerChange.of(null)
                                .command(List.of("rake", "db:migrate"))
                                .build())),
                TaskRequest.Placement.OF_SERVICE,
                TaskRequest.Overrides.NONE,
                new TaskRequest.Following(
                        Duration.ofMinutes(30).toMillis(),
                        OnStop.STOP,
                        OnStop.STOP,
                        TaskRequest.Following.DEFAULT_LOG_LINES,
                        false,
                        false),
                new TaskRequest.Origin("shop #1", "jenkins/shop/1/b", "b", Map.of(), null, null),
                1,
                Map.of());
    }

    @Test
    public void aPathThatIsNoLongerForTheServiceRefusesBeforeTheChange() {
        SandboxRelease release = release();
        release.runUntil(state -> state.current().slot() == Slot.DEPLOYING);
        controller.path = ReleasePath.of("web", "the global settings")
                .services(List.of("shop-*", "web"))
                .environments(controller.path.environments())
                .build();

        ReleaseState end = release.run();

        assertThat(end.verdict(), is(Verdict.REFUSED));
        assertThat(end.cause(), containsString("service 'api' may not use this path (services: shop-*, web)"));
        assertThat(updates("staging"), is(0L));
    }

    private void needsApprovals(int count) {
        needsApprovals(TestApprovals.any(count));
    }

    private void needsApprovals(ApprovalRule rule) {
        controller.path = path(PathEnvironment.of("production", "prod-eu")
                .from("staging")
                .approval(rule)
                .build());
    }

    @Test
    public void anApprovalThatIsNotGivenInItsTimeEndsTheRelease() {
        needsApprovals(TestApprovals.within(TestApprovals.any(2), Duration.ofDays(2)));
        SandboxRelease release = release();
        release.runUntil(ReleaseTest::waits);
        long since = in(release.state(), "production").since();
        release.answer("amy", true);

        ReleaseState end = release.run();

        assertThat(end.verdict(), is(Verdict.TIMED_OUT));
        assertThat(end.cause(), containsString("1 of 2 approvals within 48 h"));
        assertThat(end.finishedAt() - since, is(Duration.ofDays(2).toMillis() + 1));
        assertThat(updates("prod"), is(0L));
    }

    @Test
    public void anApprovalThatEndedWhileJenkinsWasDownIsNotGivenAfterwards() {
        needsApprovals(TestApprovals.within(TestApprovals.any(1), Duration.ofDays(2)));
        SandboxRelease release = release();
        release.runUntil(ReleaseTest::waits);
        sandbox.clock().advance(Duration.ofDays(3));

        assertThat(release.answer("amy", true), is(false));
        assertThat(release.run().verdict(), is(Verdict.TIMED_OUT));
    }

    @Test
    public void oneOfTwoApprovalsSurvivesARestart() {
        needsApprovals(2);
        SandboxRelease release = release();
        release.runUntil(ReleaseTest::waits);
        release.answer("amy", true);
        SandboxRelease restarted = new SandboxRelease(sandbox, controller, release.state());

        assertThat("the same user", restarted.answer("amy", true), is(false));
        assertThat(restarted.answer("bob", true), is(true));
        assertThat(restarted.run().verdict(), is(Verdict.SUCCESS));
    }

    @Test
    public void anAnswerOfWhoIsNoLongerAnApproverDoesNotCount() {
        needsApprovals(TestApprovals.users(1, "amy", "bob"));
        SandboxRelease release = release();
        release.runUntil(ReleaseTest::waits);
        controller.frozen = new Evidence.Frozen("weekend", sandbox.clock().millis() + 3_600_000);
        release.answer("amy", true);
        release.runUntil(state -> sandbox.clock().millis()
                > in(state, "production").since() + Duration.ofMinutes(30).toMillis());
        needsApprovals(TestApprovals.users(1, "bob"));
        release.runUntil(state -> sandbox.clock().millis()
                > in(state, "production").since() + Duration.ofHours(2).toMillis());

        assertThat(updates("prod"), is(0L));
        assertThat("nor again", release.answer("amy", true), is(false));
        assertThat(release.answer("bob", true), is(true));
        assertThat(release.run().verdict(), is(Verdict.SUCCESS));
    }

    @Test
    public void anAnswerInThePlaceOfAnEarlierOneIsSaved() {
        needsApprovals(2);
        SandboxRelease release = release();
        release.runUntil(ReleaseTest::waits);
        release.answer("amy", true);
        ReleaseState before = release.state();
        EnvironmentRun answered = before.asked().copy();
        answered.answers = new ArrayList<>(
                List.of(TestApprovals.answer("amy", true, sandbox.clock().millis() + 1, "managers")));

        assertThat(ReleaseProgress.differs(before, before), is(false));
        assertThat(
                ReleaseProgress.differs(
                        before, before.on(answered).with(answered).on(before.current())),
                is(true));
    }

    @Test
    public void aReleaseThatNobodyMayApproveIsRefusedAtOnce() {
        needsApprovals(TestApprovals.users(1, "amy"));
        controller.participants = new Participants(Set.of("amy"), true, Set.of(), false, Participants.Names.EXACT);

        ReleaseState end = release().run();

        assertThat(end.verdict(), is(Verdict.REFUSED));
        assertThat(end.cause(), containsString("nobody else may approve"));
    }

    @Test
    public void twoUsersApproveAndNoneTwice() {
        needsApprovals(2);
        SandboxRelease release = release();
        release.runUntil(ReleaseTest::waits);

        assertThat(release.answer("amy", true), is(true));
        assertThat("the same user", release.answer("amy", true), is(false));
        release.runUntil(
                state -> sandbox.clock().millis() > controller.events.get(0).at() + 3_600_000);
        assertThat(updates("prod"), is(0L));
        assertThat(release.answer("bob", true), is(true));
        ReleaseState end = release.run();

        assertThat(end.verdict(), is(Verdict.SUCCESS));
        assertThat(updates("prod"), is(1L));
        assertThat(release.lines(), hasItem("production: bob approved the release"));
        assertThat("it is over", release.answer("eve", true), is(false));
    }

    @Test
    public void oneRejectionEndsTheRelease() {
        needsApprovals(2);
        SandboxRelease release = release();
        release.runUntil(ReleaseTest::waits);

        release.answer("amy", true);
        release.answer("bob", false);
        ReleaseState end = release.run();

        assertThat(end.verdict(), is(Verdict.REFUSED));
        assertThat(end.cause(), containsString("rejected by bob"));
        assertThat(updates("prod"), is(0L));
    }

    @Test
    public void anApprovalThatIsAddedWhileItSoaksCounts() {
        soak();
        SandboxRelease release = release();
        release.runUntil(ReleaseTest::waits);
        needsApprovals(1);
        long later = sandbox.clock().millis() + SOAK.toMillis();
        release.runUntil(state -> sandbox.clock().millis() > later);

        assertThat(updates("prod"), is(0L));
        assertThat(release.answer("amy", true), is(true));
        assertThat(release.run().verdict(), is(Verdict.SUCCESS));
    }

    @Test
    public void aFreshProofThatGrowsStaleVoidsTheWait() {
        controller.path = path(PathEnvironment.of("production", "prod-eu")
                .from("staging")
                .freshness(Duration.ofDays(1))
                .approval(TestApprovals.any(1))
                .build());
        SandboxRelease release = release();

        ReleaseState end = release.run();

        assertThat(end.verdict(), is(Verdict.REFUSED));
        assertThat(end.cause(), containsString("prove it again in staging"));
    }

    @Test
    public void aBuildThatIsAbortedWhileItSoaksEndsAtOnce() {
        soak();
        SandboxRelease release = release();
        release.runUntil(ReleaseTest::waits);
        sandbox.clearCalls();

        ReleaseState end = release.abort("aborted by alice").state();

        assertThat(end.verdict(), is(Verdict.ABORTED));
        assertThat(in(end, "staging").verdict(), is(Verdict.SUCCESS));
        assertThat(in(end, "production").verdict(), is(Verdict.ABORTED));
        assertThat(sandbox.calls().size(), is(0));
    }

    @Test
    public void anAbortedVerificationProvesNothing() {
        SandboxRelease release = release();
        release.runUntil(state -> waitsForVerification(state, "staging"));

        ReleaseState end = release.abort("aborted by alice").state();

        assertThat(end.verdict(), is(Verdict.ABORTED));
        assertThat(controller.events.size(), is(0));
        assertThat(in(end, "production").verdict(), is(Verdict.NOT_STARTED));
    }

    @Test
    public void aNewerReleaseTakesThePlaceOfOneThatSoaksIfThePathSaysSo() {
        controller.path = path(PathEnvironment.of("production", "prod-eu")
                .from("staging")
                .soak(SOAK)
                .soakInterruptedByNewer(true)
                .build());
        SandboxRelease older = release();
        older.runUntil(ReleaseTest::waits);

        ReleaseState newest = release(OTHER, "staging", "production").run();

        assertThat(newest.verdict(), is(Verdict.SUCCESS));
        ReleaseState dropped = older.run();
        assertThat(dropped.verdict(), is(Verdict.SUPERSEDED));
        assertThat(dropped.cause(), containsString("a newer release came while it soaked"));
        assertThat(image("prod"), is("repo/app@" + OTHER));
    }

    @Test
    public void oneThatHasSoakedIsNotInterrupted() {
        controller.path = path(PathEnvironment.of("production", "prod-eu")
                .from("staging")
                .soak(SOAK)
                .soakInterruptedByNewer(true)
                .build());
        SandboxRelease older = release();
        older.runUntil(state -> state.current().slot() == Slot.DEPLOYING
                && state.current().name().equals("production"));
        SandboxRelease newer = release(OTHER, "staging", "production");

        newer.round();

        assertThat(newer.state().isQueued(), is(true));
        assertThat(older.run().verdict(), is(Verdict.SUCCESS));
    }

    @Test
    public void aSecondReleaseWaitsAndAMiddleOneIsDropped() {
        soak();
        SandboxRelease first = release().whenBusy(WhenBusy.SUPERSEDE_WAITING);
        first.runUntil(ReleaseTest::waits);
        SandboxRelease second = release(OTHER, "staging", "production").whenBusy(WhenBusy.SUPERSEDE_WAITING);
        second.round();
        sandbox.clock().advance(Duration.ofSeconds(1));
        SandboxRelease third = release(OTHER, "staging", "production").whenBusy(WhenBusy.SUPERSEDE_WAITING);
        third.round();

        assertThat(first.run().verdict(), is(Verdict.SUCCESS));
        assertThat(second.run().verdict(), is(Verdict.SUPERSEDED));
        assertThat(third.run().verdict(), is(Verdict.SUCCESS));
    }

    @Test
    public void aReleaseThatWaitsForTooLongIsOver() {
        controller.frozen = new Evidence.Frozen("for ever", Long.MAX_VALUE);

        ReleaseState end = release().run();

        assertThat(end.verdict(), is(Verdict.TIMED_OUT));
        assertThat(end.cause(), containsString("14 days"));
        assertThat(in(end, "staging").verdict(), is(Verdict.SUCCESS));
        assertThat(updates("prod"), is(0L));
    }

    @Test
    public void aStaleProofMustBeRenewed() {
        controller.path = path(production(Duration.ZERO, Duration.ofDays(7), true));
        release(DIGEST, "staging").run();
        sandbox.clock().advance(Duration.ofDays(8));

        ReleaseState stale = release(DIGEST, "production").run();
        assertThat(stale.cause(), containsString("prove it again in staging"));
        release(DIGEST, "staging").run();

        assertThat(release(DIGEST, "production").run().verdict(), is(Verdict.SUCCESS));
    }

    @Test
    public void waitingReleasesAreSmall() {
        soak();
        SandboxRelease release = release();
        release.runUntil(ReleaseTest::waits);

        assertThat(release.savedBytes(), is(lessThan(40_000)));
    }
}
