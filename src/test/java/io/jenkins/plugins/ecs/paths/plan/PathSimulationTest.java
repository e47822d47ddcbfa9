package io.jenkins.plugins.ecs.paths.plan;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;

import io.jenkins.plugins.ecs.paths.definition.ApprovalRule;
import io.jenkins.plugins.ecs.paths.definition.PathEnvironment;
import io.jenkins.plugins.ecs.paths.definition.PathWave;
import io.jenkins.plugins.ecs.paths.definition.ReleasePath;
import io.jenkins.plugins.ecs.paths.proof.Evidence;
import io.jenkins.plugins.ecs.paths.proof.TestApprovals;
import io.jenkins.plugins.ecs.policy.CronTimes;
import io.jenkins.plugins.ecs.policy.FreezeWindow;
import io.jenkins.plugins.ecs.verify.check.CheckKind;
import io.jenkins.plugins.ecs.verify.check.CheckSpec;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.Test;

/** What a release would go through, and what an administrator is warned of, without AWS. */
public class PathSimulationTest {

    /** A Monday. */
    private static final long MONDAY = Instant.parse("2026-03-02T08:00:00Z").toEpochMilli();

    private static final Duration SOON = Duration.ofMinutes(10);

    private final Places places = new Places();

    private static final class Places implements Assumptions {

        final Map<String, FreezeWindow> frozen = new HashMap<>();
        final Map<String, String> refused = new HashMap<>();
        final Map<String, String> required = new HashMap<>();
        final Map<String, Approver> approvers = new HashMap<>();
        final Set<String> production = new HashSet<>();
        String service = "";

        @Override
        public String service() {
            return service;
        }

        @Override
        public Optional<Evidence.Frozen> frozen(PathEnvironment where, long now) {
            return Optional.ofNullable(frozen.get(where.name()))
                    .flatMap(window -> window.frozenUntil(Instant.ofEpochMilli(now))
                            .map(until -> new Evidence.Frozen(
                                    window.reason(), until.toInstant().toEpochMilli())));
        }

        @Override
        public List<String> refusals(PathEnvironment where) {
            return Optional.ofNullable(refused.get(where.name())).stream().toList();
        }

        @Override
        public List<String> requirements(PathEnvironment where) {
            return Optional.ofNullable(required.get(where.name())).stream().toList();
        }

        @Override
        public boolean isProduction(PathEnvironment where) {
            return production.contains(where.name());
        }

        @Override
        public Approver approver(String name) {
            return approvers.getOrDefault(name, Approver.UNKNOWN);
        }
    }

    private static PathEnvironment staging() {
        return PathEnvironment.of("staging", "staging-eu").build();
    }

    private static PathEnvironment.Builder production() {
        return PathEnvironment.of("production", "prod-eu").from("staging");
    }

    private static ApprovalRule approval(int count, String... users) {
        return TestApprovals.users(count, users);
    }

    private static ReleasePath path(PathEnvironment... environments) {
        return ReleasePath.of("web", "the global settings")
                .environments(List.of(environments))
                .build();
    }

    private void freeze(String cron, Duration lasts) {
        places.frozen.put("production", new FreezeWindow(CronTimes.parse(cron), lasts, ZoneOffset.UTC, "weekend"));
    }

    private List<String> lines(ReleasePath path) {
        PathSimulation simulation = PathSimulation.of(path, places, MONDAY, SOON);
        return simulation.moments().stream()
                .map(moment -> "T+" + Duration.ofMillis(moment.at() - MONDAY).toMinutes() + " " + moment.environment()
                        + " " + moment.kind() + " " + moment.text())
                .toList();
    }

    private List<String> warnings(ReleasePath path) {
        return PathWarnings.of(path, places, MONDAY, SOON);
    }

    @Test
    public void aReleaseSoaksIsApprovedAndProven() {
        ReleasePath path = path(
                staging(),
                production()
                        .soak(Duration.ofHours(4))
                        .freshness(Duration.ofDays(7))
                        .approval(TestApprovals.groups(2, "leads"))
                        .checks(List.of(CheckSpec.of(CheckKind.STABLE_FOR)
                                .option("seconds", 600)
                                .build()))
                        .build());

        assertThat(
                lines(path),
                contains(
                        "T+0 staging WORKS deploy: to target staging-eu",
                        "T+5 staging WORKS verify: default checks; a failure rolls back",
                        "T+6 staging PROVEN Proven in staging",
                        "T+6 production WAITS approval: 2 approvals by leads, not by who started the build",
                        "T+6 production WAITS soak: soaked 0 s of 4 h, until 2026-03-02 12:06 UTC",
                        "T+16 production MET approval: approved by approver 1, approver 2",
                        "T+246 production MET soak: soaked 4 h of 4 h",
                        "T+246 production WORKS Confirming that the release is still well in staging",
                        "T+247 production WORKS deploy: to target prod-eu",
                        "T+252 production WORKS verify: default checks, stableFor; a failure rolls back",
                        "T+262 production PROVEN Proven in production"));
        assertThat(warnings(path), is(empty()));
    }

    @Test
    public void theSoakCountsFromTheProofAndNotFromTheEndOfTheWatch() {
        ReleasePath path = path(
                PathEnvironment.of("staging", "staging-eu")
                        .watch(Duration.ofHours(2))
                        .build(),
                production().soak(Duration.ofHours(4)).build());

        assertThat(
                lines(path).subList(2, 6),
                contains(
                        "T+6 staging PROVEN Proven in staging",
                        "T+6 staging WORKS watch: the checks are repeated for 2 h",
                        "T+126 production WAITS soak: soaked 2 h of 4 h, until 2026-03-02 12:06 UTC",
                        "T+246 production MET soak: soaked 4 h of 4 h"));
    }

    @Test
    public void aWaveBakesWhileTheOneBeforeIsWatched() {
        PathEnvironment both = PathEnvironment.of("staging", "staging-eu")
                .waves(List.of(
                        PathWave.of(List.of("staging-eu"), Duration.ZERO),
                        PathWave.of(List.of("staging-us"), Duration.ofHours(1))))
                .watch(Duration.ofMinutes(30))
                .build();

        // Each wave deploys for 5 minutes and verifies for one.
        assertThat(lines(path(both)), hasItem("T+72 staging PROVEN Proven in staging"));
    }

    @Test
    public void aFreezeWindowIsWaitedFor() {
        freeze("0 6 * * mon", Duration.ofHours(4));

        List<String> lines = lines(path(staging(), production().build()));

        assertThat(lines, hasItem("T+6 production WAITS freeze: frozen until 2026-03-02 10:00 UTC: weekend"));
        assertThat(lines, hasItem("T+120 production MET freeze: over"));
    }

    @Test
    public void freezeWindowsThatAlwaysCoverAreAGateThatNobodyPasses() {
        freeze("0 0 * * *", Duration.ofHours(25));

        assertThat(
                warnings(path(staging(), production().build())),
                contains(containsString("No release that starts in the next 14 days gets through: the conditions were"
                        + " not met within 14 days: frozen until ")));
    }

    @Test
    public void aFreezeWindowThatOutlastsTheFreshnessStopsSomeReleases() {
        freeze("0 18 * * fri", Duration.ofHours(62));
        ReleasePath path =
                path(staging(), production().freshness(Duration.ofDays(2)).build());

        List<String> warnings = warnings(path);

        assertThat(warnings, hasSize(2));
        assertThat(warnings.get(0), containsString("Of 336 releases, one started each hour of the next 14 days, "));
        assertThat(warnings.get(0), containsString("One started at 2026-03-06 18:00 UTC: proven "));
        assertThat(warnings.get(0), containsString("which is more than 48 h"));
        assertThat(warnings.get(1), containsString("Freeze windows delay releases: they take 12 min to 4"));
    }

    @Test
    public void littleTimeForAnApprovalIsSaid() {
        ReleasePath path = path(
                staging(),
                production()
                        .soak(Duration.ofHours(4))
                        .freshness(Duration.ofHours(5))
                        .approval(approval(1))
                        .build());

        assertThat(
                warnings(path),
                contains("environment production: after the soak, 1 h are left for approvals and freeze windows before"
                        + " the proof is older than 5 h (freshness)"));
    }

    @Test
    public void approversWhoAreTooFewOrNobodyAreSaid() {
        places.approvers.put("amy", Assumptions.Approver.USER);
        places.approvers.put("bob", Assumptions.Approver.USER);
        places.approvers.put("ghosts", Assumptions.Approver.NOBODY);
        places.approvers.put("leads", Assumptions.Approver.GROUP);
        Object[][] table = {
            {
                approval(2, "amy", "ghosts"),
                List.of(
                        "environment production: there is neither a user nor a group ghosts",
                        "environment production: 2 approvals are needed, but only 1 user may approve:"
                                + " amy. No release can pass")
            },
            {
                approval(2, "amy", "bob"),
                List.of("environment production: all of amy, bob must approve, so none of them"
                        + " may start the build")
            },
            {approval(1, "amy", "bob"), List.of()},
            {TestApprovals.groups(2, "leads"), List.of()},
            {TestApprovals.groups(1, "unknown to the realm"), List.of()},
            {
                TestApprovals.groups(1, "ghosts"),
                List.of(
                        "environment production: there is neither a user nor a group ghosts",
                        "environment production: nobody may approve. No release can pass")
            },
            {
                approval(1, "ghosts"),
                List.of(
                        "environment production: there is neither a user nor a group ghosts",
                        "environment production: nobody may approve. No release can pass")
            },
        };
        for (Object[] row : table) {
            ReleasePath path =
                    path(staging(), production().approval((ApprovalRule) row[0]).build());
            assertThat(row[0].toString(), warnings(path), is(row[1]));
        }
    }

    @Test
    public void whatRulesRefuseOrRequireIsNamed() {
        places.refused.put("production", "Region us-east-1 is not allowed");
        places.required.put("staging", "an approval in this build");

        ReleasePath path = path(staging(), production().build());

        List<String> lines = lines(path);
        assertThat(lines.get(lines.size() - 1), is("T+6 production STOPPED Region us-east-1 is not allowed"));
        assertThat(
                warnings(path),
                contains(
                        "environment staging: a rule also requires: an approval in this build",
                        "environment production: every release is refused: Region us-east-1 is not allowed"));
    }

    @Test
    public void productionWithoutProofIsSaid() {
        places.production.add("production");

        assertThat(
                warnings(path(PathEnvironment.of("production", "prod-eu").build())),
                contains(containsString("it is for production, but a release need not be proven anywhere before")));
    }

    @Test
    public void theLongestPathIsCheckedInNoTime() {
        freeze("0 18 * * fri", Duration.ofHours(62));
        List<PathEnvironment> all =
                new ArrayList<>(List.of(staging(), production().build()));
        for (int i = 0; i < 18; i++) {
            all.add(PathEnvironment.of("e" + i, "t")
                    .from(all.get(i + 1).name())
                    .soak(Duration.ofDays(1))
                    .approval(approval(10))
                    .build());
        }
        ReleasePath path = path(all.toArray(new PathEnvironment[0]));
        warnings(path);
        long before = cpu();
        warnings(path);

        assertThat((cpu() - before) / 1_000_000, is(lessThan(2_000L)));
    }

    private static long cpu() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    @Test
    public void aPathThatOnlyWarnsStopsNothingAndSaysSo() {
        PathEnvironment to = production().soak(Duration.ofHours(4)).build();
        ReleasePath warns = ReleasePath.of("web", "the global settings")
                .environments(List.of(staging(), to))
                .warns(true)
                .build();

        List<String> lines = lines(warns);

        assertThat(
                lines,
                hasItem("T+6 production WARNS soak: soaked 0 s of 4 h, until 2026-03-02 12:06 UTC (mode: warn)"));
        assertThat(lines.get(lines.size() - 1), is("T+12 production PROVEN Proven in production"));
        assertThat(warnings(warns), contains(containsString("mode: warn: no condition of this path stops")));
    }

    @Test
    public void aServiceThatThePathIsNotForIsStoppedAtOnce() {
        ReleasePath web = ReleasePath.of("web", "the global settings")
                .services(List.of("shop-*"))
                .environments(List.of(staging()))
                .build();
        assertThat("any service", lines(web).get(2), containsString("PROVEN"));
        places.service = "api";

        assertThat(lines(web), contains(containsString("T+0 staging STOPPED ")));
    }
}
