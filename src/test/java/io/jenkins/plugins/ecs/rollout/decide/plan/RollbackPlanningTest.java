package io.jenkins.plugins.ecs.rollout.decide.plan;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.not;

import io.jenkins.plugins.ecs.rollout.RolloutTestCase;
import io.jenkins.plugins.ecs.rollout.SandboxRollout;
import io.jenkins.plugins.ecs.rollout.Seen;
import io.jenkins.plugins.ecs.rollout.decide.Decider;
import io.jenkins.plugins.ecs.rollout.decide.phase.Decision;
import io.jenkins.plugins.ecs.rollout.observe.KnownGood;
import io.jenkins.plugins.ecs.rollout.observe.Observation;
import io.jenkins.plugins.ecs.rollout.request.DeployRequest;
import io.jenkins.plugins.ecs.rollout.request.DeployRequestBuilder;
import io.jenkins.plugins.ecs.rollout.request.FailureReaction;
import io.jenkins.plugins.ecs.rollout.request.Setting;
import io.jenkins.plugins.ecs.rollout.state.Outcome;
import io.jenkins.plugins.ecs.rollout.state.Phase;
import io.jenkins.plugins.ecs.rollout.state.RolloutState;
import io.jenkins.plugins.ecs.rollout.state.StopReason;
import io.jenkins.plugins.ecs.rollout.state.Verdict;
import io.jenkins.plugins.ecs.sandbox.EcsSandbox;
import io.jenkins.plugins.ecs.sandbox.Fault;
import io.jenkins.plugins.ecs.sandbox.Scenario;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.Test;

/** {@code ecsRollback}: what is in progress is rolled back by ECS, what is over by deploying what was good. */
public class RollbackPlanningTest extends RolloutTestCase {

    private static final String ECR = "123456789012.dkr.ecr.eu-central-1.amazonaws.com/shop/api";

    private static DeployRequestBuilder back() {
        return DeployRequest.of("eu-central-1", "prod", "api")
                .goesBack(true)
                .with(Setting.ON_PERMANENT_FAILURE, FailureReaction.FAIL);
    }

    private static String definition(String image) {
        return ("{'family':'api','networkMode':'awsvpc','requiresCompatibilities':['FARGATE'],'cpu':'256',"
                        + "'memory':'512','executionRoleArn':'arn:aws:iam::123456789012:role/exec',"
                        + "'containerDefinitions':[{'name':'app','image':'" + image
                        + "','portMappings':[{'containerPort':8080}]}]}")
                .replace('\'', '"');
    }

    private static void register(EcsSandbox ecs, String image) {
        ecs.region().call("RegisterTaskDefinition", definition(image));
    }

    /** Somebody deploys a revision, and some time goes by. */
    private static void deploy(EcsSandbox ecs, String image, Duration then) {
        register(ecs, image);
        ecs.region().call("UpdateService", "{\"cluster\":\"prod\",\"service\":\"api\",\"taskDefinition\":\"api\"}");
        ecs.clock().advance(then);
    }

    private static String runs(EcsSandbox ecs) {
        return ecs.region()
                .call("DescribeServices", "{\"cluster\":\"prod\",\"services\":[\"api\"]}")
                .at("/services/0/taskDefinition")
                .asText();
    }

    @Test
    public void whatIsUnderWayIsRolledBackByECS() {
        sandbox.scenarios().image(NEW, Scenario.STUCK);
        deploy(sandbox, NEW, Duration.ofSeconds(20));
        SandboxRollout rollout = rollout(back());

        Outcome outcome = rollout.run();

        assertThat(String.join("\n", rollout.lines()), outcome.verdict(), is(Verdict.SUCCESS));
        assertThat(outcome.taskDefinition(), endsWith("/api:1"));
        assertThat(outcome.proof(), containsString("all 2 running tasks use api:1"));
        assertThat(runs(sandbox), endsWith("/api:1"));
        assertThat(sandbox.calls("StopServiceDeployment").size(), is(1));
        assertThat(sandbox.calls("UpdateService"), empty());
    }

    @Test
    public void whatIsBeingRolledBackAlreadyIsFollowed() {
        sandbox.scenarios().image(NEW, Scenario.CRASH);
        deploy(sandbox, NEW, Duration.ofSeconds(33));
        SandboxRollout rollout = rollout(back());

        Outcome outcome = rollout.run();

        assertThat(String.join("\n", rollout.lines()), outcome.verdict(), is(Verdict.SUCCESS));
        assertThat(outcome.taskDefinition(), endsWith("/api:1"));
        assertThat(sandbox.calls("StopServiceDeployment"), empty());
    }

    @Test
    public void afterwardsTheLastGoodRevisionIsDeployedAndNotTheNumberBefore() {
        deploy(sandbox, NEW, Duration.ofMinutes(10));
        // Registered, and never deployed well: 3 not at all, 4 failed.
        register(sandbox, "repo/app:3");
        sandbox.scenarios().image("repo/app:4", Scenario.IMAGE_NOT_FOUND);
        deploy(sandbox, "repo/app:4", Duration.ofMinutes(30));
        deploy(sandbox, "repo/app:5", Duration.ofMinutes(10));
        assertThat(runs(sandbox), endsWith("/api:5"));
        SandboxRollout rollout = rollout(back());

        Outcome outcome = rollout.run();

        assertThat(String.join("\n", rollout.lines()), outcome.verdict(), is(Verdict.SUCCESS));
        assertThat(outcome.taskDefinition(), endsWith("/api:2"));
        assertThat(runs(sandbox), endsWith("/api:2"));
        assertThat(rollout.lines(), hasItem(containsString("Rolling back to api:2 (by ECS, service deployment ")));
    }

    @Test
    public void whatBuildsRecordedComesFirst() {
        deploy(sandbox, NEW, Duration.ofMinutes(10));
        deploy(sandbox, "repo/app:3", Duration.ofMinutes(10));
        String first = runs(sandbox).replace("api:3", "api:1");
        SandboxRollout rollout = rollout(back())
                .knowing((region, cluster, service) -> List.of(
                        new KnownGood.Revision(runs(sandbox), Map.of(), "build x #3"),
                        new KnownGood.Revision(first.replace("123456789012", "999999999999"), Map.of(), "elsewhere"),
                        new KnownGood.Revision(first, Map.of(), "build x #1")));

        Outcome outcome = rollout.run();

        assertThat(outcome.verdict(), is(Verdict.SUCCESS));
        assertThat(outcome.taskDefinition(), endsWith("/api:1"));
        assertThat(rollout.lines(), hasItem(containsString("Rolling back to api:1 (build x #1)")));
    }

    @Test
    public void aDeregisteredRevisionIsRegisteredAnew() {
        deploy(sandbox, NEW, Duration.ofMinutes(10));
        deploy(sandbox, "repo/app:3", Duration.ofMinutes(10));
        sandbox.region().call("DeregisterTaskDefinition", "{\"taskDefinition\":\"api:2\"}");

        Outcome outcome = rollout(back()).run();

        assertThat(outcome.verdict(), is(Verdict.SUCCESS));
        assertThat("not one version too far", outcome.taskDefinition(), endsWith("/api:4"));
        assertThat(outcome.images().get("app"), is(NEW));
    }

    @Test
    public void aDeregisteredRevisionThatIsNamedIsRegisteredAnewWithTheImagesThatWereGood() {
        try (EcsSandbox fresh = EcsSandbox.start();
                EcsSandbox ecs = withMovedTag()) {
            ecs.region().call("DeregisterTaskDefinition", "{\"taskDefinition\":\"api:1\"}");
            SandboxRollout rollout = rollout(ecs, back().taskDefinition("api:1"));

            Outcome outcome = rollout.run();

            String story = String.join("\n", rollout.lines());
            assertThat(story, outcome.verdict(), is(Verdict.SUCCESS));
            assertThat(story, outcome.taskDefinition(), endsWith("/api:3"));
            assertThat(
                    story, outcome.imageDigests().get("app"), is(fresh.images().digest(ECR + ":1")));
            assertThat(story, rollout.lines(), hasItem("api:1 is deregistered: registering it again"));
        }
    }

    @Test
    public void aDeregisteredRevisionIsStillNothingToDeploy() {
        sandbox.region().call("DeregisterTaskDefinition", "{\"taskDefinition\":\"api:1\"}");

        Outcome outcome = rollout(
                        DeployRequest.of("eu-central-1", "prod", "api").taskDefinition("api:1"))
                .run();

        assertThat(outcome.verdict(), is(Verdict.REFUSED));
        assertThat(outcome.cause(), containsString("INACTIVE"));
    }

    @Test
    public void toNamesTheRevision() {
        deploy(sandbox, NEW, Duration.ofMinutes(10));
        deploy(sandbox, "repo/app:3", Duration.ofMinutes(10));

        Outcome outcome = rollout(back().taskDefinition("api:1")).run();

        assertThat(outcome.verdict(), is(Verdict.SUCCESS));
        assertThat(runs(sandbox), endsWith("/api:1"));
    }

    @Test
    public void withNothingGoodItIsRefused() {
        SandboxRollout rollout = rollout(back());

        Outcome outcome = rollout.run();

        assertThat(outcome.verdict(), is(Verdict.REFUSED));
        assertThat(outcome.advice(), containsString("'to'"));
        assertThat(sandbox.calls("UpdateService"), empty());
    }

    @Test
    public void withoutTheRightToListItSaysWhatIsMissing() {
        deploy(sandbox, NEW, Duration.ofMinutes(10));
        sandbox.deny("ecs:ListServiceDeployments");

        Outcome outcome = rollout(back()).run();

        assertThat(outcome.verdict(), is(Verdict.REFUSED));
        assertThat(outcome.cause(), containsString("ecs:ListServiceDeployments is not allowed"));
    }

    @Test
    public void whereServiceDeploymentsAreHiddenWhatStillRunsIsGoneBackTo() {
        sandbox.scenarios().image(NEW, Scenario.STUCK);
        deploy(sandbox, NEW, Duration.ofSeconds(20));
        sandbox.deny("ecs:ListServiceDeployments").deny("ecs:DescribeServiceDeployments");
        SandboxRollout rollout = rollout(back());

        Outcome outcome = rollout.run();

        assertThat(String.join("\n", rollout.lines()), outcome.verdict(), is(Verdict.SUCCESS));
        assertThat(runs(sandbox), endsWith("/api:1"));
        assertThat(rollout.lines(), hasItem(containsString("rolling back with a new deployment")));
    }

    @Test
    public void withoutTheRightToStopItIsRefused() {
        sandbox.scenarios().image(NEW, Scenario.STUCK);
        deploy(sandbox, NEW, Duration.ofSeconds(20));
        sandbox.deny("ecs:StopServiceDeployment");

        Outcome outcome = rollout(back()).run();

        assertThat(outcome.verdict(), is(Verdict.REFUSED));
        assertThat(outcome.cause(), containsString("ecs:StopServiceDeployment"));
    }

    @Test
    public void aRollbackThatFailsIsOne() {
        RolloutState state = Seen.following("d1", "ecs-svc/5", 100);
        state.stop.stopReason = StopReason.REQUEST;
        state.stop.stopSince = Seen.NOW;
        Observation seen = Seen.service("d1", Seen.deployment("ecs-svc/6", "PRIMARY", Seen.V6, "FAILED", 0, 200));
        seen.own = Seen.own("d1", "ROLLBACK_FAILED", null, false, 0, 3);

        Decision turn = Decider.decide(state, seen, Seen.NOW, 0);

        assertThat(turn.state().verdictInSight, is(Verdict.ROLLBACK_FAILED));
    }

    @Test
    public void whatIsCompleteBeforeItCouldBeRolledBackIsGoneBackFromByADeployment() {
        RolloutState state = Seen.following("d1", "ecs-svc/5", 100);
        state.stop.stopReason = StopReason.REQUEST;
        state.stop.stopSince = Seen.NOW;
        Observation seen = Seen.service("d1", Seen.deployment("ecs-svc/5", "PRIMARY", Seen.V5, "COMPLETED", 3, 100));
        seen.own = Seen.own("d1", "SUCCESSFUL", null, false, 3, 3);

        Decision turn = Decider.decide(state, seen, Seen.NOW, 0);

        assertThat(turn.state().phase, is(Phase.PLANNING));
        assertThat(turn.state().isStopping(), is(false));
    }

    @Test
    public void imagesThatAreGoneAreToldBeforehand() {
        EcsSandbox ecs = EcsSandbox.start();
        ecs.cluster("prod");
        ecs.service("prod", "api", s -> s.taskDefinition(definition(ECR + ":1")).desiredCount(1));
        ecs.clock().advance(Duration.ofMinutes(10));
        deploy(ecs, ECR + ":2", Duration.ofMinutes(10));
        ecs.images().remove(ECR + ":1");
        SandboxRollout rollout = rollout(ecs, back());
        rollout.run();
        assertThat(rollout.lines(), hasItem(containsString("The image of container app is no longer in the registry")));

        ecs.close();
    }

    /** A service that ran {@code :1} and now runs {@code :2}, after which a user pushed another {@code :1}. */
    private static EcsSandbox withMovedTag() {
        EcsSandbox ecs = EcsSandbox.start();
        ecs.cluster("prod");
        ecs.service("prod", "api", s -> s.taskDefinition(definition(ECR + ":1")).desiredCount(1));
        ecs.clock().advance(Duration.ofMinutes(10));
        deploy(ecs, ECR + ":2", Duration.ofMinutes(10));
        ecs.images().push(ECR + ":1");
        return ecs;
    }

    @Test
    public void aTagThatMovedIsToldBeforehandAndTheImageThatWasGoodIsDeployed() {
        try (EcsSandbox fresh = EcsSandbox.start();
                EcsSandbox ecs = withMovedTag()) {
            String good = fresh.images().digest(ECR + ":1");
            SandboxRollout rollout = rollout(ecs, back());

            Outcome outcome = rollout.run();

            String story = String.join("\n", rollout.lines());
            assertThat(story, outcome.verdict(), is(Verdict.SUCCESS));
            assertThat(story, rollout.lines(), hasItem(containsString("now refers to another image")));
            assertThat(
                    story,
                    rollout.lines(),
                    hasItem("Container app uses the known good image by its digest: " + ECR + "@" + good));
            assertThat(story, outcome.taskDefinition(), endsWith("/api:3"));
            assertThat(story, outcome.imageDigests().get("app"), is(good));
            assertThat(story, outcome.proof(), containsString("the same images as when it was good"));
        }
    }

    @Test
    public void aMovedTagOfARevisionThatIsNamedIsReplacedByTheImageThatWasGood() {
        try (EcsSandbox fresh = EcsSandbox.start();
                EcsSandbox ecs = withMovedTag()) {
            String good = fresh.images().digest(ECR + ":1");
            SandboxRollout rollout = rollout(ecs, back().taskDefinition("api:1"));

            Outcome outcome = rollout.run();

            String story = String.join("\n", rollout.lines());
            assertThat(story, outcome.verdict(), is(Verdict.SUCCESS));
            assertThat(story, rollout.lines(), hasItem(containsString("now refers to another image")));
            assertThat(story, outcome.taskDefinition(), endsWith("/api:3"));
            assertThat(story, outcome.imageDigests().get("app"), is(good));
        }
    }

    @Test
    public void whatBuildsRecordedOfAnImageCountsToo() {
        try (EcsSandbox ecs = withMovedTag()) {
            String first = runs(ecs).replace("api:2", "api:1");
            SandboxRollout rollout = rollout(ecs, back().taskDefinition("api:1"))
                    .knowing((region, cluster, service) -> List.of(new KnownGood.Revision(
                            first, Map.of("app", ecs.images().digest(ECR + ":1")), "build x #1")));

            Outcome outcome = rollout.run();

            assertThat(outcome.proof(), containsString("the same images as when it was good"));
            assertThat(rollout.lines(), not(hasItem(containsString("refers to another image"))));
        }
    }

    @Test
    public void ofATagInAnotherRegistryItIsToldThatItCantBeLookedUp() {
        deploy(sandbox, NEW, Duration.ofMinutes(10));
        sandbox.images().push(OLD);
        SandboxRollout rollout = rollout(back());

        Outcome outcome = rollout.run();

        String story = String.join("\n", rollout.lines());
        assertThat(story, outcome.verdict(), is(Verdict.SUCCESS));
        assertThat(
                story,
                rollout.lines(),
                hasItem(containsString("Container app uses an image tag (repo/app:1.0.0), which may now refer to"
                        + " another image than the known good one, sha256:")));
        assertThat(story, outcome.proof(), containsString("as when it was good"));
    }

    @Test
    public void whereTheGoodImageIsGoneTheTagIsAllThereIs() {
        try (EcsSandbox fresh = EcsSandbox.start();
                EcsSandbox ecs = withMovedTag()) {
            ecs.images().remove(fresh.images().digest(ECR + ":1"));
            SandboxRollout rollout = rollout(ecs, back());

            Outcome outcome = rollout.run();

            assertThat(rollout.lines(), hasItem(containsString("the known good image is no longer in the registry")));
            assertThat(outcome.taskDefinition(), endsWith("/api:1"));
        }
    }

    @Test
    public void withoutTheRightToLookImagesUpThatIsSaid() {
        try (EcsSandbox ecs = withMovedTag()) {
            ecs.deny("ecr:DescribeImages");
            SandboxRollout denied = rollout(ecs, back());

            assertThat(denied.run().verdict(), is(Verdict.SUCCESS));
            assertThat(denied.lines(), hasItem(containsString("ecr:DescribeImages is not allowed")));
            assertThat(ecs.calls("RegisterTaskDefinition"), empty());
        }
    }

    @Test
    public void aKillWhileTheGoodImageIsPinnedRegistersOnce() {
        SandboxRollout plain = rollout(withMovedTag(), back());
        plain.run();
        for (int save = 1; save <= Math.min(8, plain.saves()); save++) {
            try (EcsSandbox ecs = withMovedTag()) {
                ecs.clearCalls();
                SandboxRollout rollout = rollout(ecs, back()).killAtSave(save, save % 2 == 0);

                Outcome outcome = rollout.run();

                assertThat(String.join("\n", rollout.lines()), outcome.verdict(), is(Verdict.SUCCESS));
                assertThat(ecs.calls("RegisterTaskDefinition").size(), is(1));
                assertThat(ecs.calls("UpdateService").size(), is(1));
            }
        }
    }

    @Test
    public void aKillInAnyRoundAsksOnce() {
        for (boolean underWay : new boolean[] {true, false}) {
            SandboxRollout plain = rollout(scene(underWay), back());
            plain.run();
            for (int save = 1; save <= plain.saves(); save++) {
                for (boolean before : new boolean[] {true, false}) {
                    EcsSandbox ecs = scene(underWay);
                    SandboxRollout rollout = rollout(ecs, back()).killAtSave(save, before);

                    Outcome outcome = rollout.run();

                    assertThat(String.join("\n", rollout.lines()), outcome.verdict(), is(Verdict.SUCCESS));
                    assertThat(runs(ecs), endsWith("/api:1"));
                    assertThat(ecs.calls("StopServiceDeployment").size(), lessThanOrEqualTo(1));
                    assertThat(ecs.calls("UpdateService").size(), is(underWay ? 0 : 1));
                    ecs.close();
                }
            }
        }
    }

    private EcsSandbox scene(boolean underWay) {
        EcsSandbox ecs = newSandbox(true);
        if (underWay) {
            ecs.scenarios().image(NEW, Scenario.STUCK);
        }
        deploy(ecs, NEW, underWay ? Duration.ofSeconds(20) : Duration.ofMinutes(10));
        return ecs;
    }

    @Test
    public void faultsOfEachCallAreLivedThrough() {
        List<Consumer<Fault>> faults = List.of(Fault::throttle, Fault::serverError, Fault::reset, Fault::garbage);
        for (String operation : new String[] {
            "StopServiceDeployment", "DescribeServices", "DescribeServiceDeployments", "ListServiceDeployments"
        }) {
            for (Consumer<Fault> fault : faults) {
                EcsSandbox ecs = scene(true);
                fault.accept(ecs.faults().on(operation).times(2));

                assertThat(operation, rollout(ecs, back()).run().verdict(), is(Verdict.SUCCESS));
                assertThat(runs(ecs), endsWith("/api:1"));
                ecs.close();
            }
        }
    }

    @Test
    public void anAbortLeavesTheRollbackToECSInEveryPhase() {
        for (Phase phase : new Phase[] {Phase.STOPPING, Phase.FOLLOWING}) {
            EcsSandbox ecs = scene(true);
            SandboxRollout rollout = rollout(ecs, back());
            rollout.runUntil(state -> state.phase() == phase);

            Outcome outcome = rollout.abort("aborted by somebody").run();

            assertThat(outcome.verdict(), is(Verdict.ABORTED));
            assertThat(ecs.calls("StopServiceDeployment").size(), is(phase == Phase.STOPPING ? 0 : 1));
            ecs.close();
        }
    }

    @Test
    public void aRollbackThatTakesTooLongIsTimedOut() {
        EcsSandbox ecs = scene(true);
        ecs.behavior().healthyAfter(Duration.ofHours(2));

        Outcome outcome = rollout(ecs, back().with(Setting.TIMEOUT, Duration.ofMinutes(15)))
                .run();

        assertThat(outcome.verdict(), is(Verdict.TIMED_OUT));
        assertThat(outcome.cause(), containsString("it continues"));
        ecs.close();
    }
}
