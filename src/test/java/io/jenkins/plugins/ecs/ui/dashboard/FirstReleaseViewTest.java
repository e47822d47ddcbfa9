package io.jenkins.plugins.ecs.ui.dashboard;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import io.jenkins.plugins.ecs.config.FirstRelease;
import io.jenkins.plugins.ecs.paths.definition.PathEnvironment;
import io.jenkins.plugins.ecs.policy.Foresight;
import io.jenkins.plugins.ecs.policy.Foresight.Standing;
import io.jenkins.plugins.ecs.templates.CreationPlan;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.Test;

/** What the preview of a new service shows of each target. */
public class FirstReleaseViewTest {

    private static final PathEnvironment PRODUCTION = PathEnvironment.of("production", "prod-eu")
            .from("staging")
            .soak(Duration.ofHours(4))
            .build();
    private static final CreationPlan PLAN =
            new CreationPlan(List.of("Service mails: created, with 2 tasks"), List.of(), Map.of(), Set.of(), null);

    private static FirstReleaseView view(String account, Foresight... rules) {
        return new FirstReleaseView(
                new FirstRelease.At(PRODUCTION, "prod-eu", account, "eu-central-1", "prod", PLAN, List.of(rules), ""));
    }

    private static Foresight rule(Standing standing, String text) {
        return new Foresight("regions", "target prod-eu", standing, text);
    }

    @Test
    public void aTargetShowsWhereItLeadsAndWhatIsCreated() {
        FirstReleaseView view = view("123456789012");
        assertThat(view.getName(), is("production"));
        assertThat(
                List.of(view.getTarget(), view.getAccount(), view.getRegion(), view.getCluster()),
                contains("prod-eu", "123456789012", "eu-central-1", "prod"));
        assertThat(view.getCreated(), contains("Service mails: created, with 2 tasks"));
        assertThat(view("").getAccount(), is("that of the credentials"));
        assertThat(view.getSteps().get(1), is("soak: in use in staging for 4 h"));
        assertThat(view.getRules(), is(empty()));
        assertThat(view.getTone(), is("good"));
    }

    @Test
    public void eachRuleHasItsVerdict() {
        FirstReleaseView view = view(
                "",
                rule(Standing.ALLOWED, ""),
                rule(Standing.WARNS, "a"),
                rule(Standing.NOT_YET, "b"),
                rule(Standing.REFUSED, "c\u202ed"));
        assertThat(
                view.getRules().stream()
                        .map(each -> each.getWords() + " | " + each.getTone() + " | " + each.getText())
                        .toList(),
                contains(
                        "allowed | good | regions of target prod-eu",
                        "only a warning | warning | a",
                        "cannot be judged yet | busy | b",
                        "refused | bad | c d"));
        assertThat(view.getTone(), is("bad"));
        assertThat(view("", rule(Standing.NOT_YET, "b")).getTone(), is("good"));
    }

    @Test
    public void whatIsWrongWithTheTargetIsShownInPlaceOfAPlan() {
        FirstReleaseView view = new FirstReleaseView(
                new FirstRelease.At(PRODUCTION, "prod-eu", "", "", "", null, List.of(), "cluster: is not set"));
        assertThat(view.getProblem(), is("cluster: is not set"));
        assertThat(view.getTone(), is("bad"));
        assertThat(view.getCreated(), is(empty()));
    }
}
