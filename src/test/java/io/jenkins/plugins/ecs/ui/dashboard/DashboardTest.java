package io.jenkins.plugins.ecs.ui.dashboard;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import io.jenkins.plugins.ecs.history.DeploymentRecord;
import io.jenkins.plugins.ecs.history.History;
import io.jenkins.plugins.ecs.history.Records;
import io.jenkins.plugins.ecs.history.ServiceKey;
import io.jenkins.plugins.ecs.rollout.state.Verdict;
import io.jenkins.plugins.ecs.ui.Hostile;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class DashboardTest {

    private static final ServiceKey WEB = new ServiceKey("us-east-1", "test", "web");
    private static final long NOW = Records.at(60);

    @Rule
    public TemporaryFolder folder = new TemporaryFolder();

    private History history;

    @Before
    public void threeServices() throws IOException {
        history = new History(folder.getRoot().toPath().resolve("d.jsonl"));
        history.note(Records.of(Records.API, "shop/api", 1, 0, Verdict.SUCCESS));
        history.note(Records.of(Records.API, "shop/api", 2, 10, Verdict.STOPPED));
        history.note(Records.of(WEB, "shop/web", 3, 20, Verdict.SUCCESS));
        history.note(Records.of(new ServiceKey("eu-central-1", "prod", "admin"), "secret", 4, 30, null));
    }

    private Dashboard dashboard(Map<String, String> parameters) {
        return Dashboard.of(history, record -> true, parameters::get, NOW);
    }

    private static List<String> services(Dashboard dashboard) {
        return dashboard.getRows().stream().map(ServiceRow::getService).toList();
    }

    @Test
    public void onlyWhatMayBeSeenIsThereAndCounted() {
        Dashboard seen = Dashboard.of(history, r -> !r.build().job().equals("secret"), name -> null, NOW);

        assertThat(services(seen), contains("api", "web"));
        assertThat(seen.getCount(), is("2 of 2 services"));
        assertThat(seen.getDelivery().getAttempts(), is(3));
        Dashboard nobody = Dashboard.of(history, r -> false, name -> null, NOW);
        assertThat(nobody.getRows(), is(empty()));
        assertThat(nobody.getDelivery().getFailureText(), is("–"));
    }

    @Test
    public void aServiceIsShownByWhatMayBeSeenOfItAlone() {
        Dashboard seen = Dashboard.of(history, r -> r.build().build() == 1, name -> null, NOW);

        assertThat(seen.getRows().get(0).getState(), is("healthy"));
        assertThat(seen.getRows().get(0).getDeployments(), is(1));
    }

    @Test
    public void aRowSaysWhatRunsSinceWhenAndByWhichBuild() {
        ServiceRow api = dashboard(Map.of("filter", "api")).getRows().get(0);

        assertThat(api.getState(), is("failed"));
        assertThat(api.getVersion(), is("1.2"));
        assertThat(api.getSinceText(), is("48 min ago"));
        assertThat(api.getCurrent().getBuildUrl(), is("job/shop/job/api/2/"));
        assertThat(api.getLast().getStatus(), is("STOPPED"));
        assertThat(api.getPath(), is("service/eu-central-1/prod/api/"));
    }

    @Test
    public void accountsWithTheSameNamesHaveARowEach() throws IOException {
        ServiceKey shop = new ServiceKey("eu-west-1", "prod", "shop");
        for (int account = 1; account <= 2; account++) {
            String arn = "arn:aws:ecs:eu-west-1:" + String.valueOf(account).repeat(12) + ":task-definition/shop:1";
            Verdict verdict = account == 1 ? Verdict.SUCCESS : Verdict.STOPPED;
            history.note(Records.record(shop, "job" + account, account, account, verdict, true, arn, "", ""));
        }

        List<ServiceRow> rows = dashboard(Map.of("filter", "shop")).getRows().stream()
                .filter(row -> row.getService().equals("shop"))
                .toList();

        assertThat(rows, hasSize(2));
        assertThat(rows.get(0).getState(), is("healthy"));
        assertThat(rows.get(0).getPlace(), is("eu-west-1, account 111111111111"));
        assertThat(rows.get(0).getPath(), is("service/eu-west-1/prod/shop/account/111111111111/"));
        assertThat(rows.get(1).getState(), is("failed"));
        assertThat(dashboard(Map.of("filter", "222222222222")).getRows(), hasSize(1));
        assertThat(
                "whoever may see one account alone does not learn of the other",
                Dashboard.of(history, r -> r.build().job().equals("job2"), name -> null, NOW)
                        .getRows()
                        .get(0)
                        .getPath(),
                is("service/eu-west-1/prod/shop/"));
    }

    @Test
    public void eachColumnSortsBothWays() {
        assertThat(services(dashboard(Map.of())), contains("admin", "api", "web"));
        assertThat(services(dashboard(Map.of("sort", "service", "order", "desc"))), contains("web", "api", "admin"));
        assertThat("newest first", services(dashboard(Map.of("sort", "since"))), contains("admin", "web", "api"));
        assertThat(services(dashboard(Map.of("sort", "state"))), contains("admin", "api", "web"));
        assertThat(services(dashboard(Map.of("sort", "<script>"))), contains("admin", "api", "web"));
        for (Dashboard.Column column : dashboard(Map.of()).getColumns()) {
            String name = column.getLink().replaceAll(".*sort=([a-z]+).*", "$1");
            assertThat(name, services(dashboard(Map.of("sort", name))), hasSize(3));
        }
    }

    @Test
    public void headsSayTheOrderAndTurnIt() {
        Dashboard.Column first = dashboard(Map.of()).getColumns().get(0);
        assertThat(first.getSorted(), is("ascending"));
        assertThat(first.getLink(), is("?filter=&sort=service&order=desc"));
        assertThat(dashboard(Map.of("order", "desc")).getColumns().get(0).getSorted(), is("descending"));
        assertThat(dashboard(Map.of()).getColumns().get(1).getSorted(), is("none"));
    }

    @Test
    public void theFilterLooksIntoAllThatIsShown() {
        assertThat(services(dashboard(Map.of("filter", "PROD"))), contains("admin", "api"));
        assertThat(services(dashboard(Map.of("filter", "us-east"))), contains("web"));
        assertThat(services(dashboard(Map.of("filter", "deploying"))), contains("admin"));
        assertThat(services(dashboard(Map.of("filter", "secret"))), contains("admin"));
        assertThat(dashboard(Map.of("filter", "nothing like it")).getCount(), is("0 of 3 services"));
    }

    @Test
    public void aHostileFilterStaysAText() {
        Dashboard dashboard = dashboard(Map.of("filter", Hostile.TEXT, "page", "-1; drop"));

        assertThat(dashboard.getFilter().length(), is(not(Hostile.TEXT.length())));
        for (Dashboard.Column column : dashboard.getColumns()) {
            assertThat(column.getLink(), not(containsString("<")));
            assertThat(column.getLink(), not(containsString("\"")));
        }
    }

    @Test
    public void manyServicesComeInPages() throws IOException {
        for (int i = 0; i < 250; i++) {
            ServiceKey key = new ServiceKey("eu-central-1", "prod", String.format("s%03d", i));
            history.note(Records.of(key, "shop/many", 100 + i, 0, Verdict.SUCCESS));
        }

        Dashboard first = dashboard(Map.of("filter", "many"));
        assertThat(first.getRows(), hasSize(100));
        assertThat(first.getCount(), is("250 of 253 services, page 1 of 3"));
        assertThat(first.getPrevious(), is(""));
        assertThat(first.getNext(), is("?filter=many&sort=service&page=1"));
        Dashboard last = dashboard(Map.of("filter", "many", "page", "99"));
        assertThat(last.getRows(), hasSize(50));
        assertThat(last.getNext(), is(""));
    }

    @Test
    public void deliveryIsInWords() {
        DeliveryView delivery = dashboard(Map.of()).getDelivery();

        assertThat(delivery.getFailureText(), is("33 %"));
        assertThat(delivery.getRollbackText(), is("0 %"));
        assertThat(delivery.getDurationText(), is("2 min"));
        assertThat(delivery.getLeadTimeText(), is("32 min"));
        assertThat(delivery.getRestoreText(), is("–"));
    }

    @Test
    public void aDifferenceIsFromTheEarlierToTheLaterWhicheverIsNamedFirst() {
        List<DeploymentRecord> records = history.of(Records.API);
        DeploymentDiff diff = DeploymentDiff.of(
                records,
                records.get(1),
                records.get(0),
                r -> List.of("image: changed by " + r.build().build()));

        assertThat(diff.getFrom().getVersion(), is("1.1"));
        DeploymentDiff.Line version = diff.getLines().get(0);
        assertThat(
                version.getBefore() + " -> " + version.getAfter() + ": " + version.getMark(),
                is("1.1 -> 1.2: different"));
        assertThat(
                diff.getLines().stream()
                        .filter(line -> line.getMark().equals("same"))
                        .map(DeploymentDiff.Line::getLabel)
                        .toList(),
                contains("Commit", "Duration", "Started by"));
        assertThat(diff.getSteps(), hasSize(1));
        assertThat(diff.getSteps().get(0).getChanges(), contains("image: changed by 2"));
    }

    @Test
    public void theRollbackJobIsToldWhatAndWhere() {
        assertThat(
                RollbackBuild.parameters(history.of(Records.API).get(0)),
                is(Map.of(
                        "ECS_REGION", "eu-central-1",
                        "ECS_CLUSTER", "prod",
                        "ECS_SERVICE", "api",
                        "ECS_TASK_DEFINITION", "api:1")));
    }

    @Test
    public void onlyGreenDeploymentsMayBeGoneBackTo() {
        List<DeploymentRecord> records = history.of(Records.API);

        assertThat(new HistoryRow(records.get(0)).isGood(), is(true));
        assertThat(new HistoryRow(records.get(1)).isGood(), is(false));
    }
}
