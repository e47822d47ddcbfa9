package io.jenkins.plugins.ecs.ui.deploy;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import io.jenkins.plugins.ecs.history.DeploymentRecord;
import io.jenkins.plugins.ecs.history.Records;
import io.jenkins.plugins.ecs.paths.proof.Condition;
import io.jenkins.plugins.ecs.policy.Foresight;
import io.jenkins.plugins.ecs.rollout.state.Verdict;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.Test;

/** What is shown before the click. */
public class DeployPlanTest {

    private static final String A = "sha256:" + "aa".repeat(32);
    private static final String B = "sha256:" + "bb".repeat(32);
    private static final DeployVersion VERSION = new DeployVersion("shop/api", "1.1", B);

    private static DeploymentRecord running(Map<String, String> images, Map<String, String> digests) {
        return Records.images(Records.of(7, 10, Verdict.SUCCESS), "1.0", images, digests);
    }

    private static DeployPlan plan(DeploymentRecord... records) {
        return DeployPlan.of("production", List.of(records), VERSION);
    }

    @Test
    public void whatIsNotRecordedIsNotGuessed() {
        assertThat(plan().runs(), is("not known to this Jenkins"));
        assertThat(plan().changes(), is(empty()));
        assertThat(plan(Records.of(1, 0, Verdict.FAILED)).runs(), is("not known to this Jenkins"));
    }

    @Test
    public void onlyContainersWithThatRepositoryChange() {
        DeployPlan plan = plan(
                running(new TreeMap<>(Map.of("app", "shop/api:1.0", "proxy", "envoy:3")), Map.of("app", A, "proxy", B)),
                Records.of(8, 20, Verdict.ROLLED_BACK));

        assertThat(plan.runs(), containsString("1.0 (api:7) since"));
        assertThat(plan.changes(), contains("app: shop/api@" + A + " is replaced by shop/api@" + B));
    }

    @Test
    public void whatRunsAlreadyIsSaid() {
        assertThat(
                plan(running(Map.of("app", "shop/api:1.1"), Map.of("app", B))).changes(),
                contains("app: shop/api@" + B + " runs already"));
    }

    @Test
    public void aTagAloneIsNotTheSame() {
        assertThat(
                plan(running(Map.of("app", "shop/api:1.1"), Map.of())).changes(),
                contains("app: shop/api:1.1 is replaced by shop/api@" + B));
    }

    @Test
    public void anImageThatNoContainerHasIsSaid() {
        assertThat(
                plan(running(Map.of("app", "other/api:1"), Map.of())).changes(),
                contains("No container has an image of shop/api now"));
    }

    private static Foresight rule(Foresight.Standing standing, String text) {
        return new Foresight("any", "the global settings", standing, text);
    }

    @Test
    public void waitingIsPossibleAndARefusalIsNot() {
        Condition waits = new Condition(Condition.Kind.SOAK, Condition.Standing.WAITS, "soaked 1 h of 4 h", 5);
        Condition refused = new Condition(Condition.Kind.FROM, Condition.Standing.REFUSED, "not proven in staging", 0);
        Foresight warned = rule(Foresight.Standing.WARNS, "only warns");
        Foresight later = rule(Foresight.Standing.NOT_YET, "no approval");
        Foresight forbidden = rule(Foresight.Standing.REFUSED, "another registry");

        DeployVerdict possible =
                DeployVerdict.of(List.of(waits), List.of(warned, warned, later, rule(Foresight.Standing.ALLOWED, "")));
        assertThat(possible.isPossible(), is(true));
        assertThat(possible.conditions(), contains("soak (waits): soaked 1 h of 4 h", "not yet: no approval"));
        assertThat(possible.warnings(), contains("only warns"));

        assertThat(
                DeployVerdict.of(List.of(waits, refused), List.of(forbidden)).refusals(),
                contains("not proven in staging", "another registry"));
    }
}
