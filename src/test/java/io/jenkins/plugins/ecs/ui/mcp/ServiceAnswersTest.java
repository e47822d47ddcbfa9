package io.jenkins.plugins.ecs.ui.mcp;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasEntry;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.not;
import static org.junit.Assert.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.ecs.history.DeploymentRecord;
import io.jenkins.plugins.ecs.history.History;
import io.jenkins.plugins.ecs.history.Records;
import io.jenkins.plugins.ecs.history.ServiceKey;
import io.jenkins.plugins.ecs.rollout.state.Verdict;
import io.jenkins.plugins.ecs.ui.dashboard.Dashboard;
import io.jenkins.plugins.ecs.ui.dashboard.ServiceRow;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class ServiceAnswersTest {

    private static final ServiceKey WEB = new ServiceKey("us-east-1", "test", "web");
    private static final Predicate<DeploymentRecord> ALL = record -> true;

    @Rule
    public TemporaryFolder folder = new TemporaryFolder();

    private History history;

    @Before
    public void threeServicesOfThreeJobs() throws IOException {
        history = new History(folder.getRoot().toPath().resolve("d.jsonl"));
        history.note(Records.of(Records.API, "shop/api", 1, 0, Verdict.SUCCESS));
        history.note(Records.of(Records.API, "shop/api", 2, 10, Verdict.STOPPED));
        history.note(Records.of(WEB, "shop/web", 3, 20, Verdict.SUCCESS));
        history.note(Records.of(new ServiceKey("eu-central-1", "prod", "admin"), "secret", 4, 30, null));
    }

    private Dashboard dashboard(Predicate<DeploymentRecord> visible, String filter) {
        return Dashboard.of(history, visible, name -> name.equals("filter") ? filter : null, Records.at(60));
    }

    private static JsonNode json(Map<String, Object> answer) {
        return new ObjectMapper().valueToTree(answer);
    }

    private static List<String> names(JsonNode answer) {
        return answer.path("services").findValuesAsText("service");
    }

    @Test
    public void aServiceOfAnotherJobIsNeitherNamedNorCounted() {
        JsonNode answer = json(
                ServiceAnswers.list(dashboard(record -> !record.build().job().equals("secret"), ""), null, null));

        assertThat(names(answer), contains("api", "web"));
        assertThat(answer.path("matching").asInt(), is(2));
        assertThat(answer.path("all").asInt(), is(2));
        assertThat(answer.toString(), not(containsString("admin")));
        assertThat(
                json(ServiceAnswers.list(dashboard(record -> false, ""), null, null))
                        .path("all")
                        .asInt(),
                is(0));
        IllegalArgumentException secret = assertThrows(
                IllegalArgumentException.class,
                () -> ServiceAnswers.choose(dashboard(record -> false, "").all(), "admin", null, null, null));
        IllegalArgumentException none = assertThrows(
                IllegalArgumentException.class,
                () -> ServiceAnswers.choose(dashboard(ALL, "").all(), "nimda", null, null, null));
        assertThat(
                "as if it did not exist",
                secret.getMessage().replace("admin", "x"),
                is(none.getMessage().replace("nimda", "x")));
    }

    @Test
    public void aServiceSaysWhatRunsThereAndWhatWasTriedLast() {
        JsonNode api = json(ServiceAnswers.list(dashboard(ALL, "api"), null, null))
                .path("services")
                .get(0);

        assertThat(api.path("cluster").asText(), is("prod"));
        assertThat(api.path("state").asText(), is("failed"));
        assertThat(api.path("version").asText(), is("1.2"));
        assertThat(api.path("last").path("job").asText(), is("shop/api"));
        assertThat(api.path("last").path("build").asInt(), is(2));
        assertThat(api.path("last").path("status").asText(), is("STOPPED"));
    }

    @Test
    public void impossiblePagesAndLimitsAreTheNearestPossibleOnes() throws IOException {
        for (int i = 0; i < 250; i++) {
            ServiceKey key = new ServiceKey("eu-central-1", "prod", String.format("s%03d", i));
            history.note(Records.of(key, "shop/many", 100 + i, 0, Verdict.SUCCESS));
        }

        JsonNode huge = json(ServiceAnswers.list(dashboard(ALL, "many"), 1, Integer.MAX_VALUE));
        assertThat(names(huge), hasSize(50));
        assertThat(huge.path("matching").asInt(), is(250));
        assertThat(huge.path("all").asInt(), is(253));
        assertThat(huge.path("pages").asInt(), is(5));
        assertThat(huge.toString().length(), is(lessThan(BoundedAnswer.MOST_CHARACTERS + 3_000)));
        JsonNode last = json(ServiceAnswers.list(dashboard(ALL, "many"), Integer.MAX_VALUE, null));
        assertThat(last.path("page").asInt(), is(13));
        assertThat(names(last), hasSize(10));
        assertThat(names(json(ServiceAnswers.list(dashboard(ALL, "many"), -1, -1))), contains("s000"));
        assertThat(
                json(ServiceAnswers.list(dashboard(ALL, "nothing like it"), 9, 9))
                        .path("pages")
                        .asInt(),
                is(1));
    }

    @Test
    public void aNameThatSeveralServicesHaveNeedsAPlace() throws IOException {
        history.note(Records.of(new ServiceKey("us-east-1", "test", "api"), "shop/other", 9, 40, Verdict.SUCCESS));
        List<ServiceRow> rows = dashboard(ALL, "").all();

        IllegalArgumentException several =
                assertThrows(IllegalArgumentException.class, () -> ServiceAnswers.choose(rows, "api", null, "", null));
        assertThat(several.getMessage(), containsString("prod in eu-central-1; test in us-east-1"));
        assertThat(ServiceAnswers.choose(rows, "api", "test", null, null).getRegion(), is("us-east-1"));
        assertThat(
                ServiceAnswers.choose(rows, "api", null, "eu-central-1", null).getCluster(), is("prod"));
        assertThrows(
                IllegalArgumentException.class, () -> ServiceAnswers.choose(rows, "api", "prod", "us-east-1", null));
        assertThrows(IllegalArgumentException.class, () -> ServiceAnswers.choose(rows, null, null, null, null));
    }

    @Test
    public void aServiceInSeveralAccountsNeedsTheAccount() throws IOException {
        ServiceKey shop = new ServiceKey("eu-west-1", "prod", "shop");
        for (int account = 1; account <= 2; account++) {
            String arn = "arn:aws:ecs:eu-west-1:" + String.valueOf(account).repeat(12) + ":task-definition/shop:1";
            history.note(Records.record(shop, "job" + account, account, account, Verdict.SUCCESS, true, arn, "", ""));
        }

        IllegalArgumentException several = assertThrows(
                IllegalArgumentException.class,
                () -> ServiceAnswers.choose(dashboard(ALL, "").all(), "shop", "prod", "eu-west-1", null));

        assertThat(several.getMessage(), containsString("account 222222222222"));
        assertThat(
                ServiceAnswers.choose(dashboard(ALL, "").all(), "shop", null, null, "222222222222")
                        .getCurrent()
                        .getJob(),
                is("job2"));
        assertThat(
                "who sees one account alone does not learn of the other",
                ServiceAnswers.choose(
                                dashboard(record -> record.build().job().equals("job1"), "")
                                        .all(),
                                "shop",
                                null,
                                null,
                                null)
                        .getAccount(),
                is("111111111111"));
        assertThat(
                json(ServiceAnswers.list(dashboard(ALL, "222222222222"), null, null))
                        .path("matching")
                        .asInt(),
                is(1));
    }

    @Test
    public void theAnswerSaysThatItsTextsAreData() {
        assertThat(ServiceAnswers.list(dashboard(ALL, ""), null, null), hasEntry("note", (Object) McpMessages.NOTE));
    }
}
