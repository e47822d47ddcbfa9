package io.jenkins.plugins.ecs.ui.dashboard;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.not;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.jenkins.plugins.ecs.history.DeploymentRecord;
import io.jenkins.plugins.ecs.history.Records;
import io.jenkins.plugins.ecs.live.LiveAnswer;
import io.jenkins.plugins.ecs.live.LiveService;
import io.jenkins.plugins.ecs.rollout.state.Verdict;
import java.util.List;
import java.util.Map;
import org.junit.Test;

/** What a cell of the environments page says of a service's live state. */
public class LiveCellTest {

    private static final long NOW = Records.at(1_000);
    private static final DeploymentRecord LAST = Records.of(17, 10, Verdict.SUCCESS);

    private static LiveService live(String revision, String rolloutState, String reason) {
        return new LiveService(
                "arn:aws:ecs:eu-central-1:123456789012:service/prod/api",
                "ACTIVE",
                revision,
                Map.of("app", "repo/api:hotfix"),
                Map.of(),
                rolloutState,
                reason,
                3,
                2,
                1,
                Records.at(11));
    }

    private static LiveCell cell(LiveAnswer answer) {
        ServiceRow row = new ServiceRow(Records.API, "", false, List.of(LAST), NOW);
        return LiveCell.of(row, answer, List.of(LAST), NOW);
    }

    private static LiveCell cell(LiveService live) {
        return cell(new LiveAnswer(NOW - 12_000, live, "", ""));
    }

    private static List<String> texts(LiveCell cell) {
        return cell.getLines().stream()
                .map(line -> line.getText() + (line.getTone().isEmpty() ? "" : " (" + line.getTone() + ")"))
                .toList();
    }

    @Test
    public void whatWasNotReadYetIsBeingRead() {
        assertThat(texts(cell(LiveAnswer.NONE)), contains("reading ECS \u2026"));
        assertThat(cell(LiveAnswer.NONE).isWaiting(), is(true));
    }

    @Test
    public void whatWasDeployedLastHasRevisionTasksAndAge() {
        assertThat(
                texts(cell(live("api:17", "COMPLETED", ""))),
                contains("api:17, 2 of 3 tasks running, 1 pending", "ECS, as of 12 s ago"));
    }

    @Test
    public void aForeignRevisionHasItsImagesAndWhatWasDeployedHere() {
        assertThat(
                texts(cell(live("api:18", "IN_PROGRESS", "ECS deployment ecs-svc/1 in progress."))),
                contains(
                        "api:18, 2 of 3 tasks running, 1 pending",
                        "repo/api:hotfix",
                        "deployment in progress (busy)",
                        "not deployed by this Jenkins (warning)",
                        "last deployed here: api:17",
                        "ECS, as of 12 s ago"));
    }

    @Test
    public void aFailedRolloutHasItsReasonAndAnUnknownStateIsShownAsItIs() {
        assertThat(
                texts(cell(live("api:17", "FAILED", "tasks failed to start"))),
                hasItem("deployment failed: tasks failed to start (bad)"));
        assertThat(texts(cell(live("api:17", "PAUSED", ""))), hasItem("deployment PAUSED (warning)"));
        assertThat(texts(cell(live("api:17", "", ""))), not(hasItem("deployment  (warning)")));
    }

    @Test
    public void aRefusalHasItsReasonWithinLimits() {
        LiveCell refused = cell(new LiveAnswer(NOW - 3_000, null, "not allowed to read", "x".repeat(5_000)));
        assertThat(refused.getLines().get(0).getText(), is("not allowed to read"));
        assertThat(refused.getLines().get(1).getText().length(), is(lessThan(302)));
        assertThat(refused.isWaiting(), is(false));
    }

    @Test
    public void aServiceThatIsNotThereIsNamed() {
        assertThat(texts(cell((LiveService) null)), contains("no such service (bad)", "ECS, as of 12 s ago"));
    }

    @Test
    public void theJsonHasWhatIsShownAndNoMore() {
        ArrayNode cells = JsonNodeFactory.instance.arrayNode();
        cell(live("api:17", "COMPLETED", "")).addTo(cells);
        assertThat(
                cells.toString(),
                is("[{\"of\":\"eu-central-1/prod/api\",\"waiting\":false,\"at\":" + (NOW - 12_000)
                        + ",\"lines\":[{\"text\":\"api:17, 2 of 3 tasks running, 1 pending\",\"tone\":\"\"},"
                        + "{\"text\":\"ECS, as of 12 s ago\",\"tone\":\"\"}]}]"));
    }
}
