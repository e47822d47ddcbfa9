package io.jenkins.plugins.ecs.polling;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;

import org.junit.Test;

/** More builds never make looks come sooner, and a few make them no later. */
public class PollIntervalTest {

    @Test
    public void moreBuildsNeverMakeLooksComeSooner() {
        for (long asked : new long[] {2_000, 2_499, 2_500, 3_000, 5_000}) {
            long before = 0;
            for (int builds = 1; builds <= 5_000; builds++) {
                long in = PollInterval.of(asked, builds, builds);
                assertThat("asked " + asked + ", " + builds + " builds", in, greaterThanOrEqualTo(before));
                before = in;
            }
        }
    }

    @Test
    public void whoAsksToBeRunLaterIsNotRunSooner() {
        for (int builds : new int[] {1, 70, 200, 1_000}) {
            assertThat(PollInterval.of(5_000, builds, 0), greaterThanOrEqualTo(PollInterval.of(2_500, builds, 0)));
        }
    }

    @Test
    public void aFewAreRunWhenTheyAskAndManyWithinSevenOrTenSeconds() {
        assertThat(PollInterval.of(2_500, 70, 0), is(2_500L));
        assertThat(PollInterval.of(2_500, 200, 0), lessThanOrEqualTo(7_200L));
        assertThat(PollInterval.of(2_500, 5_000, 0), lessThanOrEqualTo(7_200L));
        assertThat(PollInterval.of(5_000, 5_000, 0), lessThanOrEqualTo(10_000L));
    }

    @Test
    public void thoseThatAreAboutToEndDoNotWaitForTheOthers() {
        assertThat(PollInterval.of(2_000, 1_000, 100), is(2_000L));
        assertThat("but for each other, so that AWS's quota holds", PollInterval.of(2_000, 1_000, 1_000), is(3_500L));
    }

    @Test
    public void whatIsAboutToBeDoneIsDoneWhenItIsAskedFor() {
        assertThat(PollInterval.of(0, 1_000, 1_000), is(0L));
        assertThat(PollInterval.of(1_000, 1_000, 1_000), is(1_000L));
        assertThat(PollInterval.of(30_000, 1_000, 1_000), is(30_000L));
    }
}
