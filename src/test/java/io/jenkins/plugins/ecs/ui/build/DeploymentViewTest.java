package io.jenkins.plugins.ecs.ui.build;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.ecs.rollout.Outcomes;
import io.jenkins.plugins.ecs.rollout.state.Verdict;
import io.jenkins.plugins.ecs.ui.Hostile;
import java.util.ArrayList;
import java.util.List;
import org.junit.Test;

public class DeploymentViewTest {

    private static final long NOW = Outcomes.T0 + 30_000;

    private static DeploymentView view(Outcomes of) {
        return new DeploymentView("id", of.outcome(), of.details(), NOW);
    }

    private static Outcomes api() {
        return Outcomes.of("prod", "api");
    }

    @Test
    public void aDeploymentUnderWaySaysHowFarItIs() {
        DeploymentView view = view(api().underWay().breaker(1, 3));

        assertThat(view.getHeadline(), is("prod/api: deploying 50 %, version 2.0.0"));
        assertThat(view.getTone(), is("busy"));
        assertThat(view.getTasks(), is("new: 2 of 4 running, 1 pending; old: 3 running; failed: 1"));
        assertThat(view.getBreaker(), is("1 of 3 failures"));
        assertThat("a rolling update shifts no traffic", view.getTraffic(), is(""));
    }

    @Test
    public void trafficIsInWords() {
        assertThat(
                view(api().underWay().stage("PRODUCTION_TRAFFIC_SHIFT", 12.5)).getTraffic(),
                is("12.5 % to the new revision, 87.5 % to the old one; test traffic: 100 % to the new revision"));
        assertThat(
                view(api().underWay().stage("BAKE_TIME", 100.0)).getTraffic(),
                containsString("100 % to the new revision, 0 % to the old one"));
    }

    @Test
    public void stagesHaveNamesAndTimes() {
        DeploymentView view = view(api().underWay().stage("BAKE_TIME", 100.0));

        List<String> names = view.getStages().stream()
                .map(stage -> stage.getName() + " " + stage.getTook())
                .toList();
        assertThat(names, contains("planning 5 s", "replacing tasks 15 s", "baking now"));
        assertThat(view.getStages().get(2).isCurrent(), is(true));
        assertThat(view.getStages().get(2).getDuration(), is(10_000L));
        assertThat(view.getStages().get(1).getIso(), is("2023-11-14T22:13:25Z"));
    }

    @Test
    public void theBarOfStagesShowsWhereTheTimeWent() {
        List<StageView> stages =
                view(api().underWay().stage("BAKE_TIME", 100.0)).getStages();

        assertThat(
                stages.stream()
                        .map(stage -> stage.getX() + "+" + stage.getWidth() + " colour " + stage.getColour())
                        .toList(),
                contains("0+167 colour 1", "167+500 colour 2", "667+333 colour 3"));
    }

    @Test
    public void aStageThatTookNoTimeIsInTheListAndNotInTheBar() {
        List<StageView> stages = StageView.of(
                List.of(
                        Outcomes.moment("PLANNING", 0),
                        Outcomes.moment("REGISTERING", 20),
                        Outcomes.moment("SCALE_UP", 40)),
                100_000,
                100_000);

        assertThat(stages.stream().map(StageView::getTook).toList(), contains("0 s", "0 s", "1 min 40 s"));
        assertThat(stages.stream().map(StageView::isDrawn).toList(), contains(false, false, true));
        assertThat(stages.stream().map(StageView::getColour).toList(), contains(0, 0, 1));
    }

    @Test
    public void aDeploymentThatHasJustBegunHasAnEmptyBar() {
        StageView only =
                StageView.of(List.of(Outcomes.moment("PLANNING", 7)), 0, 7).get(0);

        assertThat(only.isDrawn(), is(false));
        assertThat(only.getTook(), is("now"));
    }

    @Test
    public void anEndedDeploymentHasNoCurrentStage() {
        DeploymentView view = view(api().underWay().verdict(Verdict.SUCCESS, ""));

        assertThat(view.getStages().stream().anyMatch(StageView::isCurrent), is(false));
        assertThat(view.getStages().get(1).getTook(), is("55 s"));
        assertThat(view.getState(), is("success"));
        assertThat(view.getTone(), is("good"));
        assertThat(view.getSummary(), containsString("pinned image digests"));
    }

    @Test
    public void onlyGreenVerdictsLookGood() {
        for (Verdict verdict : Verdict.values()) {
            DeploymentView view = view(api().underWay().verdict(verdict, "why"));
            assertThat(verdict.name(), view.getTone().equals("good"), is(verdict.isGreen()));
            assertThat(verdict.name(), view.getIcon().equals("symbol-status-blue"), is(verdict.isGreen()));
        }
    }

    @Test
    public void aStageThatNobodyKnowsStaysAsAwsWroteIt() {
        DeploymentView view = view(api().underWay().stage("BRAND_NEW_STAGE", null));

        assertThat(view.getStages().get(2).getName(), is("BRAND_NEW_STAGE"));
    }

    @Test
    public void withoutItsSideFileItsOutcomeIsStillShown() {
        DeploymentView view =
                new DeploymentView("id", api().verdict(Verdict.STOPPED, "why").outcome(), null, NOW);

        assertThat(view.getStages(), is(empty()));
        assertThat(view.getEvents(), is(empty()));
        assertThat(view.getChanges(), is(empty()));
        assertThat(view.getSummary(), is("why"));
        assertThat(view.stamp(), is(not("")));
    }

    @Test
    public void aLinkLeadsToTheWebOrNowhere() {
        DeploymentView hostile = view(api().allTexts(Hostile.TEXT));

        assertThat(hostile.getDocUrl(), is(""));
        assertThat(hostile.getConsoleUrl().startsWith("https://"), is(true));
        assertThat(
                view(api().advice("do", "https://docs.aws.amazon.com/x")).getDocUrl(),
                is("https://docs.aws.amazon.com/x"));
    }

    @Test
    public void theStampChangesWithWhatIsShownAndNotWithTime() {
        Outcomes under = api().underWay();
        String before = view(under).stamp();

        assertThat(new DeploymentView("id", under.outcome(), under.details(), NOW + 60_000).stamp(), is(before));
        assertThat(view(under.event("has started 2 tasks")).stamp(), is(not(before)));
        before = view(under).stamp();
        assertThat(view(under.breaker(1, 3)).stamp(), is(not(before)));
        before = view(under).stamp();
        assertThat(view(under.stage("BAKE_TIME", 100.0)).stamp(), is(not(before)));
        before = view(under).stamp();
        assertThat(view(under.awaits()).stamp(), is(not(before)));
    }

    @Test
    public void theLiveStateIsJsonWhateverIsInIt() throws Exception {
        DeploymentView hostile = view(api().underWay().allTexts(Hostile.TEXT));

        JsonNode json = new ObjectMapper()
                .readTree(LiveState.of(List.of(hostile, hostile), List.of(), List.of(), List.of(), List.of())
                        .json());

        assertThat(json.path("running").asBoolean(), is(true));
        assertThat(json.path("headline").asText(), containsString(Hostile.MARK));
        assertThat(
                LiveState.of(
                                List.of(view(api().verdict(Verdict.SUCCESS, ""))),
                                List.of(),
                                List.of(),
                                List.of(),
                                List.of())
                        .isRunning(),
                is(false));
    }

    @Test
    public void textsArePlainAndOfALengthThatAPageCanShow() {
        DeploymentView hostile = view(api().underWay().allTexts(Hostile.TEXT));
        List<String> texts = new ArrayList<>(
                List.of(hostile.getVersion(), hostile.getSummary(), hostile.getAdvice(), hostile.getHeadline()));
        hostile.getRows().forEach(row -> texts.addAll(List.of(row.getLabel(), row.getValue())));
        hostile.getEvents().forEach(event -> texts.add(event.getMessage()));
        hostile.getChanges().stream()
                .map(io.jenkins.plugins.ecs.text.PlainText::line)
                .forEach(texts::add);
        hostile.getStages().forEach(stage -> texts.add(stage.getName()));

        for (String text : texts) {
            assertThat(text.length() < 1300, is(true));
            assertThat(text.chars().noneMatch(c -> c < ' ' || c == 0x202e || c == 0x202c), is(true));
        }
    }

    @Test
    public void rowsLeaveOutWhatIsNotKnown() {
        List<String> labels =
                view(api()).getRows().stream().map(LabeledValue::getLabel).toList();

        assertThat(labels, contains("Service", "Version", "Previous task definition", "Started", "Image of app"));
        assertThat(
                view(api().underWay().verdict(Verdict.SUCCESS, "")).getRows().stream()
                        .map(LabeledValue::getLabel)
                        .toList(),
                hasItem("Digest of app"));
    }
}
