package io.jenkins.plugins.ecs.rollout;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import io.jenkins.plugins.ecs.policy.AllowedValues;
import io.jenkins.plugins.ecs.policy.ApprovalForProduction;
import io.jenkins.plugins.ecs.policy.Change;
import io.jenkins.plugins.ecs.policy.CircuitBreakerRequired;
import io.jenkins.plugins.ecs.policy.CommandsAllowed;
import io.jenkins.plugins.ecs.policy.Evidence;
import io.jenkins.plugins.ecs.policy.Judgement;
import io.jenkins.plugins.ecs.policy.LongestDeployment;
import io.jenkins.plugins.ecs.policy.Policy;
import io.jenkins.plugins.ecs.policy.Rule;
import io.jenkins.plugins.ecs.policy.RuleResults;
import io.jenkins.plugins.ecs.policy.Rulebook;
import io.jenkins.plugins.ecs.policy.VerificationForProduction;
import io.jenkins.plugins.ecs.rollout.decide.policy.PolicyCheck;
import io.jenkins.plugins.ecs.rollout.request.DeployRequestBuilder;
import io.jenkins.plugins.ecs.rollout.request.Setting;
import io.jenkins.plugins.ecs.rollout.state.Outcome;
import io.jenkins.plugins.ecs.rollout.state.Verdict;
import io.jenkins.plugins.ecs.tasks.request.OnStop;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.Test;

/** A dry run says which rules would refuse the deployment, without being refused. */
public class PlannedRulesTest extends RolloutTestCase {

    private static final Rule REGISTRIES = new AllowedValues(AllowedValues.Kind.REGISTRIES, List.of("*.amazonaws.com"));

    /** The rules of production; nothing was approved or verified in this build. */
    private static PolicyCheck production(Set<String> warnOnly, Rule... rules) {
        Policy policy = new Policy("the global settings", "the platform team", List.of(rules), null, warnOnly);
        Rulebook book = new Rulebook(List.of(policy), List.of(), List.of());
        Change.Context context = new Change.Context(null, true, List.of("eve"), Evidence.NONE, null, null);
        return new PolicyCheck() {
            @Override
            public Judgement judge(Change change) {
                throw new AssertionError("a plan is not held up, and uses no approval");
            }

            @Override
            public RuleResults evaluate(Change change) {
                return RuleResults.of(book.foresight(null, change.in(context), Instant.EPOCH, Set.of()));
            }
        };
    }

    private static PolicyCheck production(Rule... rules) {
        return production(Set.of(), rules);
    }

    private Outcome planned(DeployRequestBuilder request, PolicyCheck rules) {
        Outcome outcome = rollout(request.dryRun(true)).guardedBy(rules).run();
        assertThat(outcome.message(), outcome.verdict(), is(Verdict.PLANNED));
        assertThat(sandbox.calls("UpdateService"), is(empty()));
        return outcome;
    }

    @Test
    public void aRuleThatWouldRefuseTheDeploymentIsPartOfThePlan() {
        SandboxRollout rollout = rollout(request().dryRun(true)).guardedBy(production(REGISTRIES));

        Outcome outcome = rollout.run();

        RuleResults rules = outcome.plan().rules();
        String refusal =
                "image repo/app:2.0.0 is not allowed; allowed: *.amazonaws.com (rule 'registries' of the global"
                        + " settings; ask the platform team).";
        assertThat(outcome.verdict(), is(Verdict.PLANNED));
        assertThat(rules.isAllowed(), is(false));
        assertThat(rules.refused(), contains(refusal));
        assertThat(rollout.lines(), hasItem("Rules would refuse it: " + refusal));
    }

    @Test
    public void thePlanAndTheDeploymentAreRefusedForTheSameReason() {
        Outcome deployment = rollout(request())
                .guardedBy(change -> Judgement.of(
                        List.of(new Policy("the global settings", "", List.of(REGISTRIES), null)),
                        change,
                        Instant.EPOCH))
                .run();
        String planned = rollout(request().dryRun(true))
                .guardedBy(change -> Judgement.of(
                        List.of(new Policy("the global settings", "", List.of(REGISTRIES), null)),
                        change,
                        Instant.EPOCH))
                .run()
                .plan()
                .rules()
                .refused()
                .get(0);

        assertThat(deployment.cause(), is("blocked by policy: " + planned));
    }

    @Test
    public void anApprovalThatIsStillToBeGivenRefusesNoPlan() {
        RuleResults rules = planned(
                        request(),
                        production(
                                new ApprovalForProduction(List.of(), false, Duration.ofHours(1)),
                                new VerificationForProduction(Duration.ofHours(1)),
                                new CircuitBreakerRequired()))
                .plan()
                .rules();

        assertThat(rules.isAllowed(), is(true));
        assertThat(rules.notYet().toString(), containsString("rule 'approvalForProduction' of the global settings"));
        assertThat(rules.notYet().toString(), containsString("rule 'verificationForProduction'"));
        assertThat(rules.passed(), contains("circuitBreakerRequired of the global settings"));
    }

    @Test
    public void aRuleThatOnlyWarnsRefusesNoPlan() {
        RuleResults rules = planned(request(), production(Set.of("registries"), REGISTRIES))
                .plan()
                .rules();

        assertThat(rules.isAllowed(), is(true));
        assertThat(rules.warnings(), contains(startsWith("image repo/app:2.0.0 is not allowed")));
        assertThat(rules.passed(), is(empty()));
    }

    @Test
    public void theTasksOfTheDeploymentAreJudgedToo() {
        RuleResults rules = planned(
                        request()
                                .tasks(TasksTestCase.before(TasksTestCase.taskOf(
                                        "api", "t", Duration.ofMinutes(5), OnStop.STOP, "rake", "db:drop"))),
                        production(new CommandsAllowed(List.of("rake db:migrate")), new CircuitBreakerRequired()))
                .plan()
                .rules();

        assertThat(rules.isAllowed(), is(false));
        assertThat(rules.refused(), contains(containsString("rake db:drop")));
        assertThat(
                "passed for the deployment, not for its task",
                rules.passed(),
                contains("circuitBreakerRequired of the global settings"));
    }

    @Test
    public void theTimeThatTheServiceIsConfiguredToWaitCounts() {
        sandbox.region()
                .call(
                        "UpdateService",
                        "{\"cluster\":\"prod\",\"service\":\"api\",\"deploymentConfiguration\":{\"bakeTimeInMinutes\":45}}");
        int before = sandbox.calls("UpdateService").size();

        Outcome outcome = rollout(
                        request().with(Setting.TIMEOUT, Duration.ofMinutes(20)).dryRun(true))
                .guardedBy(production(new LongestDeployment(Duration.ofHours(1))))
                .run();

        assertThat(outcome.plan().rules().refused(), contains(containsString("the deployment may take 1 h 5 min")));
        assertThat(sandbox.calls("UpdateService").size(), is(before));
    }

    @Test
    public void rulesThatCannotBeEvaluatedRefuseThePlan() {
        RuleResults thrown = planned(request(), change -> {
                    throw new IllegalStateException("no configuration");
                })
                .plan()
                .rules();
        Rulebook unreadable = new Rulebook(List.of(), List.of(), List.of("folder shop: images: '[' is not a pattern"));
        RuleResults unread = planned(request(), new PolicyCheck() {
                    @Override
                    public Judgement judge(Change change) {
                        throw new AssertionError();
                    }

                    @Override
                    public RuleResults evaluate(Change change) {
                        return RuleResults.of(unreadable.foresight(null, change, Instant.EPOCH, Set.of()));
                    }
                })
                .plan()
                .rules();

        assertThat(thrown.isAllowed(), is(false));
        assertThat(thrown.refused(), contains(containsString("no configuration")));
        assertThat(unread.isAllowed(), is(false));
        assertThat(unread.refused(), contains(containsString("folder shop: images")));
    }

    @Test
    public void whereNothingWouldChangeNoRuleIsAsked() {
        RuleResults rules = planned(request().changes(List.of()), production(REGISTRIES))
                .plan()
                .rules();

        assertThat(rules.isEmpty(), is(true));
        assertThat(rules.isAllowed(), is(true));
    }

    @Test
    public void secretsOfTheBuildAreNotInARefusal() {
        SandboxRollout rollout =
                rollout(request().dryRun(true)).secrets("repo/app").guardedBy(production(REGISTRIES));

        RuleResults rules = rollout.run().plan().rules();

        assertThat(rules.refused().toString(), containsString("image ***:2.0.0 is not allowed"));
        assertThat(rollout.lines().toString(), not(containsString("repo/app")));
    }

    @Test
    public void theRulesOfAPlanSurviveARestart() {
        Outcome outcome = rollout(request().dryRun(true))
                .guardedBy(production(REGISTRIES))
                .killAtSave(1, true)
                .run();

        assertThat(outcome.verdict(), is(Verdict.PLANNED));
        assertThat(outcome.plan().rules().isAllowed(), is(false));
    }
}
