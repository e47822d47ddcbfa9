package io.jenkins.plugins.ecs.paths;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;

import io.jenkins.plugins.ecs.rollout.state.Verdict;
import java.time.Duration;
import org.junit.Test;

/** What a release needs to get from staging to production, and what does not get it there. */
public class PromotionScenariosTest extends ReleaseTestCase {

    private static final Duration SOAK = Duration.ofHours(4);

    private void soak() {
        controller.path = path(production(SOAK, null, true));
    }

    private static boolean waits(ReleaseState state) {
        return state.current().slot() == Slot.WAITING
                && state.current().name().equals("production")
                && !state.current().conditions().isEmpty();
    }

    private long entered(ReleaseState end) {
        return in(end, "production").finishedAt();
    }

    @Test
    public void aReleaseThatStagingNoLongerRunsIsNotPromoted() {
        release(DIGEST, "staging").run();
        release(OTHER, "staging").run();

        ReleaseState older = release(DIGEST, "production").run();

        assertThat(older.verdict(), is(Verdict.REFUSED));
        assertThat(older.cause(), containsString("no longer in use in staging"));
        assertThat(updates("prod"), is(0L));
    }

    @Test
    public void withoutItsRecordNothingIsProven() {
        soak();
        SandboxRelease release = release();
        release.runUntil(PromotionScenariosTest::waits);
        controller.events.clear();

        ReleaseState end = release.run();

        assertThat(end.verdict(), is(Verdict.REFUSED));
        assertThat(end.cause(), containsString("not proven in staging"));
        assertThat(updates("prod"), is(0L));
    }

    @Test
    public void whatStagingRunsAlreadyCountsFromItsVerification() {
        soak();
        release(DIGEST, "staging").run();
        long first = controller.events.get(0).at();
        sandbox.clock().advance(Duration.ofHours(3));

        SandboxRelease again = release();
        again.runUntil(PromotionScenariosTest::waits);
        assertThat(in(again.state(), "staging").verdict(), is(Verdict.NO_CHANGE));
        ReleaseState end = again.run();

        assertThat(end.verdict(), is(Verdict.SUCCESS));
        long after = entered(end) - first;
        assertThat("the same revision soaks on", after, is(greaterThanOrEqualTo(SOAK.toMillis())));
        assertThat(after, is(lessThan(SOAK.plusHours(1).toMillis())));
    }

    @Test
    public void goingBackAndForthInStagingStartsTheSoakAnew() {
        soak();
        release(DIGEST, "staging").run();
        sandbox.clock().advance(Duration.ofHours(3));
        release(OTHER, "staging").run();
        SandboxRelease again = release();
        again.runUntil(PromotionScenariosTest::waits);
        long since = in(again.state(), "production").since();

        ReleaseState end = again.run();

        assertThat(end.verdict(), is(Verdict.SUCCESS));
        assertThat(entered(end) - since, is(greaterThanOrEqualTo(SOAK.toMillis())));
    }

    @Test
    public void aControllerThatIsDownNeitherProlongsNorShortensTheSoak() {
        soak();
        SandboxRelease release = release();
        release.runUntil(PromotionScenariosTest::waits);
        long proven = controller.events.get(0).at();
        sandbox.clock().advance(Duration.ofHours(1));
        SandboxRelease restarted = new SandboxRelease(sandbox, controller, release.state());
        restarted.runUntil(state -> state.current().slot() != Slot.WAITING);

        assertThat(sandbox.clock().millis() - proven, is(greaterThanOrEqualTo(SOAK.toMillis())));
        assertThat(
                sandbox.clock().millis() - proven,
                is(lessThan(SOAK.plusMinutes(1).toMillis())));
    }
}
