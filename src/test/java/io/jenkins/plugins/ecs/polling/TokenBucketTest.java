package io.jenkins.plugins.ecs.polling;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import org.junit.Test;

/** Five tokens, and two more each second. */
public class TokenBucketTest {

    private final TokenBucket bucket = new TokenBucket(5, 2, 1_000);

    private void take(int tokens, long now) {
        for (int i = 0; i < tokens; i++) {
            bucket.spend(now);
        }
    }

    @Test
    public void tokensAreUsedInOrderAndAFullBucketAtOnce() {
        for (int i = 0; i < 5; i++) {
            assertThat(bucket.reserve(1_000), is(1_000L));
        }
        assertThat(bucket.reserve(1_000), is(1_500L));
        assertThat(bucket.reserve(1_000), is(2_000L));
        assertThat("half of the way", bucket.reserve(1_250), is(2_500L));
        assertThat(bucket.used(), is(8));
    }

    @Test
    public void itFillsWithTimeUpToItsSizeAndNotWhenTheClockGoesBack() {
        take(5, 1_000);
        assertThat(bucket.reserve(1_250), is(1_500L));
        bucket.giveBack(1_250);
        assertThat(bucket.reserve(1_500), is(1_500L));
        take(5, 60_000);
        assertThat("no more than five had gathered", bucket.reserve(60_000), is(60_500L));
        bucket.giveBack(60_000);
        assertThat(bucket.reserve(1), is(501L));
    }

    @Test
    public void whatIsGivenBackIsThereForTheNextButNeverMoreThanFits() {
        take(5, 1_000);
        bucket.giveBack(1_000);
        assertThat(bucket.used(), is(4));
        assertThat(bucket.reserve(1_000), is(1_000L));

        for (int i = 0; i < 9; i++) {
            bucket.giveBack(9_000);
        }
        take(5, 9_000);
        assertThat(bucket.reserve(9_000), is(9_500L));
    }

    /** Half of a second, which doubles up to half of eight; one token comes after that, as the bucket is empty. */
    @Test
    public void eachThrottlingInARowDoublesThePause() {
        long now = 1_000;
        for (long pause : new long[] {500, 1_000, 2_000, 4_000, 4_000}) {
            bucket.refused(now, 0.5);
            assertThat(bucket.reserve(now), is(now + pause + 500));
            bucket.giveBack(now);
            now += pause;
        }
        bucket.accepted();
        bucket.refused(now, 0.5);
        assertThat("an answer ends the row", bucket.reserve(now), is(now + 1_000));
    }

    @Test
    public void callsThatWereInFlightDoNotDoubleIt() {
        bucket.refused(1_000, 1);
        bucket.refused(1_999, 1);
        bucket.refused(2_000, 1);
        assertThat("the second of a row, not the third", bucket.reserve(2_000), is(4_500L));
    }

    /** Two and a half are half of a full bucket. */
    @Test
    public void aSpareTokenIsTakenOnlyWhereHalfOfTheBucketRemains() {
        assertThat(bucket.takeSpare(1_000), is(true));
        assertThat(bucket.takeSpare(1_000), is(true));
        assertThat("three are left", bucket.takeSpare(1_000), is(false));
        assertThat(bucket.used(), is(2));
        assertThat(bucket.takeSpare(1_249), is(false));
        assertThat(bucket.takeSpare(1_250), is(true));
        for (int i = 0; i < 2; i++) {
            assertThat("others have what remains at once", bucket.reserve(1_250), is(1_250L));
        }
    }

    @Test
    public void noSpareTokenIsTakenWhileOthersWaitOrAwsThrottles() {
        take(8, 1_000);
        assertThat("the reservations end at 2,500", bucket.takeSpare(2_500), is(false));
        assertThat(bucket.takeSpare(9_000), is(true));

        bucket.refused(9_000, 1);
        assertThat("a second of pause, then two for the half and one token", bucket.takeSpare(11_700), is(false));
        assertThat(bucket.takeSpare(11_750), is(true));
    }
}
