package io.jenkins.plugins.ecs.rollout.decide.plan;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import io.jenkins.plugins.ecs.policy.Change;
import io.jenkins.plugins.ecs.policy.Judgement;
import io.jenkins.plugins.ecs.rollout.RolloutTestCase;
import io.jenkins.plugins.ecs.rollout.SandboxRollout;
import io.jenkins.plugins.ecs.rollout.decide.policy.PolicyCheck;
import io.jenkins.plugins.ecs.rollout.observe.KnownGood;
import io.jenkins.plugins.ecs.rollout.request.DeployRequest;
import io.jenkins.plugins.ecs.rollout.request.FailureReaction;
import io.jenkins.plugins.ecs.rollout.request.Setting;
import io.jenkins.plugins.ecs.rollout.state.Outcome;
import io.jenkins.plugins.ecs.rollout.state.Verdict;
import io.jenkins.plugins.ecs.sandbox.EcsSandbox;
import io.jenkins.plugins.ecs.sandbox.Scenario;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;

/** Rules let a rollback pass that they would refuse as a deployment: the cheapest ways to call a deployment one. */
public class ProvenRollbackTest extends RolloutTestCase {

    private static final String ECR = "123456789012.dkr.ecr.eu-central-1.amazonaws.com/shop/api";
    private static final String REVISION = "arn:aws:ecs:eu-central-1:123456789012:task-definition/api:";

    private final List<Change> judged = new ArrayList<>();
    private EcsSandbox ecs;

    /** api:1 and api:2 ran well, api:2 is live. */
    @Before
    public void deployTwice() {
        ecs = EcsSandbox.start();
        ecs.cluster("prod");
        ecs.cluster("test");
        ecs.service("prod", "api", s -> s.taskDefinition(definition(ECR + ":1")).desiredCount(1));
        ecs.clock().advance(Duration.ofMinutes(10));
        deploy(ECR + ":2");
    }

    @After
    public void close() {
        ecs.close();
    }

    private static String definition(String image) {
        return ("{'family':'api','networkMode':'awsvpc','requiresCompatibilities':['FARGATE'],'cpu':'256',"
                        + "'memory':'512','executionRoleArn':'arn:aws:iam::123456789012:role/exec',"
                        + "'containerDefinitions':[{'name':'app','image':'" + image
                        + "','portMappings':[{'containerPort':8080}]}]}")
                .replace('\'', '"');
    }

    private void register(String image) {
        ecs.region().call("RegisterTaskDefinition", definition(image));
    }

    private void deploy(String image) {
        register(image);
        ecs.region().call("UpdateService", "{\"cluster\":\"prod\",\"service\":\"api\",\"taskDefinition\":\"api\"}");
        ecs.clock().advance(Duration.ofMinutes(30));
    }

    /** A freeze window: only rollbacks pass. */
    private Judgement frozen(Change change) {
        judged.add(change);
        return change.rollback() ? Judgement.ALLOWED : new Judgement(List.of("frozen"), List.of());
    }

    private SandboxRollout rollback(String to) {
        return rollout(
                        ecs,
                        DeployRequest.of("eu-central-1", "prod", "api")
                                .taskDefinition(to)
                                .goesBack(true)
                                .with(Setting.ON_PERMANENT_FAILURE, FailureReaction.FAIL))
                .guardedBy(this::frozen);
    }

    private void isRefused(SandboxRollout rollout, String why) {
        ecs.clearCalls();
        Outcome outcome = rollout.run();
        assertThat(String.join("\n", rollout.lines()), outcome.verdict(), is(Verdict.REFUSED));
        assertThat(outcome.cause(), containsString("frozen"));
        assertThat(outcome.cause(), containsString("evaluated as a deployment"));
        assertThat(outcome.cause(), containsString(why));
        assertThat(ecs.calls("UpdateService"), empty());
    }

    @Test
    public void aRevisionThatWasNeverDeployedIsADeployment() {
        register(ECR + ":evil");

        isRefused(rollback("api:3"), "no successful deployment of it");
    }

    @Test
    public void aRevisionWhoseDeploymentFailedIsADeployment() {
        ecs.scenarios().image(ECR + ":3", Scenario.CRASH);
        deploy(ECR + ":3");
        deploy(ECR + ":4");

        isRefused(rollback("api:3"), "no successful deployment of it");
    }

    @Test
    public void aRevisionThatRanWellInAnotherServiceIsADeployment() {
        ecs.service(
                "prod", "other", s -> s.taskDefinition(definition(ECR + ":3")).desiredCount(1));
        ecs.clock().advance(Duration.ofMinutes(30));

        isRefused(rollback("api:3"), "no successful deployment of it");
    }

    @Test
    public void aRevisionThatRanWellInAnotherClusterIsADeployment() {
        ecs.service("test", "api", s -> s.taskDefinition(definition(ECR + ":3")).desiredCount(1));
        ecs.clock().advance(Duration.ofMinutes(30));

        isRefused(rollback("api:3"), "no successful deployment of it");
    }

    @Test
    public void aRevisionThatWasRecordedInAnotherAccountIsADeployment() {
        register(ECR + ":3");
        SandboxRollout rollout = rollback("api:3")
                .knowing((region, cluster, service) -> List.of(new KnownGood.Revision(
                        (REVISION + 3).replace("123456789012", "999999999999"), Map.of(), "build x #3")));

        isRefused(rollout, "no build of this Jenkins recorded api:3");
    }

    @Test
    public void whereTheImageThatWasGoodIsGoneTheMovedTagIsADeployment() {
        String good = ecs.images().digest(ECR + ":1");
        ecs.images().push(ECR + ":1");
        ecs.images().remove(good);

        isRefused(rollback("api:1"), "may refer to another image");
    }

    @Test
    public void aRecordWithoutDigestsDoesNotProveATag() {
        register(ECR + ":3");
        SandboxRollout rollout = rollback("api:3")
                .knowing((region, cluster, service) ->
                        List.of(new KnownGood.Revision(REVISION + 3, Map.of(), "build x #3")));

        isRefused(rollout, "may refer to another image");
    }

    @Test
    public void whereEcsCantBeAskedAndNothingIsRecordedItIsADeployment() {
        ecs.deny("ecs:ListServiceDeployments");

        isRefused(rollback("api:1"), "ecs:ListServiceDeployments is not allowed");
    }

    /** What a release did not prove: its deployment was good all the same. */
    private static KnownGood holding(int revision) {
        return new KnownGood() {
            @Override
            public List<Revision> revisions(String region, String cluster, String service) {
                return List.of(new Revision(REVISION + revision, Map.of(), "build x #" + revision));
            }

            @Override
            public Set<String> held(String region, String cluster, String service) {
                return Set.of(REVISION + revision);
            }
        };
    }

    @Test
    public void aRevisionWhoseVerificationFailedIsADeployment() {
        isRefused(rollback("api:1").knowing(holding(1)), "the verification of api:1 by ecsRelease did not pass");
    }

    @Test
    public void aRevisionWhoseVerificationFailedIsNotWhatIsGoneBackTo() {
        deploy(ECR + ":3");

        Outcome outcome = rollout(
                        ecs,
                        DeployRequest.of("eu-central-1", "prod", "api")
                                .goesBack(true)
                                .with(Setting.ON_PERMANENT_FAILURE, FailureReaction.FAIL))
                .knowing(holding(2))
                .run();

        assertThat(outcome.verdict(), is(Verdict.SUCCESS));
        assertThat(outcome.taskDefinition(), is(REVISION + 1));
    }

    @Test
    public void aRevisionThatRanWellPassesAFreeze() {
        Outcome outcome = rollback("api:1").run();

        assertThat(outcome.verdict(), is(Verdict.SUCCESS));
        assertThat(outcome.taskDefinition(), is(REVISION + 1));
        assertThat(judged.get(0).rollback(), is(true));
    }

    @Test
    public void withoutANameItPassesAFreezeToo() {
        assertThat(rollback(null).run().taskDefinition(), is(REVISION + 1));
    }

    @Test
    public void aMovedTagPassesAFreezeAsTheImageThatWasGood() {
        String good = ecs.images().digest(ECR + ":1");
        ecs.images().push(ECR + ":1");

        Outcome outcome = rollback("api:1").run();

        assertThat(outcome.verdict(), is(Verdict.SUCCESS));
        assertThat(outcome.imageDigests().get("app"), is(good));
        assertThat(judged.get(0).images(), is(List.of(ECR + "@" + good)));
    }

    @Test
    public void whereTheRegistryCantBeAskedItPassesAFreezeAsTheImageThatWasGood() {
        String good = ecs.images().digest(ECR + ":1");
        ecs.images().push(ECR + ":1");
        ecs.deny("ecr:DescribeImages");
        SandboxRollout rollout = rollback("api:1");

        Outcome outcome = rollout.run();

        assertThat(String.join("\n", rollout.lines()), outcome.verdict(), is(Verdict.SUCCESS));
        assertThat(outcome.imageDigests().get("app"), is(good));
        assertThat(
                rollout.lines(), hasItem("Container app uses the known good image by its digest: " + ECR + "@" + good));
    }

    @Test
    public void whatIsDeregisteredPassesAFreeze() {
        ecs.region().call("DeregisterTaskDefinition", "{\"taskDefinition\":\"api:1\"}");

        Outcome outcome = rollback("api:1").run();

        assertThat(outcome.verdict(), is(Verdict.SUCCESS));
        assertThat(outcome.taskDefinition(), is(REVISION + 3));
    }

    @Test
    public void aReadThatFailsForAWhileIsNoReasonToRefuse() {
        ecs.faults().on("ListServiceDeployments").times(3).throttle();

        assertThat(rollback("api:1").run().verdict(), is(Verdict.SUCCESS));
    }

    @Test
    public void withoutRulesWhatWasNeverDeployedMayBeNamed() {
        register(ECR + ":3");

        Outcome outcome = rollback("api:3").guardedBy(PolicyCheck.NONE).run();

        assertThat(outcome.verdict(), is(Verdict.SUCCESS));
        assertThat(outcome.taskDefinition(), is(REVISION + 3));
        assertThat(outcome.message(), not(containsString("judged")));
    }
}
