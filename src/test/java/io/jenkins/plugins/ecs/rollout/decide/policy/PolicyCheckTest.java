package io.jenkins.plugins.ecs.rollout.decide.policy;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;

import io.jenkins.plugins.ecs.policy.AllowedValues;
import io.jenkins.plugins.ecs.policy.Change;
import io.jenkins.plugins.ecs.policy.CircuitBreakerRequired;
import io.jenkins.plugins.ecs.policy.Judgement;
import io.jenkins.plugins.ecs.policy.Policy;
import io.jenkins.plugins.ecs.policy.RollbackBy;
import io.jenkins.plugins.ecs.policy.Rule;
import io.jenkins.plugins.ecs.policy.TargetRequired;
import io.jenkins.plugins.ecs.rollout.RolloutTestCase;
import io.jenkins.plugins.ecs.rollout.SandboxRollout;
import io.jenkins.plugins.ecs.rollout.request.DeployRequest;
import io.jenkins.plugins.ecs.rollout.request.Reaction;
import io.jenkins.plugins.ecs.rollout.request.Setting;
import io.jenkins.plugins.ecs.rollout.state.Details;
import io.jenkins.plugins.ecs.rollout.state.Outcome;
import io.jenkins.plugins.ecs.rollout.state.Phase;
import io.jenkins.plugins.ecs.rollout.state.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.Test;

/** Rules are asked before each call that moves a deployment forward, as they are then. */
public class PolicyCheckTest extends RolloutTestCase {

    private final List<Rule> rules = new ArrayList<>();
    private final List<Change> asked = new ArrayList<>();

    @Test
    public void theRulesAreToldWhatIsAboutToChange() {
        rollout(request()).guardedBy(this::judge).run();

        Change change = asked.get(0);
        assertThat(change.account(), is("123456789012"));
        assertThat(change.region(), is("eu-central-1"));
        assertThat(change.cluster(), is("prod"));
        assertThat(change.service(), is("api"));
        assertThat(change.images(), is(List.of(NEW)));
        assertThat(change.circuitBreaker(), is(true));
        assertThat("before registering and before updating", asked.size(), is(2));
    }

    /** However a cluster and a service are written, the rules are asked about what AWS answers. */
    @Test
    public void spellingsOfTheSameServiceAreOneToTheRules() {
        String arn = "arn:aws:ecs:eu-central-1:123456789012:";
        String[][] spellings = {
            {"prod", "api"}, {arn + "cluster/prod", "api"}, {arn + "cluster/prod", arn + "service/prod/api"}
        };
        for (String[] spelling : spellings) {
            asked.clear();
            rollout(DeployRequest.of("eu-central-1", spelling[0], spelling[1]).forceNewDeployment(true))
                    .guardedBy(this::judge)
                    .run();

            Change change = asked.get(0);
            assertThat(change.cluster(), is("prod"));
            assertThat(change.service(), is("api"));
            assertThat(change.subject().serviceArn(), is(arn + "service/prod/api"));
            assertThat(change.subject().clusterArn(), is(arn + "cluster/prod"));
        }
    }

    @Test
    public void whatARuleThatOnlyWarnsWouldRefuseIsSaidAndKept() {
        SandboxRollout rollout = rollout(request())
                .guardedBy(change -> new Judgement(
                        List.of(), List.of(), List.of("image app is not allowed"), java.util.Map.of(), false));

        Outcome outcome = rollout.run();

        assertThat(outcome.verdict(), is(Verdict.SUCCESS));
        assertThat(Details.of(rollout.state()).ruleWarnings(), is(List.of("image app is not allowed")));
        assertThat(
                rollout.lines().stream()
                        .filter(line -> line.contains("a rule in warn mode would have blocked this"))
                        .count(),
                is(1L));
    }

    @Test
    public void aPlanAndItsDeploymentAreTheSameToAnApproval() {
        SandboxRollout plan = rollout(request().dryRun(true));
        plan.run();
        rollout(request()).guardedBy(this::judge).run();

        assertThat(
                asked.get(0).subject().deploys(),
                is(PolicySubject.of(plan.state()).deploys()));
        asked.clear();
        rollout(DeployRequest.of("eu-central-1", "prod", "api")
                        .changes(List.of(io.jenkins.plugins.ecs.taskdef.ContainerChange.of(null)
                                .image("repo/app:3.0.0")
                                .build())))
                .guardedBy(this::judge)
                .run();
        assertThat(
                asked.get(0).subject().deploys(),
                org.hamcrest.Matchers.not(PolicySubject.of(plan.state()).deploys()));
    }

    @Test
    public void anApprovalIsForTheServiceDefinitionOfThePlan() {
        SandboxRollout plan = rollout(request()
                .with(Setting.SERVICE_DEFINITION, "enableExecuteCommand: false")
                .dryRun(true));
        plan.run();
        String planned = PolicySubject.of(plan.state()).deploys();

        rollout(newSandbox(true), request().with(Setting.SERVICE_DEFINITION, "enableExecuteCommand: true"))
                .guardedBy(this::judge)
                .run();
        assertThat(asked.get(0).subject().deploys(), org.hamcrest.Matchers.not(planned));
        asked.clear();
        rollout(newSandbox(true), request().with(Setting.SERVICE_DEFINITION, "enableExecuteCommand: false"))
                .guardedBy(this::judge)
                .run();
        assertThat(asked.get(0).subject().deploys(), is(planned));
    }

    @Test
    public void whatIsForbiddenIsRefusedBeforeTheFirstChange() {
        rules.add(new AllowedValues(AllowedValues.Kind.REGISTRIES, List.of("*.amazonaws.com")));

        Outcome outcome = rollout(request()).guardedBy(this::judge).run();

        assertThat(outcome.verdict(), is(Verdict.REFUSED));
        assertThat(
                outcome.cause(),
                is("blocked by policy: image repo/app:2.0.0 is not allowed; allowed: *.amazonaws.com (rule 'registries'"
                        + " of the global settings; ask the platform team)."));
        assertThat(outcome.advice(), is("nothing was changed"));
        assertThat(revisions(sandbox), is(1));
        assertThat(deployments(sandbox), is(1));
    }

    @Test
    public void theCircuitBreakerThatTheDeploymentItselfSetsIsWhatIsJudged() {
        rules.add(new CircuitBreakerRequired());

        Outcome without =
                rollout(request().circuitBreaker(false)).guardedBy(this::judge).run();
        Outcome with =
                rollout(request().circuitBreaker(true)).guardedBy(this::judge).run();

        assertThat(without.verdict(), is(Verdict.REFUSED));
        assertThat(without.cause(), containsString("no deployment circuit breaker"));
        assertThat(with.verdict(), is(Verdict.SUCCESS));
    }

    /** The cheapest ways to be without a circuit breaker: to switch it off first, which starts no deployment. */
    @Test
    public void theCircuitBreakerIsNotSwitchedOffByAChangeOfSettingsAlone() {
        rules.add(new CircuitBreakerRequired());

        Outcome outcome = rollout(
                        DeployRequest.of("eu-central-1", "prod", "api").circuitBreaker(false))
                .guardedBy(this::judge)
                .run();

        assertThat(outcome.verdict(), is(Verdict.REFUSED));
        assertThat(outcome.cause(), containsString("no deployment circuit breaker"));
        assertThat(sandbox.calls("UpdateService").size(), is(0));
    }

    /** The cheapest way to be without a circuit breaker: to switch it off once the deployment is planned. */
    @Test
    public void aCircuitBreakerSwitchedOffAfterThePlanIsNoticed() {
        rules.add(new CircuitBreakerRequired());
        SandboxRollout rollout = rollout(request()).guardedBy(new PolicyCheck() {
            @Override
            public Judgement judge(Change change) {
                return PolicyCheckTest.this.judge(change);
            }

            @Override
            public boolean isAboutCircuitBreaker() {
                return true;
            }
        });
        rollout.runUntil(state -> state.phase() == Phase.UPDATING);
        sandbox.region()
                .call(
                        "UpdateService",
                        "{\"cluster\":\"prod\",\"service\":\"api\",\"deploymentConfiguration\":"
                                + "{\"deploymentCircuitBreaker\":{\"enable\":false,\"rollback\":false}}}");

        Outcome outcome = rollout.run();

        assertThat(outcome.message(), outcome.verdict(), is(Verdict.REFUSED));
        assertThat(outcome.cause(), containsString("no deployment circuit breaker"));
        assertThat(deployments(sandbox), is(1));
    }

    /** The cheapest ways to another role: a text, and a revision that has it already. */
    @Test
    public void theRolesOfATextAndOfAnExistingRevisionAreJudged() {
        rules.add(new AllowedValues(AllowedValues.Kind.ROLES, List.of("*:role/exec")));
        String text = "{\"family\":\"api\",\"cpu\":\"256\",\"memory\":\"512\",\"networkMode\":\"awsvpc\","
                + "\"requiresCompatibilities\":[\"FARGATE\"],\"taskRoleArn\":\"arn:aws:iam::123456789012:role/admin\","
                + "\"executionRoleArn\":\"arn:aws:iam::123456789012:role/exec\","
                + "\"containerDefinitions\":[{\"name\":\"app\",\"image\":\"repo/app:1.0.0\"}]}";
        sandbox.region().call("RegisterTaskDefinition", text);

        for (String definition : new String[] {text, "api:2"}) {
            Outcome outcome = rollout(
                            DeployRequest.of("eu-central-1", "prod", "api").taskDefinition(definition))
                    .guardedBy(this::judge)
                    .run();

            assertThat(outcome.verdict(), is(Verdict.REFUSED));
            assertThat(outcome.cause(), containsString("role arn:aws:iam::123456789012:role/admin is not allowed"));
        }
        assertThat(deployments(sandbox), is(1));
    }

    /** The cheapest way to roll back without the right to: a revision that makes it none to the other rules. */
    @Test
    public void whoMayNotRollBackMayNotToARevisionThatNeverRanEither() {
        sandbox.region()
                .call(
                        "RegisterTaskDefinition",
                        "{\"family\":\"api\",\"cpu\":\"256\",\"memory\":\"512\",\"networkMode\":\"awsvpc\","
                                + "\"requiresCompatibilities\":[\"FARGATE\"],"
                                + "\"containerDefinitions\":[{\"name\":\"app\",\"image\":\"repo/app:0.9.0\"}]}");
        rules.add(new RollbackBy(List.of("operators")));

        Outcome outcome = rollout(DeployRequest.of("eu-central-1", "prod", "api")
                        .taskDefinition("api:2")
                        .goesBack(true))
                .guardedBy(this::judge)
                .run();

        assertThat(outcome.message(), outcome.verdict(), is(Verdict.REFUSED));
        assertThat(outcome.cause(), containsString("only these users and groups may roll back: operators"));
        assertThat(deployments(sandbox), is(1));
    }

    @Test
    public void afterARestartTheRulesOfThenCount() {
        SandboxRollout rollout = rollout(request()).guardedBy(this::judge);
        rollout.runUntil(state -> state.phase() == Phase.UPDATING);
        assertThat(revisions(sandbox), is(2));

        rules.add(new TargetRequired());
        Outcome outcome = rollout.run();

        assertThat(outcome.verdict(), is(Verdict.REFUSED));
        assertThat(outcome.cause(), containsString("no target is set"));
        assertThat(outcome.advice(), is("the service is unchanged; the registered revision remains"));
        assertThat(deployments(sandbox), is(1));
    }

    @Test
    public void whatChangesNothingIsNotJudged() {
        rules.add(new TargetRequired());

        Outcome outcome = rollout(DeployRequest.of("eu-central-1", "prod", "api"))
                .guardedBy(this::judge)
                .run();

        assertThat(outcome.verdict(), is(Verdict.NO_CHANGE));
    }

    @Test
    public void rulesThatCantBeAskedRefuse() {
        Outcome outcome = rollout(request())
                .guardedBy(change -> {
                    throw new IllegalStateException("no user database");
                })
                .run();

        assertThat(outcome.verdict(), is(Verdict.REFUSED));
        assertThat(
                outcome.cause(),
                containsString("the rules cannot be evaluated: java.lang.IllegalStateException: no user"));
        assertThat(revisions(sandbox), is(1));
    }

    @Test
    public void aDeploymentUnderWayMayAlwaysBeRolledBack() {
        SandboxRollout rollout =
                rollout(request().with(Setting.ON_ABORT, Reaction.ROLLBACK)).guardedBy(this::judge);
        rollout.runUntil(state -> state.phase() == Phase.FOLLOWING);

        rules.add(new TargetRequired());
        Outcome outcome = rollout.abort("Aborted by alice").run();

        assertThat(outcome.cause(), containsString("rolled back"));
    }

    @Test
    public void whoMayNotRollBackIsRefusedBeforeEcsIsAsked() {
        rollout(request()).runUntil(state -> state.phase() == Phase.FOLLOWING);
        rules.add(new RollbackBy(List.of("operators")));

        Outcome outcome = rollout(
                        DeployRequest.of("eu-central-1", "prod", "api").goesBack(true))
                .guardedBy(this::judge)
                .run();

        assertThat(outcome.verdict(), is(Verdict.REFUSED));
        assertThat(outcome.cause(), containsString("only these users and groups may roll back: operators"));
        assertThat(sandbox.calls("StopServiceDeployment").size(), is(0));
    }

    @Test
    public void rulesAboutImagesDoNotHoldUpTheRollbackOfWhatIsUnderWay() {
        rollout(request()).runUntil(state -> state.phase() == Phase.FOLLOWING);
        rules.add(new AllowedValues(AllowedValues.Kind.REGISTRIES, List.of("*.amazonaws.com")));

        Outcome outcome = rollout(
                        DeployRequest.of("eu-central-1", "prod", "api").goesBack(true))
                .guardedBy(this::judge)
                .run();

        assertThat(outcome.cause(), outcome.verdict(), is(Verdict.SUCCESS));
    }

    @Test
    public void anOverrideIsSaidOnce() {
        SandboxRollout rollout = rollout(request())
                .guardedBy(change -> new Judgement(List.of(), List.of("inventory. Overridden by alice")));

        assertThat(rollout.run().verdict(), is(Verdict.SUCCESS));
        assertThat(rollout.lines(), hasItem("Freeze window: inventory. Overridden by alice"));
        assertThat(
                rollout.lines().stream()
                        .filter(line -> line.startsWith("Freeze"))
                        .count(),
                is(1L));
    }

    private Judgement judge(Change change) {
        asked.add(change);
        Policy policy = new Policy("the global settings", "the platform team", rules, null);
        return Judgement.of(List.of(policy), change, Instant.EPOCH);
    }
}
