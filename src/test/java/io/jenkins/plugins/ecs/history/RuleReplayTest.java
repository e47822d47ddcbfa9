package io.jenkins.plugins.ecs.history;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import io.jenkins.plugins.ecs.policy.AllowedValues;
import io.jenkins.plugins.ecs.policy.AllowedValues.Kind;
import io.jenkins.plugins.ecs.policy.CircuitBreakerRequired;
import io.jenkins.plugins.ecs.policy.CronTimes;
import io.jenkins.plugins.ecs.policy.Freeze;
import io.jenkins.plugins.ecs.policy.FreezeWindow;
import io.jenkins.plugins.ecs.policy.RollbackBy;
import io.jenkins.plugins.ecs.policy.Rule;
import io.jenkins.plugins.ecs.policy.TargetPlace;
import io.jenkins.plugins.ecs.policy.TargetRequired;
import io.jenkins.plugins.ecs.rollout.state.Verdict;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.junit.Test;

public class RuleReplayTest {

    private static final Rule ONLY_WEB = new AllowedValues(Kind.SERVICES, List.of("web"));

    @Test
    public void whatWasRefusedOrChangedNothingIsLeftOut() {
        RuleReplay replay = RuleReplay.of(
                ONLY_WEB,
                RuleReplay.Scope.ALL,
                List.of(
                        Records.of(1, 0, Verdict.SUCCESS),
                        Records.refused(2, 5, "api:1"),
                        Records.of(3, 9, Verdict.FAILED)));

        assertThat(replay.judged(), is(2));
        assertThat(replay.refused(), is(2));
        assertThat(
                "newest first",
                replay.stopped().stream()
                        .map(stopped -> stopped.deployment().build().build())
                        .toList(),
                is(List.of(3, 1)));
        assertThat(replay.stopped().get(0).why(), is("service api is not allowed; allowed: web"));
    }

    @Test
    public void aFreezeIsJudgedByTheTimeOfTheDeployment() {
        // 2023-11-14T22:13:20Z was a Tuesday.
        Rule tuesday = new Freeze(new FreezeWindow(
                CronTimes.parse("0 22 * * tue"), Duration.ofHours(1), ZoneId.of("UTC"), "evening trade"));

        RuleReplay replay = RuleReplay.of(
                tuesday,
                RuleReplay.Scope.ALL,
                List.of(Records.of(1, 0, Verdict.SUCCESS), Records.of(2, 60, Verdict.SUCCESS)));

        assertThat(replay.refused(), is(1));
        assertThat(replay.stopped().get(0).why(), containsString("evening trade"));
        assertThat(replay.stopped().get(0).deployment().build().build(), is(1));
    }

    @Test
    public void aRuleIsAboutTheJobsOfItsFolderAndWhatReachesItsTarget() {
        List<DeploymentRecord> deployments = List.of(
                Records.of(Records.API, "shop/api", 1, 0, Verdict.SUCCESS),
                Records.of(Records.API, "shopping/api", 2, 5, Verdict.SUCCESS),
                Records.to("prod-eu", "", Records.of(Records.API, "other", 3, 9, Verdict.SUCCESS)));
        TargetPlace elsewhere = TargetPlace.of(null, "us-east-1", List.of(), List.of());

        assertThat(
                RuleReplay.of(ONLY_WEB, new RuleReplay.Scope("shop", null, null), deployments)
                        .judged(),
                is(1));
        assertThat(
                "without an account in the records nothing is proven to be elsewhere",
                RuleReplay.of(ONLY_WEB, new RuleReplay.Scope("", "prod-eu", elsewhere), deployments)
                        .judged(),
                is(3));
    }

    @Test
    public void onlyWhatIsRecordedCanBeReplayed() {
        assertThat(RuleReplay.isRecorded(ONLY_WEB), is(true));
        assertThat(RuleReplay.isRecorded(new TargetRequired()), is(true));
        assertThat(RuleReplay.isRecorded(new CircuitBreakerRequired()), is(false));
        assertThat(RuleReplay.isRecorded(new AllowedValues(Kind.ROLES, List.of("*"))), is(false));
        assertThat(RuleReplay.isRecorded(new RollbackBy(List.of())), is(false));
    }

    @Test
    public void itIsBounded() {
        List<DeploymentRecord> many = new ArrayList<>();
        for (int build = 1; build <= 10_005; build++) {
            many.add(Records.of(build, build, Verdict.SUCCESS));
        }

        RuleReplay replay = RuleReplay.of(ONLY_WEB, RuleReplay.Scope.ALL, many);

        assertThat(replay.judged(), is(10_000));
        assertThat(replay.leftOut(), is(5));
        assertThat(replay.refused(), is(10_000));
        assertThat(replay.stopped().size(), is(200));
    }
}
