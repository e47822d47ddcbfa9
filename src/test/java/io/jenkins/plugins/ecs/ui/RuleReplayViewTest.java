package io.jenkins.plugins.ecs.ui;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import io.jenkins.plugins.ecs.config.ConfiguredRule;
import io.jenkins.plugins.ecs.history.Records;
import io.jenkins.plugins.ecs.history.RuleReplay;
import io.jenkins.plugins.ecs.policy.TargetRequired;
import io.jenkins.plugins.ecs.rollout.state.Verdict;
import io.jenkins.plugins.ecs.ui.dashboard.RuleReplayPage;
import java.util.List;
import java.util.Map;
import org.junit.Test;

public class RuleReplayViewTest {

    private static final List<ConfiguredRule> RULES = List.of(
            new ConfiguredRule("the global settings", new TargetRequired(), RuleReplay.Scope.ALL, true),
            new ConfiguredRule(
                    "folder shop", new TargetRequired(), new RuleReplay.Scope("nowhere", null, null), false));

    private static RuleReplayPage.View view(Map<String, String> parameters) {
        return RuleReplayPage.View.of(RULES, List.of(Records.of(1, 0, Verdict.SUCCESS)), parameters::get);
    }

    @Test
    public void nothingIsReplayedBeforeARuleIsChosen() {
        RuleReplayPage.View view = view(Map.of());

        assertThat(view.getSummary(), is(""));
        assertThat(view.getRows(), is(List.of()));
        assertThat(
                view.getChoices().stream().map(RuleReplayPage.Choice::words).toList(),
                is(List.of("targetRequired of the global settings (warns)", "targetRequired of folder shop")));
    }

    @Test
    public void aRuleThatIsSetIsReplayed() {
        String first = view(Map.of()).getChoices().get(0).id();

        RuleReplayPage.View view = view(Map.of("rule", first, "try", "regions", "value", "us-*"));

        assertThat(view.getRule(), is("targetRequired of the global settings (warns)"));
        assertThat(view.getSummary(), is("It would have refused 1 of 1 recorded deployments."));
        assertThat(view.getRows().get(0).getWhy(), is("no target is set; set 'target'"));
        assertThat(view.getRows().get(0).getService(), is("prod/api in eu-central-1"));
        assertThat(view.getChoices().get(0).chosen(), is(true));
    }

    @Test
    public void oneThatIsNotSetCanBeTried() {
        assertThat(
                view(Map.of("try", "regions", "value", "us-*")).getSummary(),
                is("It would have refused 1 of 1 recorded deployments."));
        assertThat(
                view(Map.of("try", "regions", "value", "eu-*")).getSummary(),
                is("It would have refused 0 of 1 recorded deployments."));
        assertThat(view(Map.of("try", "regions", "value", "")).getProblem(), is("Enter a value for regions"));
        assertThat(
                view(Map.of("try", "imagePinning", "value", "by luck")).getProblem(),
                is("imagePinning: 'by luck' is unknown. Use 'tag' or 'digest'"));
        assertThat(view(Map.of("try", "doReboot", "value", "1")).getSummary(), is(""));
    }
}
