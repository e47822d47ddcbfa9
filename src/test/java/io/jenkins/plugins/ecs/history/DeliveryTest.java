package io.jenkins.plugins.ecs.history;

import static io.jenkins.plugins.ecs.history.Records.at;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.closeTo;
import static org.hamcrest.Matchers.is;

import io.jenkins.plugins.ecs.rollout.state.Verdict;
import java.util.List;
import org.junit.Test;

public class DeliveryTest {

    private static final long MINUTE = 60_000;
    private static final long DAY = 24 * 60;

    private static Delivery of(long fromMinute, long nowMinute, DeploymentRecord... records) {
        return Delivery.of(List.of(List.of(records)), at(fromMinute), at(nowMinute));
    }

    @Test
    public void nothingDeployedIsNothingMeasured() {
        Delivery none = of(0, DAY);

        assertThat(none.attempts(), is(0));
        assertThat(none.failureRate(), is(-1.0));
        assertThat(none.rollbackRate(), is(-1.0));
        assertThat(none.duration(), is(-1L));
        assertThat(none.leadTime(), is(-1L));
        assertThat(none.timeToRestore(), is(-1L));
    }

    @Test
    public void failuresAndRollbacksAreSharesOfWhatTouchedTheService() {
        Delivery seen = of(
                0,
                10 * DAY,
                Records.of(1, 0, Verdict.SUCCESS),
                Records.rolledBack(2, 10, "api:1"),
                Records.of(3, 20, Verdict.STOPPED),
                Records.refused(4, 30, "api:1"),
                Records.of(5, 40, Verdict.NO_CHANGE),
                Records.of(6, 50, Verdict.ABORTED),
                Records.of(7, 60, null));

        assertThat(seen.attempts(), is(4));
        assertThat(seen.failureRate(), is(0.5));
        assertThat(seen.rollbackRate(), is(0.25));
        assertThat(seen.perDay(), is(closeTo(0.1, 0.001)));
    }

    @Test
    public void leadTimeBeginsWithTheChangeAndDurationWithTheDeployment() {
        Delivery seen = of(0, DAY, Records.of(1, 0, Verdict.SUCCESS));

        assertThat(seen.duration(), is(2 * MINUTE));
        assertThat(seen.leadTime(), is(32 * MINUTE));
    }

    @Test
    public void aServiceIsRestoredByTheNextSuccess() {
        Delivery seen = of(
                0,
                DAY,
                Records.of(1, 0, Verdict.SUCCESS),
                Records.of(2, 10, Verdict.STOPPED),
                Records.of(3, 20, Verdict.STALLED),
                Records.of(4, 40, Verdict.SUCCESS),
                Records.of(5, 50, Verdict.STOPPED));

        assertThat("from the first failure on; the open one does not count", seen.timeToRestore(), is(30 * MINUTE));
    }

    @Test
    public void whatEndedBeforeIsLeftOut() {
        Delivery seen = of(5, DAY, Records.of(1, 0, Verdict.STOPPED), Records.of(2, 10, Verdict.SUCCESS));

        assertThat(seen.attempts(), is(1));
        assertThat(seen.timeToRestore(), is(-1L));
    }

    @Test
    public void theMedianOfAnEvenNumberIsBetweenTheTwo() {
        DeploymentRecord quick = Records.of(1, 0, Verdict.SUCCESS);
        DeploymentRecord other = Records.of(2, 10, Verdict.SUCCESS);
        DeploymentRecord slow = new DeploymentRecord(
                other.id(),
                other.service(),
                other.build(),
                other.state(),
                0,
                other.verdict(),
                true,
                "",
                "",
                "",
                "",
                other.images(),
                other.digests(),
                "",
                at(10),
                at(20),
                "",
                "",
                DeploymentRecord.Look.NONE,
                false);

        assertThat(of(0, DAY, quick, slow).duration(), is(6 * MINUTE));
    }
}
