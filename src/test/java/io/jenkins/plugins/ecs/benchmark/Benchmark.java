package io.jenkins.plugins.ecs.benchmark;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Waits for many deployments at once, with the plugin and with the AWS CLI, and writes down how that went: into
 * {@code docs/benchmarks.md} and a plot. It takes real time: about as long as such deployments do.
 *
 * <p>System properties: {@code benchmark.sizes} and {@code benchmark.cliSizes}, numbers of deployments with commas
 * between, and {@code benchmark.notifiedSizes}; {@code benchmark.project}, the folder that has {@code docs}.
 */
public final class Benchmark {

    private static final String PLUGIN = "#0b5fff";
    private static final String CLI = "#c2410c";

    private Benchmark() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        List<Result> plugin = new ArrayList<>();
        for (int size : sizes("benchmark.sizes", "1,50,200,500,1000")) {
            System.out.printf("ecsDeploy, %d at once%n", size);
            plugin.add(new PluginRun(size, takes(size), Duration.ofSeconds(30)).run());
            System.out.println(
                    "  end noticed after " + plugin.get(plugin.size() - 1).delays());
        }
        List<Result> cli = new ArrayList<>();
        for (int size : CliRun.isPossible() ? sizes("benchmark.cliSizes", "1,50") : List.<Integer>of()) {
            System.out.printf("aws ecs wait services-stable, %d at once%n", size);
            cli.add(new CliRun(size, takes(size), Duration.ofSeconds(30)).run());
            System.out.println("  end noticed after " + cli.get(cli.size() - 1).delays());
        }
        List<String> sentences = new ArrayList<>();
        for (int size : sizes("benchmark.notifiedSizes", "200")) {
            System.out.printf("ecsDeploy with events, %d at once%n", size);
            sentences.add(new NotifiedRun(size, takes(size)).run());
        }
        sentences.add(new RegistrationRun(60).run());
        sentences.forEach(System.out::println);
        Path docs = Path.of(System.getProperty("benchmark.project", "."), "docs");
        List<Result> all = Stream.concat(plugin.stream(), cli.stream()).toList();
        Page.write(docs.resolve("benchmarks.md"), Page.results(all, machine(), sentences));
        Files.createDirectories(docs.resolve("images"));
        Files.writeString(docs.resolve("images/benchmark.svg"), plot(plugin, cli));
    }

    private static List<Integer> sizes(String property, String byDefault) {
        return Arrays.stream(System.getProperty(property, byDefault).split(","))
                .map(String::trim)
                .filter(size -> !size.isEmpty())
                .map(Integer::valueOf)
                .toList();
    }

    /** So long that the first ones do not end before the last ones began: AWS allows 5 updates a second. */
    private static Duration takes(int size) {
        return Duration.ofSeconds(45 + size / 4 + size / 20);
    }

    private static String machine() {
        var system = ManagementFactory.getOperatingSystemMXBean();
        return String.format(
                Locale.ROOT,
                "Measured on %d cores with Java %s; the sandbox runs on the same machine, with a load average of %.1f at"
                        + " the end.",
                Runtime.getRuntime().availableProcessors(),
                Runtime.version().feature(),
                system.getSystemLoadAverage());
    }

    private static String plot(List<Result> plugin, List<Result> cli) {
        double most = plugin.stream().mapToInt(Result::deployments).max().orElse(10);
        Chart calls = new Chart("Calls per second while all wait", "/s", 0.1, 100, Math.max(10, most))
                .level("AWS allows 20 a second of each kind", "#777", 20)
                .line("ecsDeploy", PLUGIN, "", plugin, Result::callsASecondWaiting);
        Chart delays = new Chart(
                        "From the end of a deployment to the end of the wait", "s", 0.1, 100, Math.max(10, most))
                .line("ecsDeploy, median", PLUGIN, "", plugin, r -> r.delays().median())
                .line("slowest", PLUGIN, "4 3", plugin, r -> r.delays().max());
        if (!cli.isEmpty()) {
            calls.line("aws ecs wait", CLI, "", cli, Result::callsASecondWaiting);
            delays.line("aws ecs wait, median", CLI, "", cli, r -> r.delays().median());
        }
        return Chart.beside(calls, delays);
    }
}
