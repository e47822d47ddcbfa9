package io.jenkins.plugins.ecs.benchmark;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Deployments by the plugin to a target with a queue of ECS events. */
final class NotifiedRun {

    private static final String QUEUE = "https://sqs.eu-central-1.amazonaws.com/123456789012/ecs-events";

    /** After the last update: its events have arrived, and nobody expects another. */
    private static final Duration SETTLING = Duration.ofSeconds(40);

    private static final Duration WATCH_FOR = Duration.ofSeconds(90);

    private final int size;
    private final Duration takes;

    /** @param takes from an update until its tasks run */
    NotifiedRun(int size, Duration takes) {
        this.size = size;
        this.takes = takes.plus(SETTLING).plus(WATCH_FOR);
    }

    /** @return a sentence for the page */
    String run() throws IOException, InterruptedException {
        try (Fleet fleet = new Fleet(size, takes);
                Controller controller = new Controller(fleet.sandbox)) {
            fleet.sandbox.region().eventQueue(QUEUE);
            List<Deployment> deployments = new ArrayList<>();
            for (int i = 0; i < size; i++) {
                deployments.add(Deployment.begin(controller, fleet.sandbox.clock(), i, controller.joinNotified(QUEUE)));
            }
            deployments.forEach(Deployment::start);
            PluginRun.await(deployments, Deployment::isWaiting);
            Thread.sleep(SETTLING.toMillis());
            long from = fleet.now();
            Thread.sleep(WATCH_FOR.toMillis());
            Map<String, Integer> calls = fleet.calls(from, fleet.now());
            double perSecond =
                    calls.values().stream().mapToInt(Integer::intValue).sum() * 1000.0 / WATCH_FOR.toMillis();
            PluginRun.await(deployments, Deployment::hasEnded);
            List<Long> delays = new ArrayList<>();
            for (int i = 0; i < size; i++) {
                delays.add(deployments.get(i).endedAt() - fleet.endedAt(i));
            }
            Delays noticed = Delays.of(delays);
            return String.format(
                    Locale.ROOT,
                    "With the [events of ECS in a queue](push.md), %d deployments that wait need %.2f calls per second,"
                            + " those to the queue included (%s in %d s). The end was noticed %s after it happened;"
                            + " an event takes 0.3 s to the queue of the sandbox.",
                    size,
                    perSecond,
                    calls,
                    WATCH_FOR.toSeconds(),
                    noticed);
        }
    }
}
