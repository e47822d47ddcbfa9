package io.jenkins.plugins.ecs.polling;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.is;

import org.junit.Test;

/** Deadlines come neither sooner nor later because a user sets the machine's clock. */
public class SteadyClockTest {

    private static final long HOUR = 3_600_000;

    private long machine = 1_000_000_000_000L;
    private long monotonic = 77;
    private final SteadyClock clock = new SteadyClock(() -> machine, () -> monotonic);

    private void pass(long millis) {
        machine += millis;
        monotonic += millis;
    }

    @Test
    public void itIsTheTimeOfTheMachine() {
        pass(5_000);

        assertThat(clock.millis(), is(machine));
        assertThat(clock.instant().toEpochMilli(), is(machine));
    }

    @Test
    public void anHourForwardIsNoHourOfADeployment() {
        long began = clock.millis();
        machine += HOUR;
        pass(10_000);

        assertThat(clock.millis() - began, is(10_000L));
    }

    @Test
    public void anHourBackPutsNoDeadlineOff() {
        long began = clock.millis();
        machine -= HOUR;
        pass(10_000);

        assertThat(clock.millis() - began, is(10_000L));
        pass(20_000);
        assertThat(clock.millis() - began, is(30_000L));
    }

    @Test
    public void aClockThatIsSetRightAgainIsFollowedAgain() {
        machine += HOUR;
        clock.millis();
        machine -= HOUR;
        pass(1_000);
        machine += 300;

        assertThat(clock.millis(), is(machine));
    }

    @Test
    public void aLittleIsFollowedAndItNeverGoesBack() {
        long before = clock.millis();
        machine -= 5_000;
        pass(1_000);
        assertThat(clock.millis(), greaterThanOrEqualTo(before));

        pass(9_000);
        assertThat(clock.millis(), is(machine));
    }

    @Test
    public void aJvmThatStoodStillHasLostTheTime() {
        long began = clock.millis();
        pass(30_000);

        assertThat(clock.millis() - began, is(30_000L));
    }
}
