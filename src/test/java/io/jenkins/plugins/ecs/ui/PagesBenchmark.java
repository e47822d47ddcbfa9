package io.jenkins.plugins.ecs.ui;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import io.jenkins.plugins.ecs.history.DeploymentRecord;
import io.jenkins.plugins.ecs.history.History;
import io.jenkins.plugins.ecs.history.Records;
import io.jenkins.plugins.ecs.history.ServiceKey;
import io.jenkins.plugins.ecs.rollout.Outcomes;
import io.jenkins.plugins.ecs.rollout.state.Verdict;
import io.jenkins.plugins.ecs.ui.badge.BadgeRequest;
import io.jenkins.plugins.ecs.ui.build.DeploymentView;
import io.jenkins.plugins.ecs.ui.dashboard.Dashboard;
import io.jenkins.plugins.ecs.ui.dashboard.Environments;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.Callable;

/**
 * How long it takes to work out what a page, a badge and the dashboard show, with 100,000 recorded deployments of
 * 10,000 services. Without Jenkins, so without Jelly and the network.
 */
public final class PagesBenchmark {

    private static final int DEPLOYMENTS = 100_000;
    private static final int SERVICES = 10_000;
    private static final int WARM_UP = 100;
    private static final int RUNS = 200;

    private PagesBenchmark() {}

    public static void main(String[] args) throws Exception {
        Path file = Files.createTempDirectory("ecs-pages").resolve("deployments.jsonl");
        History written = new History(file);
        written.rebuild(records(), 0);
        long now = Records.at(DEPLOYMENTS + 10);
        System.out.printf(
                Locale.ROOT, "%d deployments of %d services, %,d bytes%n", DEPLOYMENTS, SERVICES, Files.size(file));

        measure("read the index", 5, 20, () -> reload(file));
        History history = reload(file);
        BadgeRequest badge = BadgeRequest.of("/cluster1/service77.svg", true, Map.<String, String>of()::get)
                .orElseThrow();
        measure(
                "badge",
                WARM_UP,
                RUNS,
                () -> badge.render(badge.find(history, record -> true).orElseThrow(), now));
        measure("dashboard", WARM_UP, RUNS, () -> shown(Dashboard.of(history, r -> true, name -> null, now)));
        measure(
                "dashboard, filtered and sorted",
                WARM_UP,
                RUNS,
                () -> shown(Dashboard.of(history, r -> true, Map.of("filter", "service7", "sort", "since")::get, now)));
        measure(
                "environments",
                WARM_UP,
                RUNS,
                () -> shown(Environments.of(
                        history, r -> true, List.of(), name -> null, (job, older, newer) -> OptionalInt.empty(), now)));
        Outcomes outcomes =
                Outcomes.of("prod", "api").underWay().stage("BAKE_TIME", 100.0).breaker(1, 3);
        for (int i = 0; i < 20; i++) {
            outcomes.event("(service api) has started 2 tasks: (task " + i + ")")
                    .change("image: 1 -> " + i);
        }
        ObjectWriter all = new ObjectMapper()
                .disable(com.fasterxml.jackson.databind.SerializationFeature.FAIL_ON_EMPTY_BEANS)
                .writer();
        measure(
                "build page",
                WARM_UP,
                RUNS,
                () -> all.writeValueAsBytes(new DeploymentView("id", outcomes.outcome(), outcomes.details(), now)));
        DeploymentRecord next =
                Records.of(new ServiceKey("eu-central-1", "cluster1", "service77"), "job", 99_999, DEPLOYMENTS, null);
        int[] round = {0};
        measure("note a change", WARM_UP, RUNS, () -> {
            history.note(Records.of(next.service(), "job", 100_000 + round[0]++, DEPLOYMENTS, null));
            return history;
        });
    }

    private static History reload(Path file) throws IOException {
        History history = new History(file);
        history.load();
        return history;
    }

    private static Object shown(Environments environments) {
        StringBuilder all = new StringBuilder();
        environments.getRows().stream()
                .flatMap(row -> row.getEnvironments().stream())
                .forEach(cell -> all.append(cell.getService().getVersion())
                        .append(cell.getService().getSinceText())
                        .append(cell.getStartedBy())
                        .append(cell.getComparison()));
        return all;
    }

    /** Everything that the page asks for. */
    private static Object shown(Dashboard dashboard) {
        StringBuilder all = new StringBuilder();
        dashboard.getColumns().forEach(column -> all.append(column.getLink()));
        dashboard
                .getRows()
                .forEach(row -> all.append(row.getService())
                        .append(row.getState())
                        .append(row.getVersion())
                        .append(row.getSinceText())
                        .append(row.getCurrent().getBuildUrl())
                        .append(row.getLast().getState()));
        return all.append(dashboard.getDelivery().getLeadTimeText());
    }

    private static List<DeploymentRecord> records() {
        List<DeploymentRecord> records = new ArrayList<>();
        Verdict[] verdicts = {Verdict.SUCCESS, Verdict.SUCCESS, Verdict.SUCCESS, Verdict.ROLLED_BACK, Verdict.NO_CHANGE
        };
        for (int i = 0; i < DEPLOYMENTS; i++) {
            int service = i % SERVICES;
            ServiceKey key = new ServiceKey("eu-central-1", "cluster" + service % 4, "service" + service);
            String arn = "arn:aws:ecs:eu-central-1:123456789012:task-definition/service" + service + ":";
            records.add(Records.record(
                    key,
                    "folder/job" + service % 50,
                    i + 1,
                    i,
                    verdicts[i % verdicts.length],
                    true,
                    arn + (i + 1),
                    arn + i,
                    ""));
        }
        return records;
    }

    private static void measure(String what, int warmUp, int runs, Callable<Object> work) throws Exception {
        for (int i = 0; i < warmUp; i++) {
            work.call();
        }
        long[] nanos = new long[runs];
        for (int i = 0; i < runs; i++) {
            long begin = System.nanoTime();
            work.call();
            nanos[i] = System.nanoTime() - begin;
        }
        Arrays.sort(nanos);
        System.out.printf(
                Locale.ROOT,
                "%-32s median %8.3f ms, 99 %% below %8.3f ms%n",
                what,
                nanos[runs / 2] / 1e6,
                nanos[runs * 99 / 100] / 1e6);
    }
}
