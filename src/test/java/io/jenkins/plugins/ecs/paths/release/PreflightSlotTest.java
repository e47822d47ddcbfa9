package io.jenkins.plugins.ecs.paths.release;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import io.jenkins.plugins.ecs.paths.definition.PathEnvironment;
import io.jenkins.plugins.ecs.paths.proof.Evidence;
import io.jenkins.plugins.ecs.paths.proof.Proofs;
import io.jenkins.plugins.ecs.rollout.state.Verdict;
import java.time.Duration;
import java.util.List;
import org.junit.Before;
import org.junit.Test;

/** The preflight checks of an environment, before its first change. */
public class PreflightSlotTest extends ReleaseTestCase {

    private static final String ROLE = "arn:aws:iam::123456789012:role/api-execution";
    private static final String DEFINITION = """
            {"family": "api-with-role", "networkMode": "awsvpc", "requiresCompatibilities": ["FARGATE"], "cpu": "256",
             "memory": "512", "executionRoleArn": "%s",
             "containerDefinitions": [{"name": "app", "image": "repo/app:1.0.0"}]}
            """.formatted(ROLE);

    @Before
    public void preflightInProduction() {
        useRole();
        controller.path = path(PathEnvironment.of("production", "prod-eu")
                .from("staging")
                .preflight(true)
                .build());
    }

    private void useRole() {
        sandbox.region().call("RegisterTaskDefinition", DEFINITION);
        sandbox.region()
                .call(
                        "UpdateService",
                        "{\"cluster\":\"prod\",\"service\":\"api\",\"taskDefinition\":\"api-with-role\"}");
        sandbox.clock().advance(Duration.ofMinutes(10));
        sandbox.clearCalls();
    }

    private static boolean checks(ReleaseState state) {
        return state.current().slot() == Slot.PREFLIGHT;
    }

    @Test
    public void whatWouldFailIsFoundBeforeAnythingIsChanged() {
        sandbox.missing("api-execution");
        SandboxRelease release = release();

        ReleaseState end = release.run();

        assertThat(end.verdict(), is(Verdict.REFUSED));
        assertThat(end.cause(), containsString("nothing was changed, because the preflight did not pass: "));
        assertThat(end.cause(), containsString("role api-execution (executionRoleArn) does not exist"));
        assertThat(in(end, "staging").verdict(), is(Verdict.SUCCESS));
        assertThat(in(end, "production").rollout(), is(nullValue()));
        assertThat(updates("prod"), is(0L));
        assertThat(
                "nothing is held: nothing was deployed",
                Proofs.held(controller.events).size(),
                is(0));
    }

    @Test
    public void whatPassesIsDeployed() {
        SandboxRelease release = release();

        ReleaseState end = release.run();

        assertThat(end.verdict(), is(Verdict.SUCCESS));
        assertThat(
                release.slots()
                        .subList(
                                release.slots().lastIndexOf(Slot.WAITING),
                                release.slots().size()),
                is(List.of(Slot.WAITING, Slot.PREFLIGHT, Slot.DEPLOYING, Slot.VERIFYING, Slot.DONE)));
    }

    @Test
    public void aConditionThatEndsMeanwhileStillCounts() {
        SandboxRelease release = release();
        release.runUntil(PreflightSlotTest::checks);
        controller.frozen = new Evidence.Frozen(
                "year end", sandbox.clock().millis() + Duration.ofHours(1).toMillis());

        ReleaseState waiting = release.runUntil(state -> state.current().slot() == Slot.WAITING);

        assertThat(waiting.current().conditions().get(1).text(), containsString("year end"));
        assertThat(updates("prod"), is(0L));
        assertThat(release.run().verdict(), is(Verdict.SUCCESS));
        assertThat(updates("prod"), is(1L));
    }

    @Test
    public void anAbortEndsItAtOnce() {
        SandboxRelease release = release();
        release.runUntil(PreflightSlotTest::checks);

        ReleaseState end = release.abort("aborted by alice").state();

        assertThat(end.verdict(), is(Verdict.ABORTED));
        assertThat(in(end, "production").preflight().hasEnded(), is(true));
        assertThat(updates("prod"), is(0L));
    }

    @Test
    public void killedAnywhereItGoesOnOnce() {
        SandboxRelease whole = release();
        whole.run();
        List<Integer> points = whole.turningPoints();
        for (int i = points.size() / 3; i < points.size() - 1; i += 3) {
            int n = points.get(i);
            stopSandbox();
            startSandbox();
            preflightInProduction();
            SandboxRelease release = release().killAtSave(n);

            ReleaseState end = release.run();

            String at = "killed at save " + n + "\n" + String.join("\n", release.lines());
            assertThat(at, end.verdict(), is(Verdict.SUCCESS));
            assertThat(at, updates("prod"), is(1L));
        }
    }
}
