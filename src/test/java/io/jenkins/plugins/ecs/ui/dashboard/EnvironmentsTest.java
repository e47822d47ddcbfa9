package io.jenkins.plugins.ecs.ui.dashboard;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;

import io.jenkins.plugins.ecs.history.BuildFacts;
import io.jenkins.plugins.ecs.history.DeploymentRecord;
import io.jenkins.plugins.ecs.history.Records;
import io.jenkins.plugins.ecs.history.ServiceKey;
import io.jenkins.plugins.ecs.rollout.state.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.Test;

/** Which version of each service runs in which environment. */
public class EnvironmentsTest {

    private OptionalInt distance = OptionalInt.empty();

    private static final ServiceKey STAGING = new ServiceKey("eu-central-1", "staging", "api");
    private static final ServiceKey PROD = new ServiceKey("eu-central-1", "prod", "api");
    private static final ServiceKey WORKER = new ServiceKey("eu-central-1", "prod", "worker");
    private static final long NOW = Records.at(1_000);

    private static ServiceRow row(String target, DeploymentRecord... records) {
        List<DeploymentRecord> to = new ArrayList<>();
        for (DeploymentRecord each : records) {
            to.add(target.isEmpty() ? each : Records.to(target, target, each));
        }
        return new ServiceRow(records[0].service(), "", false, to, NOW);
    }

    private static ServiceRow row(String target, ServiceKey key, int build, Verdict verdict) {
        return row(target, Records.of(key, "shop/api", build, 10L * build, verdict));
    }

    private Environments of(Map<String, String> parameters, ServiceRow... rows) {
        return Environments.of(
                List.of(rows), List.of("staging-eu", "prod-eu"), parameters::get, (job, older, newer) -> {
                    assertThat(older, is(1));
                    assertThat(newer, is(2));
                    return distance;
                });
    }

    private static List<String> versions(EnvironmentRow row, String column) {
        return row.cells(column).stream()
                .map(cell -> cell.getService().getVersion())
                .toList();
    }

    @Test
    public void withoutDeploymentsThereIsNothing() {
        Environments none = of(Map.of());
        assertThat(none.getRows(), is(empty()));
        assertThat(none.getColumns(), is(empty()));
        assertThat(none.getCount(), is("0 of 0 services"));
    }

    @Test
    public void aServiceIsOneRowOverItsEnvironmentsInTheOrderOfTheConfiguration() {
        Environments view = of(
                Map.of(),
                row("prod-eu", PROD, 1, Verdict.SUCCESS),
                row("staging-eu", STAGING, 2, Verdict.SUCCESS),
                row("", WORKER, 3, Verdict.SUCCESS));

        assertThat(view.getColumns(), contains("staging-eu", "prod-eu", "prod, eu-central-1"));
        assertThat(view.getRows().stream().map(EnvironmentRow::getService).toList(), contains("api", "worker"));
        EnvironmentRow api = view.getRows().get(0);
        assertThat(versions(api, "staging-eu"), contains("1.2"));
        assertThat(versions(api, "prod-eu"), contains("1.1"));
        assertThat(versions(api, "prod, eu-central-1"), is(empty()));
    }

    @Test
    public void theLinkToAServiceHasATextEvenIfItsVersionIsNotKnown() {
        DeploymentRecord refused = Records.refused(1, 10, "");
        EnvironmentCell cell = of(Map.of(), row("staging-eu", refused))
                .getRows()
                .get(0)
                .cells("staging-eu")
                .get(0);
        assertThat(cell.getService().getVersion(), is(""));
        assertThat(cell.getVersion(), is("version not known"));
        EnvironmentCell known = of(Map.of(), row("staging-eu", STAGING, 2, Verdict.SUCCESS))
                .getRows()
                .get(0)
                .cells("staging-eu")
                .get(0);
        assertThat(known.getVersion(), is("1.2"));
    }

    @Test
    public void eachEnvironmentIsComparedWithTheOneBefore() {
        Environments behind =
                of(Map.of(), row("staging-eu", STAGING, 2, Verdict.SUCCESS), row("prod-eu", PROD, 1, Verdict.SUCCESS));
        EnvironmentRow row = behind.getRows().get(0);
        assertThat(row.cells("staging-eu").get(0).getComparison(), is(""));
        assertThat(row.cells("prod-eu").get(0).getComparison(), is("staging-eu has 1.2, same commit"));
        Environments same =
                of(Map.of(), row("staging-eu", STAGING, 2, Verdict.SUCCESS), row("prod-eu", PROD, 2, Verdict.SUCCESS));
        assertThat(same.getRows().get(0).cells("prod-eu").get(0).getComparison(), is("same as staging-eu"));
    }

    /** The version of a deployment that was rolled back does not run. */
    @Test
    public void anEnvironmentThatWasRolledBackIsComparedByWhatItRuns() {
        ServiceRow staging = row("staging-eu", STAGING, 2, Verdict.SUCCESS);
        DeploymentRecord good = Records.of(PROD, "shop/api", 1, 10, Verdict.SUCCESS);
        DeploymentRecord back = Records.rolledBack(2, 30, "api:1");
        assertThat(comparison(staging, row("prod-eu", good, back)), is("staging-eu has 1.2, same commit"));
        assertThat(
                "of a revision that Jenkins has not deployed",
                comparison(staging, row("prod-eu", back)),
                is("staging-eu has 1.2"));

        ServiceRow stagingBack = row(
                "staging-eu",
                Records.record(STAGING, "shop/api", 2, 30, Verdict.ROLLED_BACK, true, "api:2", "api:1", "api:1"));
        ServiceRow prod = row("prod-eu", PROD, 2, Verdict.SUCCESS);
        assertThat(comparison(stagingBack, prod), is("staging-eu has api:1"));
    }

    @Test
    public void whatWasRefusedIsNotCompared() {
        ServiceRow staging = row("staging-eu", STAGING, 2, Verdict.SUCCESS);
        assertThat(comparison(staging, row("prod-eu", Records.refused(2, 30, ""))), is("staging-eu has 1.2"));
        ServiceRow refused =
                row("staging-eu", Records.record(STAGING, "shop/api", 2, 30, Verdict.REFUSED, false, "", "", ""));
        assertThat(comparison(refused, row("prod-eu", PROD, 2, Verdict.SUCCESS)), is(""));
    }

    private String comparison(ServiceRow staging, ServiceRow prod) {
        return of(Map.of(), staging, prod)
                .getRows()
                .get(0)
                .cells("prod-eu")
                .get(0)
                .getComparison();
    }

    @Test
    public void theCommitsAreComparedIfBothAreKnown() {
        DeploymentRecord staging = Records.of(STAGING, "shop/api", 2, 20, Verdict.SUCCESS);
        DeploymentRecord prod = Records.of(PROD, "shop/api", 1, 10, Verdict.SUCCESS);
        assertThat(comparison(staging, by("beef", prod)), is("staging-eu has 1.2, different commits"));
        assertThat(comparison(staging, by("", prod)), is("staging-eu has 1.2"));
    }

    @Test
    public void commitsBetweenTwoBuildsOfAJobAreCounted() {
        distance = OptionalInt.of(3);
        DeploymentRecord older = Records.of(PROD, "shop/api", 1, 10, Verdict.SUCCESS);
        DeploymentRecord newer = Records.of(STAGING, "shop/api", 2, 20, Verdict.SUCCESS);
        assertThat(comparison(newer, by("beef", older)), is("staging-eu has 1.2, 3 commits behind"));
        assertThat(comparison(newer, by("", older)), is("staging-eu has 1.2, 3 commits behind"));

        distance = OptionalInt.of(1);
        DeploymentRecord ahead = Records.of(PROD, "shop/api", 2, 20, Verdict.SUCCESS);
        DeploymentRecord before = Records.of(STAGING, "shop/api", 1, 10, Verdict.SUCCESS);
        assertThat(comparison(before, by("beef", ahead)), is("staging-eu has 1.1, 1 commit ahead"));
    }

    private String comparison(DeploymentRecord staging, DeploymentRecord prod) {
        return of(Map.of(), row("staging-eu", staging), row("prod-eu", prod))
                .getRows()
                .get(0)
                .cells("prod-eu")
                .get(0)
                .getComparison();
    }

    private static DeploymentRecord by(String commit, DeploymentRecord r) {
        return new DeploymentRecord(
                r.id(),
                r.service(),
                new BuildFacts(r.build().job(), r.build().build(), "jane", commit, 0),
                r.state(),
                r.percent(),
                r.verdict(),
                r.touched(),
                r.version(),
                r.taskDefinition(),
                r.before(),
                r.rolledBackTo(),
                r.images(),
                r.digests(),
                r.cause(),
                r.startedAt(),
                r.finishedAt(),
                r.target(),
                r.targetLabel(),
                r.look(),
                r.rollback());
    }

    @Test
    public void problemsComeFirstIfAsked() {
        Environments view = of(
                Map.of("sort", "urgency"),
                row("prod-eu", PROD, 1, Verdict.SUCCESS),
                row("prod-eu", WORKER, 2, Verdict.FAILED));
        assertThat(view.getRows().stream().map(EnvironmentRow::getService).toList(), contains("worker", "api"));
    }

    @Test
    public void theFilterFindsServicesStatesAndEnvironments() {
        ServiceRow good = row("prod-eu", PROD, 1, Verdict.SUCCESS);
        ServiceRow bad = row("staging-eu", WORKER, 2, Verdict.FAILED);
        for (String filter : new String[] {"worker", "FAILED", "staging-eu"}) {
            Environments view = of(Map.of("filter", filter), good, bad);
            assertThat(
                    filter,
                    view.getRows().stream().map(EnvironmentRow::getService).toList(),
                    contains("worker"));
        }
    }

    @Test
    public void whatDoesNotFitIsElsewhere() {
        ServiceRow[] rows = IntStream.range(0, 20)
                .mapToObj(i -> row("", new ServiceKey("eu-central-1", "team" + i, "api"), i + 1, Verdict.SUCCESS))
                .toArray(ServiceRow[]::new);
        Environments view = of(Map.of(), rows);
        assertThat(view.getColumns(), hasSize(6));
        assertThat(view.getRows().get(0).cells("Elsewhere"), hasSize(15));
        assertThat(view.getRows().get(0).cells("Elsewhere").get(0).getPlace(), is(""));
    }

    @Test
    public void tenThousandServicesAreShownInAMoment() {
        List<ServiceRow> rows = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            rows.add(row("prod-eu", new ServiceKey("eu-central-1", "prod", "s" + i), i + 1, Verdict.SUCCESS));
        }
        long best = Long.MAX_VALUE;
        for (int i = 0; i < 5; i++) {
            long before = System.nanoTime();
            Environments view = Environments.of(
                    rows,
                    List.of("prod-eu"),
                    Map.of("filter", "s99", "page", "1")::get,
                    (job, older, newer) -> distance);
            assertThat(view.getRows(), hasSize(11));
            best = Math.min(best, System.nanoTime() - before);
        }
        assertThat("milliseconds", best / 1_000_000, is(lessThan(200L)));
    }
}
