package io.jenkins.plugins.ecs.benchmark;

import io.jenkins.plugins.ecs.rollout.state.Verdict;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Deployments by the plugin: all begin at once, and in the middle, when all are waited for, their controller goes down and
 * comes back.
 */
final class PluginRun {

    private static final Duration PATIENCE = Duration.ofMinutes(40);

    /** The first looks after a restart are others than those of a wait: at more, and all at once. */
    private static final Duration SETTLING = Duration.ofSeconds(10);

    private static final int ENOUGH_TO_WEIGH = 200;

    private final int size;
    private final Duration takes;
    private final Duration watchFor;

    /** @param watchFor how long the calls are counted while all wait */
    PluginRun(int size, Duration takes, Duration watchFor) {
        this.size = size;
        this.takes = takes;
        this.watchFor = watchFor;
    }

    Result run() throws IOException, InterruptedException {
        try (Fleet fleet = new Fleet(size, takes);
                Controller controller = new Controller(fleet.sandbox)) {
            long began = fleet.now();
            List<Deployment> deployments = new ArrayList<>();
            for (int i = 0; i < size; i++) {
                deployments.add(Deployment.begin(controller, fleet.sandbox.clock(), i));
            }
            deployments.forEach(Deployment::start);
            await(deployments, Deployment::isWaiting);
            say("all are waited for after %d s", (fleet.now() - began) / 1000);

            controller.hold();
            long with = usedHeap();
            List<byte[]> saved = new ArrayList<>();
            for (Deployment deployment : deployments) {
                saved.add(deployment.kill());
            }
            deployments.clear();
            long without =
                    usedHeap() - saved.stream().mapToLong(bytes -> bytes.length).sum();
            // For a few, what else happens to be in memory is more than they are.
            long heap = size < ENOUGH_TO_WEIGH ? 0 : (with - without) / size;
            say("%d bytes of heap each, %d bytes saved", heap, saved.get(0).length);

            controller.goOn();
            long restarted = fleet.now();
            for (byte[] bytes : saved) {
                deployments.add(Deployment.resume(controller, fleet.sandbox.clock(), bytes));
            }
            deployments.forEach(Deployment::start);
            await(deployments, d -> d.firstLookAt() != 0);
            long back = deployments.stream()
                            .mapToLong(Deployment::firstLookAt)
                            .max()
                            .orElseThrow()
                    - restarted;
            say("all are looked at again %d ms after a restart", back);

            Thread.sleep(SETTLING.toMillis());
            long from = fleet.now();
            long cpu = Controller.cpuMillis();
            Thread.sleep(watchFor.toMillis());
            long to = fleet.now();
            double cpuPercent = 100.0 * (Controller.cpuMillis() - cpu) / (to - from);
            Map<String, Double> waiting = Result.perSecond(fleet.calls(from, to), to - from);
            say("%s calls a second while all wait", waiting);

            await(deployments, Deployment::hasEnded);
            List<Long> delays = new ArrayList<>();
            for (int i = 0; i < size; i++) {
                delays.add(deployments.get(i).endedAt() - fleet.endedAt(i));
            }
            long end = fleet.now();
            return new Result(
                    Result.PLUGIN,
                    size,
                    waiting,
                    Result.perSecond(fleet.calls(began, end), end - began),
                    fleet.peak(),
                    fleet.throttled(),
                    deployments.stream()
                            .filter(d -> d.outcome().verdict() != Verdict.SUCCESS)
                            .count(),
                    Delays.of(delays),
                    controller.threads(),
                    heap,
                    cpuPercent,
                    back);
        }
    }

    private static void say(String format, Object... args) {
        System.out.printf("  " + format + "%n", args);
    }

    static void await(List<Deployment> deployments, Predicate<Deployment> condition) throws InterruptedException {
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (!deployments.stream().allMatch(condition)) {
            if (System.nanoTime() > until) {
                throw new IllegalStateException("not all of " + deployments.size() + " deployments got so far");
            }
            Thread.sleep(100);
        }
    }

    private static long usedHeap() throws InterruptedException {
        for (int i = 0; i < 4; i++) {
            System.gc();
            Thread.sleep(150);
        }
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
