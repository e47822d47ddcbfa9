package io.jenkins.plugins.ecs.paths.release;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;

import io.jenkins.plugins.ecs.paths.definition.PathEnvironment;
import io.jenkins.plugins.ecs.paths.proof.Evidence;
import io.jenkins.plugins.ecs.policy.Change;
import io.jenkins.plugins.ecs.policy.Judgement;
import io.jenkins.plugins.ecs.rollout.decide.policy.PolicyCheck;
import io.jenkins.plugins.ecs.rollout.request.DeployRequest;
import io.jenkins.plugins.ecs.rollout.state.Verdict;
import io.jenkins.plugins.ecs.sandbox.Alarm;
import io.jenkins.plugins.ecs.taskdef.ContainerChange;
import io.jenkins.plugins.ecs.verify.VerifyRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.Test;

/** Paths that change while a release is on them, freeze windows around a rollback, and releases beside each other. */
public class PathScenariosTest extends ReleaseTestCase {

    private static final Duration SOAK = Duration.ofHours(4);

    private SandboxRelease soaking() {
        controller.path = path(production(SOAK, null, true));
        SandboxRelease release = release();
        release.runUntil(state -> state.current().name().equals("production")
                && state.current().slot() == Slot.WAITING
                && !state.current().conditions().isEmpty());
        return release;
    }

    @Test
    public void checksThatAreRemovedDuringTheSoakStillRun() {
        SandboxRelease release = soaking();
        controller.path = path(PathEnvironment.of("production", "prod-eu")
                .from("staging")
                .soak(SOAK)
                .rollback(false)
                .build());
        sandbox.alarm("p95").state(Alarm.State.ALARM);

        ReleaseState end = release.run();

        assertThat("as when the release started", end.verdict(), is(Verdict.ROLLED_BACK));
        assertThat(end.cause(), containsString("p95"));
        assertThat(image("prod"), is("repo/app:1.0.0"));
    }

    @Test
    public void anEnvironmentThatIsRemovedDuringTheSoakIsNotEntered() {
        SandboxRelease release = soaking();
        controller.path = path();

        ReleaseState end = release.run();

        assertThat(end.verdict(), is(Verdict.REFUSED));
        assertThat(end.cause(), containsString("the path was deleted, or no longer has this environment"));
        assertThat(updates("prod"), is(0L));
        assertThat("what runs stays", image("staging"), is("repo/app@" + DIGEST));
    }

    @Test
    public void theEnvironmentThatItComesFromCannotBeExchangedDuringTheSoak() {
        SandboxRelease release = soaking();
        controller.path =
                path(PathEnvironment.of("production", "prod-eu").from("another").build());

        ReleaseState end = release.run();

        assertThat(end.verdict(), is(Verdict.REFUSED));
        assertThat(updates("prod"), is(0L));
    }

    @Test
    public void aRollbackIsDoneInAFreezeWindow() {
        sandbox.alarm("p95").state(Alarm.State.ALARM);
        SandboxRelease release = release();
        release.runUntil(state ->
                state.current().name().equals("production") && state.current().slot() == Slot.VERIFYING);
        controller.frozen = new Evidence.Frozen(
                "weekend", sandbox.clock().millis() + Duration.ofDays(3).toMillis());
        List<Change> judged = new ArrayList<>();
        controller.rules = new PolicyCheck() {
            @Override
            public Judgement judge(Change change) {
                judged.add(change);
                return new Judgement(List.of("frozen"), List.of());
            }

            @Override
            public boolean isAboutCircuitBreaker() {
                return false;
            }
        };
        long frozen = sandbox.clock().millis();

        ReleaseState end = release.run();

        assertThat(end.verdict(), is(Verdict.ROLLED_BACK));
        assertThat(image("prod"), is("repo/app:1.0.0"));
        assertThat("at once", end.finishedAt() - frozen < Duration.ofMinutes(15).toMillis(), is(true));
        assertThat("no rule was asked", judged.size(), is(0));
    }

    @Test
    public void theNextReleaseWaitsUntilTheFreezeWindowIsOver() {
        long until = sandbox.clock().millis() + Duration.ofHours(9).toMillis();
        controller.frozen = new Evidence.Frozen("weekend", until);
        SandboxRelease release = release();

        ReleaseState end = release.run();

        assertThat(end.verdict(), is(Verdict.SUCCESS));
        assertThat(in(end, "staging").finishedAt() < until, is(true));
        assertThat(in(end, "production").rollout().startedAt() >= until, is(true));
        assertThat(release.lines(), hasItem(containsString("production waits: frozen until ")));
    }

    @Test
    public void twoServicesOnOnePathDoNotWaitForEachOther() {
        sandbox.service("staging", "web", s -> s.image("repo/app:1.0.0").desiredCount(1));
        sandbox.service("prod", "web", s -> s.image("repo/app:1.0.0").desiredCount(1));
        SandboxRelease first = soaking();

        ReleaseState web =
                releaseOf("web").runUntil(state -> state.current().name().equals("production"));

        assertThat(web.isQueued(), is(false));
        assertThat(in(web, "staging").verdict(), is(Verdict.SUCCESS));
        assertThat(first.state().current().slot(), is(Slot.WAITING));
    }

    private SandboxRelease releaseOf(String service) {
        List<EnvironmentRun> runs = new ArrayList<>();
        for (PathEnvironment each : controller.path.environments()) {
            String cluster = each.name().equals("staging") ? "staging" : "prod";
            runs.add(EnvironmentRun.of(
                    each,
                    DeployRequest.of("eu-central-1", cluster, service)
                            .changes(List.of(ContainerChange.of(null)
                                    .image("repo/app@" + OTHER)
                                    .build()))
                            .build(),
                    VerifyRequest.of("eu-central-1", cluster, service)
                            .checks(each.checks())
                            .build(),
                    true));
        }
        return new SandboxRelease(
                sandbox,
                controller,
                ReleaseState.begin(
                        "of-" + service,
                        controller.path,
                        service,
                        Map.of("", OTHER),
                        service + " #1",
                        runs,
                        sandbox.clock().millis()));
    }
}
