package io.jenkins.plugins.ecs.benchmark;

import io.jenkins.plugins.ecs.sandbox.EcsSandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** The same deployments, waited for as many pipelines do: one {@code aws ecs wait services-stable} each. */
final class CliRun {

    private final int size;
    private final Duration takes;
    private final Duration watchFor;

    CliRun(int size, Duration takes, Duration watchFor) {
        this.size = size;
        this.takes = takes;
        this.watchFor = watchFor;
    }

    static boolean isPossible() {
        return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(":"))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "aws")));
    }

    Result run() throws IOException, InterruptedException {
        List<Process> waits = new ArrayList<>();
        try (Fleet fleet = new Fleet(size, takes)) {
            Map<Integer, Long> ended = new ConcurrentHashMap<>();
            Map<Integer, Integer> exits = new ConcurrentHashMap<>();
            long began = fleet.now();
            for (int i = 0; i < size; i++) {
                int number = i;
                fleet.update(number);
                Process wait = waitFor(fleet.sandbox, number);
                waits.add(wait);
                wait.onExit().thenAccept(process -> {
                    ended.put(number, fleet.now());
                    exits.put(number, process.exitValue());
                });
            }
            TimeUnit.SECONDS.sleep(20);
            long from = fleet.now();
            Thread.sleep(watchFor.toMillis());
            long to = fleet.now();
            for (Process wait : waits) {
                wait.waitFor(20, TimeUnit.MINUTES);
            }
            while (ended.size() < size) {
                Thread.sleep(50);
            }
            List<Long> delays = new ArrayList<>();
            for (int i = 0; i < size; i++) {
                delays.add(ended.get(i) - fleet.endedAt(i));
            }
            long end = fleet.now();
            return new Result(
                    "aws ecs wait",
                    size,
                    Result.perSecond(fleet.calls(from, to), to - from),
                    Result.perSecond(fleet.calls(began, end), end - began),
                    fleet.peak(),
                    fleet.throttled(),
                    exits.values().stream().filter(exit -> exit != 0).count(),
                    Delays.of(delays),
                    size,
                    0,
                    0,
                    0);
        } finally {
            waits.forEach(Process::destroyForcibly);
        }
    }

    private static Process waitFor(EcsSandbox sandbox, int number) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                        "aws",
                        "ecs",
                        "wait",
                        "services-stable",
                        "--cluster",
                        Fleet.CLUSTER,
                        "--services",
                        Fleet.service(number))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD);
        builder.environment().keySet().removeIf(name -> name.startsWith("AWS_"));
        builder.environment()
                .putAll(Map.of(
                        "AWS_ACCESS_KEY_ID",
                        EcsSandbox.ACCESS_KEY_ID,
                        "AWS_SECRET_ACCESS_KEY",
                        EcsSandbox.SECRET_ACCESS_KEY,
                        "AWS_ENDPOINT_URL",
                        sandbox.endpoint().toString(),
                        "AWS_DEFAULT_REGION",
                        Fleet.REGION,
                        "AWS_CONFIG_FILE",
                        "/dev/null",
                        "AWS_SHARED_CREDENTIALS_FILE",
                        "/dev/null"));
        return builder.start();
    }
}
