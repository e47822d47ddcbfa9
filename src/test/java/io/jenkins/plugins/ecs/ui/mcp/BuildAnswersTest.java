package io.jenkins.plugins.ecs.ui.mcp;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.not;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.ecs.rollout.Outcomes;
import io.jenkins.plugins.ecs.rollout.RolloutTestCase;
import io.jenkins.plugins.ecs.rollout.SandboxRollout;
import io.jenkins.plugins.ecs.rollout.state.Details;
import io.jenkins.plugins.ecs.rollout.state.Outcome;
import io.jenkins.plugins.ecs.rollout.state.Verdict;
import io.jenkins.plugins.ecs.sandbox.Scenario;
import io.jenkins.plugins.ecs.ui.Hostile;
import io.jenkins.plugins.ecs.ui.build.DeploymentView;
import java.util.ArrayList;
import java.util.List;
import org.junit.Test;

public class BuildAnswersTest extends RolloutTestCase {

    private static DeploymentView view(String id, Outcome outcome, Details details) {
        return new DeploymentView(id, outcome, details, Outcomes.T0);
    }

    private static DeploymentView view(String id, Outcomes of) {
        return view(id, of.outcome(), of.details());
    }

    private static JsonNode deployments(List<DeploymentView> views) {
        return new ObjectMapper()
                .valueToTree(BuildAnswers.deployments("shop", 7, "job/shop/7/ecs-deployments/", views));
    }

    private static JsonNode plans(List<DeploymentView> views) {
        return new ObjectMapper().valueToTree(BuildAnswers.plans("shop", 7, "job/shop/7/ecs-deployments/", views));
    }

    @Test
    public void aFailedDeploymentSaysWhyAndWhatToDo() {
        sandbox.scenarios().image(NEW, Scenario.IMAGE_NOT_FOUND);
        SandboxRollout rollout = rollout(request());
        Outcome outcome = rollout.run();

        JsonNode answer = deployments(List.of(view("d", outcome, Details.of(rollout.state()))));

        assertThat(answer.path("job").asText(), is("shop"));
        assertThat(answer.path("build").asInt(), is(7));
        JsonNode deployment = answer.path("deployments").get(0);
        assertThat(deployment.path("status").asText(), is(outcome.verdict().name()));
        assertThat(deployment.path("summary").asText(), containsString("CannotPullContainerError"));
        assertThat(deployment.path("advice").asText(), containsString("push the image"));
        assertThat(deployment.path("report").path("evidence").asText(), containsString("CannotPullContainerError"));
        assertThat(deployment.path("report").path("tasks").isEmpty(), is(false));
        assertThat(deployment.path("stages").findValuesAsText("id").contains("PLANNING"), is(true));
        assertThat(answer.path("cut").isMissingNode(), is(true));
    }

    @Test
    public void aLogAndACauseOfAThousandLinesStayWithinTheLimitAndTheVerdictIsThere() {
        Outcomes huge = Outcomes.of("prod", "api").underWay().verdict(Verdict.STOPPED, "boom ".repeat(50_000));
        for (int i = 0; i < 5_000; i++) {
            huge.change("environment: changed " + i + " " + "x".repeat(2_000));
            huge.event("event " + "y".repeat(5_000));
        }

        JsonNode answer = deployments(List.of(view("d", huge)));

        assertThat(answer.toString().length(), is(lessThan(BoundedAnswer.MOST_CHARACTERS + 3_000)));
        JsonNode deployment = answer.path("deployments").get(0);
        assertThat(deployment.path("status").asText(), is("STOPPED"));
        assertThat(deployment.path("summary").asText().length(), is(1_001));
        assertThat(answer.path("cut").asText(), containsString("too long"));
    }

    @Test
    public void hostileTextsStayOneLineEach() {
        Outcomes hostile = Outcomes.of("prod", "api").underWay().allTexts(Hostile.TEXT + "\u202e\u001b[2J");

        String json = deployments(List.of(view("d", hostile))).toString();

        assertThat(json, not(containsString("\u202e")));
        assertThat(json, not(containsString("\\u001B")));
        assertThat(json, not(containsString("\\n")));
        assertThat("not a link", json, not(containsString("\"javascript:")));
    }

    @Test
    public void oneOfManyIsChosenByItsId() {
        List<DeploymentView> sixty = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            sixty.add(view("d" + i, Outcomes.of("prod", "s" + i).underWay().verdict(Verdict.SUCCESS, "")));
        }

        JsonNode all = deployments(BuildAnswers.choose(sixty, null));
        assertThat(all.path("deployments").findValuesAsText("id"), hasSize(40));
        assertThat(all.path("deployments").get(0).has("stages"), is(false));
        assertThat(all.path("details").asText(), containsString("by its id"));
        JsonNode one = deployments(BuildAnswers.choose(sixty, "d33"));
        assertThat(one.path("deployments").findValuesAsText("title"), contains("prod/s33"));
        assertThat(one.path("deployments").get(0).has("stages"), is(true));
        assertThat(BuildAnswers.choose(sixty, "d99"), is(empty()));
    }

    @Test
    public void aPlanSaysWhatWouldChange() {
        SandboxRollout dry = rollout(request().dryRun(true));
        Outcome planned = dry.run();
        List<DeploymentView> both = List.of(
                view("dry", planned, Details.of(dry.state())),
                view("real", Outcomes.of("prod", "web").underWay().verdict(Verdict.SUCCESS, "")));

        JsonNode answer = plans(BuildAnswers.planned(both));

        assertThat(answer.path("plans").findValuesAsText("id"), contains("dry"));
        JsonNode plan = answer.path("plans").get(0);
        assertThat(plan.path("status").asText(), is("PLANNED"));
        assertThat(plan.path("plan").path("startsDeployment").asBoolean(), is(true));
        assertThat(plan.path("plan").path("definitionChanges").toString(), containsString(NEW));
        assertThat(BuildAnswers.planned(both.subList(1, 2)), is(empty()));
    }
}
