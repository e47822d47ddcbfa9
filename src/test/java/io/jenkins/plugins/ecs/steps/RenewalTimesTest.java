package io.jenkins.plugins.ecs.steps;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import io.jenkins.plugins.ecs.steps.withecs.WithEcsExecution;
import org.junit.Test;

/** When the credentials of a block are renewed. */
public class RenewalTimesTest {

    private static final long MINUTE = 60_000;

    /** Minutes that are left, and in how many the next ones are asked for. */
    @Test
    public void halfwayToTheirEndButNotMoreOftenThanEachMinute() {
        long[][] table = {{60, 30}, {15, 7}, {3, 1}, {2, 1}, {1, 1}, {0, 1}, {-120, 1}};
        for (long[] row : table) {
            long now = 1_700_000_000_000L;
            long in = WithEcsExecution.renewIn(now + row[0] * MINUTE, now);
            assertThat(row[0] + " minutes left", in / MINUTE, is(row[1]));
        }
    }
}
