package io.jenkins.plugins.ecs.polling;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import io.jenkins.plugins.ecs.aws.AwsFailure.Kind;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import org.junit.Test;

/** Nothing of a build stays behind: not of one that ended, nor of one that left in the middle of something. */
public class NoLeakTest extends WatchTestCase {

    private static final int WAVE = 100;

    private final FakeEcs ecs = ecs("123456789012");

    @Test
    public void tenThousandBuildsLeaveNothingBehind() throws InterruptedException {
        List<WeakReference<Build>> gone = new ArrayList<>();
        for (int wave = 0; wave < 10_000 / WAVE; wave++) {
            boolean failing = wave % 7 == 3;
            ecs.fault = (operation, input) -> {
                if (failing) {
                    throw FakeEcs.failure(Kind.THROTTLED, operation);
                }
            };
            List<Build> builds = builds(WAVE, ecs);
            builds.forEach(build -> build.seat.turnIn("RegisterTaskDefinition"));
            // Some leave before they were ever looked at, some while they wait for a call, some asleep.
            workers.advance(wave % 3 * 150L);
            builds.subList(0, WAVE / 2).forEach(build -> build.seat.close());
            workers.advance(4_000);
            builds.forEach(build -> build.seat.close());
            builds.forEach(build -> gone.add(new WeakReference<>(build)));
            ecs.sent.clear();
        }
        workers.advance(120_000);

        assertThat(watch.lanes(), is(0));
        assertThat("no timer is left running", workers.timers(), is(0));
        for (int i = 0; i < 20 && alive(gone) > 0; i++) {
            System.gc();
            synchronized (this) {
                wait(20);
            }
        }
        assertThat(alive(gone), is(0L));
    }

    private static long alive(List<WeakReference<Build>> gone) {
        return gone.stream().filter(build -> build.get() != null).count();
    }
}
