package io.jenkins.plugins.ecs.steps.execution;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;

import java.time.Clock;
import org.junit.After;
import org.junit.Test;

public class ControllerTimeTest {

    @After
    public void asTheMachine() {
        ControllerTime.accelerate(1);
    }

    @Test
    public void itIsTheTimeOfTheMachine() {
        long before = System.currentTimeMillis();
        long shown = ControllerTime.clock().millis();

        assertThat(shown, allOf(greaterThanOrEqualTo(before - 5), lessThan(System.currentTimeMillis() + 5)));
        assertThat(ControllerTime.onMachine(5_000), is(5_000L));
    }

    @Test
    public void acceleratedItPassesFasterAndWaitsAreShorter() {
        ControllerTime.accelerate(1_000);
        long begin = ControllerTime.now();
        Clock clock = ControllerTime.clock();
        long shown = clock.millis();

        while (ControllerTime.now() - begin < 10_000) {
            Thread.onSpinWait();
        }

        assertThat(clock.millis() - shown, greaterThanOrEqualTo(9_000L));
        assertThat(ControllerTime.onMachine(5_000), is(5L));
        assertThat("no wait becomes none", ControllerTime.onMachine(1), is(1L));
    }

    @Test
    public void itNeverGoesBackAndTheClockReturnsToTheMachine() {
        ControllerTime.accelerate(1_000);
        long begin = ControllerTime.now();
        while (ControllerTime.now() == begin) {
            Thread.onSpinWait();
        }
        long fast = ControllerTime.now();

        ControllerTime.accelerate(1);

        assertThat(ControllerTime.now(), greaterThanOrEqualTo(fast));
        assertThat(ControllerTime.clock().millis(), lessThan(System.currentTimeMillis() + 5));
    }
}
