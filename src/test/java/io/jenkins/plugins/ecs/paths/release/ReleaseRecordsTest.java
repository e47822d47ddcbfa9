package io.jenkins.plugins.ecs.paths.release;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import io.jenkins.plugins.ecs.sandbox.Alarm;
import java.util.List;
import org.junit.Test;

/** Which records a build keeps of a release, and which locks a release gives back. */
public class ReleaseRecordsTest extends ReleaseTestCase {

    private static List<String> labels(List<EnvironmentRun> runs) {
        return runs.stream().map(EnvironmentRun::label).toList();
    }

    private static ReleaseState deploying(SandboxRelease release, String environment) {
        return release.runUntil(state -> state.current().name().equals(environment)
                && state.current().slot() == Slot.DEPLOYING
                && state.current().lockKey() != null);
    }

    @Test
    public void beforeADeploymentThereIsNoRecordButItsIdIsKnown() {
        ReleaseState state = release().state();

        assertThat(ReleaseRecords.rollouts(state).keySet(), is(empty()));
        assertThat(ReleaseRecords.verifications(state).keySet(), is(empty()));
        assertThat(ReleaseRecords.ids(state), contains("r1-0", "r1-0-back", "r1-1", "r1-1-back"));
    }

    @Test
    public void aRollbackHasARecordOfItsOwnInTheTargetOfItsDeployment() {
        SandboxRelease release = release();
        deploying(release, "production");
        sandbox.alarm("p95").state(Alarm.State.ALARM);

        ReleaseState end = release.run();

        assertThat(ReleaseRecords.rollouts(end).keySet(), contains("r1-0", "r1-1", "r1-1-back"));
        assertThat(ReleaseRecords.target(end, "r1-0").label(), is("staging"));
        assertThat(ReleaseRecords.target(end, "r1-1").label(), is("production"));
        assertThat(ReleaseRecords.target(end, "r1-1-back").label(), is("production"));
        assertThat(ReleaseRecords.verifications(end), hasKey("r1-1-verify"));
        assertThat(ReleaseRecords.verifications(end), not(hasKey("r1-1-preflight")));
    }

    @Test
    public void theLockOfATargetIsGivenBackOnceItIsProvenAndNotBefore() {
        SandboxRelease release = release();
        ReleaseState inStaging = deploying(release, "staging");
        ReleaseState verifying = release.runUntil(state -> state.current().slot() == Slot.VERIFYING);
        ReleaseState inProduction = deploying(release, "production");

        assertThat(labels(ReleaseProgress.locksGivenBack(inStaging, verifying)), is(empty()));
        assertThat(labels(ReleaseProgress.locksGivenBack(verifying, inProduction)), contains("staging"));
    }

    @Test
    public void anAbortedReleaseGivesBackWhatItLinesUpForInEachTarget() {
        SandboxRelease release = release();
        ReleaseState waiting = release.runUntil(state -> state.current().slot() == Slot.WAITING);
        release.abort("aborted by amy");

        List<EnvironmentRun> givenBack = ReleaseProgress.locksGivenBack(waiting, release.state());

        assertThat(labels(givenBack), contains("staging", "production"));
    }
}
