package io.jenkins.plugins.ecs.rollout.decide.after;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.not;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.ecs.rollout.RolloutTestCase;
import io.jenkins.plugins.ecs.rollout.SandboxRollout;
import io.jenkins.plugins.ecs.rollout.observe.KnownGood;
import io.jenkins.plugins.ecs.rollout.observe.Retention;
import io.jenkins.plugins.ecs.rollout.request.DeployRequest;
import io.jenkins.plugins.ecs.rollout.request.DeployRequestBuilder;
import io.jenkins.plugins.ecs.rollout.request.Reaction;
import io.jenkins.plugins.ecs.rollout.request.Setting;
import io.jenkins.plugins.ecs.rollout.state.Outcome;
import io.jenkins.plugins.ecs.rollout.state.Phase;
import io.jenkins.plugins.ecs.rollout.state.Verdict;
import io.jenkins.plugins.ecs.sandbox.EcsSandbox;
import io.jenkins.plugins.ecs.sandbox.Faults;
import io.jenkins.plugins.ecs.sandbox.Scenario;
import io.jenkins.plugins.ecs.text.Arns;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.Test;

/** {@code keepRevisions}: what goes after a success, and what never does. */
public class RevisionCleanupTest extends RolloutTestCase {

    private static final String NETWORK =
            "\"networkConfiguration\":{\"awsvpcConfiguration\":{\"subnets\":[\"subnet-1\"]}}";

    /** Revision 1 is what the service of the sandbox runs. */
    private void registerUpTo(EcsSandbox ecs, int last) {
        JsonNode first = ecs.region()
                .call("DescribeTaskDefinition", "{\"taskDefinition\":\"api:1\"}")
                .path("taskDefinition");
        for (int revision = 2; revision <= last; revision++) {
            ecs.region()
                    .call(
                            "RegisterTaskDefinition",
                            "{\"family\":\"api\",\"networkMode\":\"awsvpc\",\"cpu\":\"256\",\"memory\":\"512\","
                                    + "\"requiresCompatibilities\":[\"FARGATE\"],\"containerDefinitions\":"
                                    + first.path("containerDefinitions")
                                            .toString()
                                            .replace(OLD, "repo/app:old-" + revision)
                                    + "}");
        }
    }

    private static List<String> active(EcsSandbox ecs) {
        List<String> names = new ArrayList<>();
        ecs.region()
                .call("ListTaskDefinitions", "{\"familyPrefix\":\"api\"}")
                .path("taskDefinitionArns")
                .forEach(arn -> names.add(Arns.brief(arn.asText())));
        return names;
    }

    private static String story(SandboxRollout rollout) {
        return String.join("\n", rollout.lines());
    }

    private static String arn(EcsSandbox ecs, int revision) {
        return ecs.region()
                .call("DescribeTaskDefinition", "{\"taskDefinition\":\"api:" + revision + "\"}")
                .at("/taskDefinition/taskDefinitionArn")
                .asText();
    }

    private static void create(EcsSandbox ecs, String cluster, String service, int revision) {
        ecs.region()
                .call(
                        "CreateService",
                        "{\"cluster\":\"" + cluster + "\",\"serviceName\":\"" + service + "\",\"desiredCount\":1,"
                                + "\"launchType\":\"FARGATE\",\"taskDefinition\":\"api:" + revision + "\","
                                + NETWORK + "}");
    }

    private static void update(EcsSandbox ecs, String cluster, String service, int revision) {
        ecs.region()
                .call(
                        "UpdateService",
                        "{\"cluster\":\"" + cluster + "\",\"service\":\"" + service + "\",\"taskDefinition\":\"api:"
                                + revision + "\"}");
    }

    @Test
    public void afterASuccessOldRevisionsAreDeregisteredAndWhatRanBeforeStays() {
        registerUpTo(sandbox, 6);
        SandboxRollout rollout = rollout(request().with(Setting.KEEP_REVISIONS, 3));

        Outcome outcome = rollout.run();

        assertThat(story(rollout), outcome.verdict(), is(Verdict.SUCCESS));
        assertThat(story(rollout), active(sandbox), contains("api:1", "api:5", "api:6", "api:7"));
        assertThat(rollout.lines(), hasItem("Deregistered 3 old revisions: api:2, api:3, api:4"));
        assertThat(rollout.lines(), hasItem("Kept besides the newest 3 revisions: api:1 is the previous revision"));
        assertThat(sandbox.calls("DeregisterTaskDefinition").size(), is(3));
    }

    @Test
    public void withoutItNothingIsLookedAtOrDeregistered() {
        registerUpTo(sandbox, 6);

        rollout(request()).run();

        assertThat(active(sandbox).size(), is(7));
        assertThat(sandbox.calls("ListClusters"), empty());
    }

    @Test
    public void withFewRevisionsOnlyTheFamilyIsLookedAt() {
        SandboxRollout rollout = rollout(request().with(Setting.KEEP_REVISIONS, 2));

        assertThat(rollout.run().verdict(), is(Verdict.SUCCESS));

        assertThat(active(sandbox), contains("api:1", "api:2"));
        assertThat(sandbox.calls("ListClusters"), empty());
    }

    @Test
    public void afterAnythingButASuccessNothingIsDeregistered() {
        for (Scenario scenario : new Scenario[] {Scenario.CRASH, Scenario.IMAGE_NOT_FOUND, Scenario.STUCK}) {
            EcsSandbox ecs = newSandbox(true);
            registerUpTo(ecs, 6);
            ecs.scenarios().image(NEW, scenario);
            SandboxRollout rollout = rollout(ecs, request().with(Setting.KEEP_REVISIONS, 1));

            assertThat(scenario.toString(), rollout.run().verdict().isGreen(), is(false));

            assertThat(story(rollout), active(ecs).size(), is(7));
            assertThat(story(rollout), ecs.calls("DeregisterTaskDefinition"), empty());
        }
        registerUpTo(sandbox, 6);
        DeployRequestBuilder same =
                DeployRequest.of("eu-central-1", "prod", "api").with(Setting.KEEP_REVISIONS, 1);
        assertThat(rollout(same).run().verdict(), is(Verdict.NO_CHANGE));
        assertThat(
                rollout(request().with(Setting.KEEP_REVISIONS, 1).waitForEnd(false))
                        .run()
                        .verdict(),
                is(Verdict.STARTED));
        assertThat(sandbox.calls("DeregisterTaskDefinition"), empty());
    }

    @Test
    public void whatRunsElsewhereStays() {
        registerUpTo(sandbox, 8);
        // 3: another service; 4: its deployment in progress, which may roll back to 3; 5: a service in another cluster;
        // 6: a task that no service started.
        create(sandbox, "prod", "worker", 3);
        sandbox.clock().advance(Duration.ofMinutes(10));
        sandbox.scenarios().image("repo/app:old-4", Scenario.STUCK);
        sandbox.cluster("staging");
        create(sandbox, "staging", "web", 5);
        sandbox.clock().advance(Duration.ofMinutes(5));
        update(sandbox, "prod", "worker", 4);
        sandbox.clock().advance(Duration.ofSeconds(20));
        SandboxRollout rollout = rollout(request().with(Setting.KEEP_REVISIONS, 1));
        rollout.runUntil(state -> state.phase() == Phase.TIDYING);
        sandbox.region()
                .call(
                        "RunTask",
                        "{\"cluster\":\"staging\",\"taskDefinition\":\"api:6\",\"launchType\":\"FARGATE\"," + NETWORK
                                + "}");

        assertThat(rollout.run().verdict(), is(Verdict.SUCCESS));

        assertThat(story(rollout), active(sandbox), contains("api:1", "api:3", "api:4", "api:5", "api:6", "api:9"));
        assertThat(story(rollout), rollout.lines(), hasItem(containsString("api:5 is used by staging/web")));
        assertThat(story(rollout), rollout.lines(), hasItem(containsString("api:6 runs as a task in staging")));
    }

    @Test
    public void whatARollbackWouldChooseStays() {
        registerUpTo(sandbox, 6);
        String recorded = arn(sandbox, 3);
        // 2 was deployed well, then 4: ECS remembers both; 3 is in a build's record.
        for (int revision : new int[] {2, 4}) {
            update(sandbox, "prod", "api", revision);
            sandbox.clock().advance(Duration.ofMinutes(10));
        }
        SandboxRollout rollout = rollout(request().with(Setting.KEEP_REVISIONS, 1))
                .knowing((region, cluster, service) -> cluster.equals("prod") && service.equals("api")
                        ? List.of(new KnownGood.Revision(recorded, Map.of(), "build shop #7"))
                        : List.of());

        assertThat(rollout.run().verdict(), is(Verdict.SUCCESS));

        // 4 ran before, and is what ECS remembers as well.
        assertThat(story(rollout), active(sandbox), contains("api:3", "api:4", "api:7"));
        assertThat(
                story(rollout),
                rollout.lines(),
                hasItem(containsString("api:3 is a rollback target of service prod/api")));
    }

    /** What was deregistered in between, or never was, is not rolled back to; the next one is. */
    @Test
    public void theWayBackIsOneThatIsStillActive() {
        registerUpTo(sandbox, 6);
        String gone = arn(sandbox, 5);
        String good = arn(sandbox, 2);
        sandbox.region().call("DeregisterTaskDefinition", "{\"taskDefinition\":\"api:5\"}");
        SandboxRollout rollout = rollout(request().with(Setting.KEEP_REVISIONS, 1))
                .knowing((region, cluster, service) -> List.of(
                        new KnownGood.Revision(gone, Map.of(), "build shop #9"),
                        new KnownGood.Revision(good, Map.of(), "build shop #7")));

        rollout.run();

        assertThat(story(rollout), active(sandbox), contains("api:1", "api:2", "api:7"));
    }

    @Test
    public void whatIsNotAllowedIsNamedAndNothingIsDeregistered() {
        for (String action : new String[] {
            "ecs:ListClusters", "ecs:ListServices", "ecs:DeregisterTaskDefinition",
        }) {
            EcsSandbox ecs = newSandbox(true);
            registerUpTo(ecs, 6);
            ecs.deny(action);
            SandboxRollout rollout = rollout(ecs, request().with(Setting.KEEP_REVISIONS, 1));

            Outcome outcome = rollout.run();

            assertThat(action, outcome.verdict(), is(Verdict.SUCCESS));
            assertThat(action, active(ecs).size(), is(7));
            assertThat(
                    story(rollout),
                    rollout.lines(),
                    hasItem(containsString(
                            "Warning: old revisions stay registered (keepRevisions), because " + action)));
        }
    }

    @Test
    public void whereServiceDeploymentsCantBeListedTheWayBackIsNotKnown() {
        registerUpTo(sandbox, 6);
        SandboxRollout rollout = rollout(request().with(Setting.KEEP_REVISIONS, 1));
        rollout.runUntil(state -> state.phase() == Phase.TIDYING);
        sandbox.deny("ecs:ListServiceDeployments");

        assertThat(rollout.run().verdict(), is(Verdict.SUCCESS));

        assertThat(active(sandbox).size(), is(7));
        assertThat(rollout.lines(), hasItem(containsString("because ecs:ListServiceDeployments is not allowed")));
    }

    @Test
    public void aRestartAnywhereInTheMiddleLosesNothingAndHarmsNothing() {
        for (boolean beforeItIsSaved : new boolean[] {true, false}) {
            for (int kill = 1; kill <= 8; kill++) {
                EcsSandbox ecs = newSandbox(true);
                registerUpTo(ecs, 6);
                SandboxRollout rollout = rollout(ecs, request().with(Setting.KEEP_REVISIONS, 3));
                rollout.runUntil(state -> state.phase() == Phase.TIDYING);
                rollout.killAtSave(kill, beforeItIsSaved);

                Outcome outcome = rollout.run();

                String story = "killed at save " + kill + ":\n" + story(rollout);
                assertThat(story, outcome.verdict(), is(Verdict.SUCCESS));
                assertThat(story, active(ecs), contains("api:1", "api:5", "api:6", "api:7"));
                assertThat(story, ecs.calls("DeregisterTaskDefinition").size(), lessThanOrEqualTo(4));
                assertThat(story, ecs.calls("RegisterTaskDefinition").size(), is(1));
                assertThat(story, ecs.calls("UpdateService").size(), is(1));
            }
        }
    }

    /** While it was away, a user began to use what it was about to deregister. */
    @Test
    public void afterARestartAllIsLookedAtAnew() {
        registerUpTo(sandbox, 6);
        SandboxRollout rollout = rollout(request().with(Setting.KEEP_REVISIONS, 3));
        rollout.runUntil(state -> state.phase() == Phase.TIDYING);
        rollout.runUntil(state -> state.cleanup.toDeregister.size() == 2);
        create(sandbox, "prod", "worker", 3);
        sandbox.clock().advance(Duration.ofMinutes(2));

        rollout.run();

        assertThat(story(rollout), active(sandbox), contains("api:1", "api:3", "api:5", "api:6", "api:7"));
    }

    @Test
    public void faultsAreRiddenOutOrLeftWithAWarning() {
        List<Consumer<Faults>> all = List.of(
                faults -> faults.on("DeregisterTaskDefinition").throttle().times(2),
                faults -> faults.on("DeregisterTaskDefinition").serverError().times(2),
                faults -> faults.on("ListServices").serverError().times(2),
                faults ->
                        faults.on("DeregisterTaskDefinition").resetAfterEffect().times(1));
        for (Consumer<Faults> some : all) {
            EcsSandbox ecs = newSandbox(true);
            registerUpTo(ecs, 6);
            SandboxRollout rollout = rollout(ecs, request().with(Setting.KEEP_REVISIONS, 3));
            rollout.runUntil(state -> state.phase() == Phase.TIDYING);
            some.accept(ecs.faults());

            assertThat(story(rollout), rollout.run().verdict(), is(Verdict.SUCCESS));
            assertThat(story(rollout), active(ecs), contains("api:1", "api:5", "api:6", "api:7"));
        }
        registerUpTo(sandbox, 6);
        SandboxRollout rollout = rollout(request().with(Setting.KEEP_REVISIONS, 3));
        rollout.runUntil(state -> state.phase() == Phase.TIDYING);
        sandbox.faults().on("DeregisterTaskDefinition").serverError();
        assertThat(rollout.run().verdict(), is(Verdict.SUCCESS));
        assertThat(rollout.lines(), hasItem(containsString("Warning: old revisions stay registered")));
    }

    @Test
    public void aFewAtATimeTheOldestFirst() {
        registerUpTo(sandbox, 30);
        SandboxRollout rollout = rollout(request().with(Setting.KEEP_REVISIONS, 2));

        rollout.run();

        assertThat(sandbox.calls("DeregisterTaskDefinition").size(), is(Retention.MOST_AT_ONCE));
        assertThat(active(sandbox).subList(0, 2), contains("api:1", "api:22"));
        assertThat(rollout.lines(), hasItem("8 more old revisions are left for the next deployment"));
    }

    @Test
    public void itWaitsForItsTurnAndGivesUpInTheEnd() {
        registerUpTo(sandbox, 6);
        SandboxRollout rollout =
                rollout(request().with(Setting.KEEP_REVISIONS, 1).with(Setting.TIMEOUT, Duration.ofMinutes(8)));
        rollout.runUntil(state -> state.phase() == Phase.TIDYING);
        rollout.gate(operation -> 30_000);

        assertThat(rollout.run().verdict(), is(Verdict.SUCCESS));

        assertThat(sandbox.calls("DeregisterTaskDefinition"), empty());
        assertThat(rollout.lines(), hasItem(containsString("because it took too long")));
    }

    @Test
    public void anAbortEndsItAndTheVerdictStands() {
        registerUpTo(sandbox, 6);
        SandboxRollout rollout =
                rollout(request().with(Setting.KEEP_REVISIONS, 1).with(Setting.ON_ABORT, Reaction.ROLLBACK));
        rollout.runUntil(state -> state.phase() == Phase.TIDYING && state.cleanup.deregistered.size() == 1);

        rollout.abort("Aborted by admin");

        assertThat(rollout.state().hasEnded(), is(true));
        assertThat(rollout.state().verdict(), is(Verdict.SUCCESS));
        assertThat(rollout.lines(), hasItem("Deregistered 1 old revision: api:2"));
        assertThat(sandbox.calls("StopServiceDeployment"), empty());
        assertThat(active(sandbox), not(hasItem("api:2")));
    }

    @Test
    public void theDeploymentIsOverWhenItIsProven() {
        registerUpTo(sandbox, 6);
        SandboxRollout rollout = rollout(request().with(Setting.KEEP_REVISIONS, 1));
        rollout.runUntil(state -> state.phase() == Phase.TIDYING);
        long proven = sandbox.clock().millis();
        sandbox.clock().advance(Duration.ofSeconds(30));

        assertThat(rollout.run().finishedAt(), lessThanOrEqualTo(proven));
    }
}
