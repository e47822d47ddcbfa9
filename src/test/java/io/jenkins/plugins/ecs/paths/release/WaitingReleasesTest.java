package io.jenkins.plugins.ecs.paths.release;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.lessThanOrEqualTo;

import io.jenkins.plugins.ecs.history.DeploymentRecord;
import io.jenkins.plugins.ecs.history.ServiceKey;
import io.jenkins.plugins.ecs.paths.definition.PathEnvironment;
import io.jenkins.plugins.ecs.paths.proof.Admission;
import io.jenkins.plugins.ecs.paths.proof.PathEvent;
import io.jenkins.plugins.ecs.paths.proof.ServicePlace;
import io.jenkins.plugins.ecs.rollout.request.DeployRequest;
import io.jenkins.plugins.ecs.taskdef.ContainerChange;
import io.jenkins.plugins.ecs.ui.build.ReleaseView;
import io.jenkins.plugins.ecs.ui.dashboard.ReleaseRow;
import io.jenkins.plugins.ecs.ui.dashboard.Releases;
import io.jenkins.plugins.ecs.verify.VerifyRequest;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.Test;

/** What 200 releases cost that soak at the same time. */
public class WaitingReleasesTest extends ReleaseTestCase {

    private static final int RUNS = 200;
    private static final Duration SOAK = Duration.ofHours(4);
    /** A picture of one release, in milliseconds; and of all of them on the dashboard. */
    private static final long PICTURE = 20;

    private static final long DASHBOARD = 200;

    /** With the staging environment proven by an earlier release. */
    private SandboxRelease waiting(int number) {
        String service = "api-" + number;
        controller.events.add(new PathEvent(
                PathEvent.Kind.PROVEN,
                new ServicePlace("123456789012", "eu-central-1", "staging", service),
                controller.path.id(),
                "staging",
                "arn:aws:ecs:eu-central-1:123456789012:task-definition/" + service + ":2",
                new TreeMap<>(Map.of("", DIGEST)),
                sandbox.clock().millis(),
                "shop #" + number,
                ""));
        List<EnvironmentRun> runs = new ArrayList<>();
        for (PathEnvironment each : controller.path.environments()) {
            String cluster = each.name().equals("staging") ? "staging" : "prod";
            DeployRequest request = DeployRequest.of("eu-central-1", cluster, service)
                    .changes(List.of(
                            ContainerChange.of(null).image("repo/app@" + DIGEST).build()))
                    .build();
            runs.add(EnvironmentRun.of(
                    each,
                    request,
                    VerifyRequest.of("eu-central-1", cluster, service)
                            .checks(each.checks())
                            .build(),
                    each.name().equals("production")));
        }
        return new SandboxRelease(
                sandbox,
                controller,
                ReleaseState.begin(
                        "r" + number,
                        controller.path,
                        service,
                        Map.of("", DIGEST),
                        "shop #" + number,
                        runs,
                        sandbox.clock().millis()));
    }

    @Test
    public void theyTakeNoThreadNoCallAndAStateThatDoesNotGrow() {
        controller.path = path(production(SOAK, null, true));
        List<SandboxRelease> all = new ArrayList<>();
        for (int i = 0; i < RUNS; i++) {
            all.add(waiting(i));
        }
        sandbox.clearCalls();
        int threads = ManagementFactory.getThreadMXBean().getThreadCount();
        all.forEach(WaitingReleasesTest::toTheSoak);
        int[] bytes = all.stream().mapToInt(SandboxRelease::savedBytes).toArray();
        long end = sandbox.clock().millis() + SOAK.toMillis();
        int rounds = 0;
        while (sandbox.clock().millis() < end) {
            long next = Admission.JUDGE_AGAIN;
            for (SandboxRelease each : all) {
                next = Math.min(next, each.round());
                rounds++;
            }
            assertThat("it moves on", next, is(greaterThan(0L)));
            sandbox.clock().advance(Duration.ofMillis(next));
        }

        assertThat("AWS", sandbox.calls().size(), is(0));
        assertThat("threads", ManagementFactory.getThreadMXBean().getThreadCount(), lessThanOrEqualTo(threads + 2));
        assertThat("rounds of each", rounds / RUNS, lessThanOrEqualTo(50));
        for (int i = 0; i < RUNS; i++) {
            assertThat(all.get(i).state().current().slot(), is(Slot.WAITING));
            assertThat("bytes", bytes[i], lessThan(12_000));
            assertThat("only its texts change", all.get(i).savedBytes() - bytes[i], lessThan(64));
        }
    }

    /** Without moving the clock: out of the queue, and to the first judgement. */
    private static ReleaseState toTheSoak(SandboxRelease release) {
        release.round();
        release.round();
        assertThat(soaks(release.state()), is(true));
        return release.state();
    }

    private static boolean soaks(ReleaseState state) {
        return state.current().slot() == Slot.WAITING
                && !state.current().conditions().isEmpty();
    }

    @Test
    public void aReleaseThatHasBeenThroughStagingIsAlsoSmall() {
        controller.path = path(production(SOAK, null, true));
        SandboxRelease release = release();

        release.runUntil(state -> state.current().name().equals("production") && soaks(state));

        assertThat(release.savedBytes(), is(lessThan(40_000)));
    }

    @Test
    public void theirPicturesAreWithinTheBudget() {
        controller.path = path(production(SOAK, null, true));
        List<ReleaseOutcome> outcomes = new ArrayList<>();
        for (int i = 0; i < RUNS; i++) {
            outcomes.add(ReleaseOutcome.of(toTheSoak(waiting(i))));
        }
        List<Releases.Running> running = outcomes.stream()
                .map(each -> new Releases.Running(each, "shop #1", "job/shop/1/ecs-deployments/"))
                .toList();
        for (int i = 0; i < 20; i++) {
            draw(outcomes.get(0));
            overview(running);
        }
        long start = System.nanoTime();
        for (int i = 0; i < 20; i++) {
            draw(outcomes.get(i));
        }
        long picture = (System.nanoTime() - start) / 20_000_000;
        start = System.nanoTime();
        List<ReleaseRow> rows = overview(running);
        long dashboard = (System.nanoTime() - start) / 1_000_000;

        assertThat("one picture", picture, is(lessThan(PICTURE)));
        assertThat("dashboard", dashboard, is(lessThan(DASHBOARD)));
        assertThat("bounded", rows.size(), is(100));
        assertThat(draw(outcomes.get(0)), is(greaterThan(100)));
    }

    private static int draw(ReleaseOutcome outcome) {
        ReleaseView view = new ReleaseView(null, "r", outcome);
        return view.getEnvironments().stream()
                .flatMap(each -> each.getSlots().stream())
                .mapToInt(slot -> slot.getText().length())
                .sum();
    }

    private List<ReleaseRow> overview(List<Releases.Running> running) {
        return Releases.of(controller.events, key -> List.of(), running, id -> List.of("staging", "production"), "");
    }

    @Test
    public void theDashboardShowsWhereEachReleaseIsAndWhatWaits() {
        controller.path = path(production(SOAK, null, true));
        SandboxRelease release = release();
        ReleaseState waiting = release.runUntil(state -> state.current().name().equals("production") && soaks(state));
        List<DeploymentRecord> records = List.copyOf(controller.records.values());
        Releases.Running running =
                new Releases.Running(ReleaseOutcome.of(waiting), "shop #1", "job/shop/1/ecs-deployments/");

        List<ReleaseRow> rows = Releases.of(
                controller.events,
                key -> key.equals(new ServiceKey("eu-central-1", "staging", "api")) ? records : List.of(),
                List.of(running),
                id -> List.of("staging", "production"),
                "");

        assertThat(rows.size(), is(1));
        assertThat(rows.get(0).getPath(), is("web of the global settings"));
        var staging = rows.get(0).getEnvironments().get(0);
        var production = rows.get(0).getEnvironments().get(1);
        assertThat(staging.getWords(), is("proven"));
        assertThat(staging.getSlots().get(0).getText(), containsString("api:3 by shop #1"));
        assertThat(production.getWords(), is("no release"));
        assertThat(production.getSlots().get(0).getState(), is("waiting"));
        assertThat(production.getSlots().get(0).getText(), containsString("shop #1: soaked 0 s of 4 h, until "));
        assertThat(production.getSlots().get(0).getLink(), is("job/shop/1/ecs-deployments/"));

        assertThat(
                "of another user",
                Releases.of(controller.events, key -> List.of(), List.of(), id -> List.of("staging"), "")
                        .size(),
                is(0));
        assertThat(
                "another filter",
                Releases.of(controller.events, key -> records, List.of(running), id -> List.of(), "other")
                        .size(),
                is(0));
    }
}
