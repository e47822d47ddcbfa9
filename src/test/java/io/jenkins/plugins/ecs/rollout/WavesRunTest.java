package io.jenkins.plugins.ecs.rollout;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.anEmptyMap;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import io.jenkins.plugins.ecs.policy.Judgement;
import io.jenkins.plugins.ecs.rollout.lock.DeploymentLocks;
import io.jenkins.plugins.ecs.rollout.request.DeployRequest;
import io.jenkins.plugins.ecs.rollout.request.DeployRequestBuilder;
import io.jenkins.plugins.ecs.rollout.request.OnWaveFailure;
import io.jenkins.plugins.ecs.rollout.request.Reaction;
import io.jenkins.plugins.ecs.rollout.request.Setting;
import io.jenkins.plugins.ecs.rollout.request.WhenBusy;
import io.jenkins.plugins.ecs.rollout.services.WaveService;
import io.jenkins.plugins.ecs.rollout.services.WavesOutcome;
import io.jenkins.plugins.ecs.rollout.services.WavesState;
import io.jenkins.plugins.ecs.rollout.state.Outcome;
import io.jenkins.plugins.ecs.rollout.state.Phase;
import io.jenkins.plugins.ecs.rollout.state.RolloutState;
import io.jenkins.plugins.ecs.rollout.state.Verdict;
import io.jenkins.plugins.ecs.sandbox.EcsSandbox;
import io.jenkins.plugins.ecs.sandbox.Scenario;
import io.jenkins.plugins.ecs.taskdef.ContainerChange;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;

/** Several services over HTTP to the sandbox: order, failures, ways back, locks, restarts and aborts. */
public class WavesRunTest {

    private final List<AutoCloseable> open = new ArrayList<>();
    private EcsSandbox sandbox;

    @Before
    public void startSandbox() {
        sandbox = EcsSandbox.start();
        open.add(sandbox);
        sandbox.cluster("prod");
        for (String name : List.of("api", "web", "worker")) {
            sandbox.service(
                    "prod",
                    name,
                    s -> s.image("repo/" + name + ":1.0.0").desiredCount(2).circuitBreaker(true, true));
        }
        sandbox.clock().advance(Duration.ofMinutes(10));
    }

    @After
    public void stopSandbox() throws Exception {
        for (AutoCloseable each : open) {
            each.close();
        }
        if (!sandbox.errors().isEmpty()) {
            throw new AssertionError("the sandbox has a bug", sandbox.errors().get(0));
        }
    }

    @Test
    public void aWaveBeginsOnceTheOneBeforeHasEndedWell() {
        SandboxWaves waves = waves(0, OnWaveFailure.STOP, one("api", 1), one("web", 1), one("worker", 2));
        waves.runUntil(state -> state.services().get(2).isRunning());

        assertThat(waves.verdicts().get("api"), is(Verdict.SUCCESS));
        assertThat(waves.verdicts().get("web"), is(Verdict.SUCCESS));
        assertThat("nothing of the second wave was touched before", runs("worker"), is("worker:1"));

        waves.run();
        assertThat(waves.verdicts(), is(all(Verdict.SUCCESS, Verdict.SUCCESS, Verdict.SUCCESS)));
        assertThat(runs("worker"), is("worker:2"));
        assertThat(waves.lines(), hasItem("Wave 1 of 2: api, web"));
        assertThat(waves.lines(), hasItem(startsWith("worker: SUCCESS: prod/worker is running worker:2")));
        assertThat(
                WavesOutcome.of(waves.state()).message(),
                is("SUCCESS: 3 services: api SUCCESS, web SUCCESS, worker SUCCESS"));
    }

    @Test
    public void aServiceWhoseRoundsBreakForAWhileIsDeployedAllTheSame() {
        int[] times = {4};
        SandboxWaves waves = waves(0, OnWaveFailure.STOP, one("api", 1), one("web", 1));
        waves.breakingAt(state ->
                state.request().serviceName().equals("web") && state.phase() == Phase.FOLLOWING && times[0]-- > 0);

        waves.run();

        assertThat(waves.verdicts().get("web"), is(Verdict.SUCCESS));
        assertThat(
                waves.lines().stream()
                        .filter(line ->
                                line.startsWith("web: An error in this plugin (IllegalStateException: a bug at "))
                        .count(),
                is(1L));
    }

    @Test
    public void oneThatBreaksForTenMinutesIsUnknownAndTheOthersGoOn() {
        SandboxWaves waves = waves(0, OnWaveFailure.STOP, one("api", 1), one("web", 1));
        waves.breakingAt(state -> state.request().serviceName().equals("web") && state.phase() == Phase.FOLLOWING);
        long began = sandbox.clock().millis();

        waves.run();

        assertThat(waves.verdicts().get("api"), is(Verdict.SUCCESS));
        assertThat(waves.verdicts().get("web"), is(Verdict.UNKNOWN));
        long took = sandbox.clock().millis() - began;
        assertThat("ten minutes", took >= 600_000 && took < 720_000, is(true));
        String cause = WavesOutcome.of(waves.state()).services().get("web").message();
        assertThat(cause, containsString("continues in ECS"));
        assertThat(cause, containsString("arn:aws:ecs:eu-central-1:123456789012:service/prod/web"));
    }

    @Test
    public void servicesOfAWaveAreDeployedAtTheSameTimeAndNotOverTheBound() {
        SandboxWaves together = waves(0, OnWaveFailure.STOP, one("api", 1), one("web", 1), one("worker", 1));
        together.run();
        assertThat(together.mostRunning(), is(3));

        SandboxWaves bounded =
                waves(2, OnWaveFailure.STOP, version("api", 1, 3), version("web", 1, 3), version("worker", 1, 3));
        bounded.run();
        assertThat(bounded.mostRunning(), is(2));
        assertThat(bounded.lines(), hasItem("Limited to 2 concurrent deployments"));
        assertThat(bounded.verdicts(), is(all(Verdict.SUCCESS, Verdict.SUCCESS, Verdict.SUCCESS)));
    }

    @Test
    public void aRuleBoundsWhatRunsAtOnceToo() {
        SandboxWaves waves = waves(0, OnWaveFailure.STOP, one("api", 1), one("web", 1), one("worker", 1))
                .inQueue(locks(), "shop #1")
                .limitedTo(1);
        waves.run();

        assertThat(waves.mostRunning(), is(1));
        assertThat(waves.lines(), hasItem("Limited to 1 concurrent deployment by policy"));
    }

    @Test
    public void afterAFailureNothingMoreBeginsAndWhatIsUnderWayComesToItsEnd() {
        sandbox.scenarios().image("repo/api:2.0.0", Scenario.IMAGE_NOT_FOUND);
        sandbox.scenarios().image("repo/web:2.0.0", Scenario.SLOW);
        SandboxWaves waves = waves(0, OnWaveFailure.STOP, one("api", 1), one("web", 1), one("worker", 2));
        waves.run();

        assertThat(waves.verdicts(), is(all(Verdict.ROLLED_BACK, Verdict.SUCCESS, Verdict.NOT_STARTED)));
        assertThat(runs("web"), is("web:2"));
        assertThat(runs("worker"), is("worker:1"));
        WavesOutcome outcome = WavesOutcome.of(waves.state());
        assertThat(outcome.verdict(), is(Verdict.ROLLED_BACK));
        assertThat(
                outcome.message(),
                startsWith("ROLLED_BACK: prod/api -> api:2: the image does not exist: container app:"));
        assertThat(
                outcome.message(), containsString("(of 3 services: api ROLLED_BACK, web SUCCESS, worker NOT_STARTED)"));
        assertThat(outcome.services().get("worker").cause(), is("another service of this step was not deployed: api"));
    }

    @Test
    public void theWaveGoesBackToWhatItRanBefore() {
        sandbox.scenarios().image("repo/web:2.0.0", Scenario.CRASH);
        SandboxWaves waves = waves(0, OnWaveFailure.ROLLBACK_WAVE, one("worker", 1), one("api", 2), one("web", 2));
        waves.run();

        assertThat(waves.verdicts(), is(all(Verdict.SUCCESS, Verdict.ROLLED_BACK, Verdict.SUCCESS)));
        assertThat("web was rolled back by ECS", waves.rollbacks(), is(Map.of("api", Verdict.SUCCESS)));
        assertThat(runs("api"), is("api:1"));
        assertThat("the wave before stays", runs("worker"), is("worker:2"));
        assertThat(waves.lines(), hasItem("Rolling back api to the previous revision"));
        assertThat(WavesOutcome.of(waves.state()).message(), containsString("; rolled back: api runs api:1 again)"));
    }

    @Test
    public void allGoBackTheLastWaveFirst() {
        sandbox.scenarios().image("repo/web:2.0.0", Scenario.CRASH);
        SandboxWaves waves = waves(0, OnWaveFailure.ROLLBACK_ALL, one("worker", 1), one("api", 2), one("web", 2));
        waves.runUntil(state -> state.services().get(1).back() != null);
        assertThat(waves.state().services().get(0).back() == null, is(true));
        waves.run();

        assertThat(waves.rollbacks(), is(Map.of("api", Verdict.SUCCESS, "worker", Verdict.SUCCESS)));
        assertThat(runs("worker"), is("worker:1"));
    }

    @Test
    public void whatEcsLeftInPiecesGoesBackTooAndWhatOthersBroughtDoesNot() {
        sandbox.service("prod", "jobs", s -> s.image("repo/jobs:1.0.0").desiredCount(1));
        sandbox.clock().advance(Duration.ofMinutes(10));
        sandbox.scenarios().image("repo/jobs:2.0.0", Scenario.STUCK);
        SandboxWaves waves = waves(
                0,
                OnWaveFailure.ROLLBACK_WAVE,
                request("jobs", 2).with(Setting.STALL_TIMEOUT, Duration.ofMinutes(5)),
                request("api", 2));
        waves.runUntil(state -> waves.verdicts().get("api") == Verdict.SUCCESS);
        sandbox.region()
                .call("UpdateService", "{\"cluster\":\"prod\",\"service\":\"api\",\"taskDefinition\":\"web:1\"}");
        waves.run();

        assertThat(waves.verdicts().get("jobs"), is(Verdict.STALLED));
        assertThat(waves.rollbacks().get("jobs"), is(Verdict.SUCCESS));
        assertThat(runs("jobs"), is("jobs:1"));
        assertThat(waves.rollbacks().get("api"), is(Verdict.SUPERSEDED));
        assertThat(runs("api"), is("web:1"));
    }

    @Test
    public void oneThatCanNotBeDeployedKeepsAllAsTheyAre() {
        SandboxWaves waves = waves(0, OnWaveFailure.STOP, one("api", 1), one("missing", 1), one("none", 2));
        waves.run();

        assertThat(
                waves.verdicts(),
                is(Map.of("api", Verdict.NOT_STARTED, "missing", Verdict.REFUSED, "none", Verdict.REFUSED)));
        assertThat(sandbox.calls("RegisterTaskDefinition").size(), is(0));
        WavesOutcome outcome = WavesOutcome.of(waves.state());
        assertThat(outcome.message(), startsWith("REFUSED: prod/missing: there is no service"));
        assertThat(outcome.summary(), is("REFUSED: 3 services: api NOT_STARTED, missing REFUSED, none REFUSED"));
        assertThat(
                "told by the service, and not again for all",
                waves.lines().stream()
                        .filter(line -> line.contains("there is no service 'missing'"))
                        .toList(),
                contains(
                        startsWith("missing: REFUSED: prod/missing: there is no service 'missing' in cluster 'prod'")));
        assertThat(waves.lines(), hasItem(startsWith("missing:   What to do: create the service first")));
    }

    @Test
    public void theRulesAreAskedOfAllBeforeTheFirstChange() {
        SandboxWaves waves = waves(0, OnWaveFailure.STOP, one("api", 1), one("worker", 2))
                .guardedBy(change -> change.service().equals("worker")
                        ? new Judgement(List.of("services: not this one"), List.of())
                        : Judgement.ALLOWED);
        waves.run();

        assertThat(waves.verdicts(), is(Map.of("api", Verdict.NOT_STARTED, "worker", Verdict.REFUSED)));
        assertThat(sandbox.calls("RegisterTaskDefinition").size(), is(0));
        assertThat(sandbox.calls("UpdateService").size(), is(0));
    }

    @Test
    public void whatRunsAlreadyIsNotDeployed() {
        SandboxWaves waves = waves(0, OnWaveFailure.ROLLBACK_ALL, version("api", 1, 1), one("web", 2));
        waves.run();

        assertThat(waves.verdicts(), is(Map.of("api", Verdict.NO_CHANGE, "web", Verdict.SUCCESS)));
        assertThat(WavesOutcome.of(waves.state()).verdict(), is(Verdict.SUCCESS));
    }

    @Test
    public void aPlanOfAllChangesNothing() {
        SandboxWaves waves = waves(
                0,
                OnWaveFailure.STOP,
                request("api", 2).dryRun(true),
                request("web", 2).dryRun(true));
        waves.run();

        assertThat(waves.verdicts(), is(Map.of("api", Verdict.PLANNED, "web", Verdict.PLANNED)));
        assertThat(WavesOutcome.of(waves.state()).verdict(), is(Verdict.PLANNED));
        assertThat(sandbox.calls("UpdateService").size(), is(0));
    }

    @Test
    public void allWaitTogetherForOneThatIsBeingDeployed() {
        DeploymentLocks locks = locks();
        SandboxRollout single = new SandboxRollout(sandbox, request("web", 3).build()).inQueue(locks, "web #1");
        open.add(0, single);
        single.runUntil(state -> state.phase() == Phase.FOLLOWING);
        SandboxWaves waves =
                waves(0, OnWaveFailure.STOP, one("api", 1), one("web", 2)).inQueue(locks, "shop #1");
        int[] rounds = {0};
        waves.runUntil(state -> ++rounds[0] > 8);

        assertThat(runs("api"), is("api:1"));
        assertThat(waves.lines(), is(List.of("A service is being deployed by build web #1: waiting")));
        assertThat(locks.holders().size(), is(1));

        single.run();
        locks.release("web #1");
        waves.run();
        assertThat(waves.verdicts(), is(Map.of("api", Verdict.SUCCESS, "web", Verdict.SUCCESS)));
        locks.release("shop #1");
        assertThat(locks.holders(), is(anEmptyMap()));
    }

    @Test
    public void whoIsNotToWaitIsRefusedAsAWhole() {
        DeploymentLocks locks = locks();
        SandboxRollout single = new SandboxRollout(sandbox, request("web", 3).build()).inQueue(locks, "web #1");
        open.add(0, single);
        single.runUntil(state -> state.phase() == Phase.FOLLOWING);
        SandboxWaves waves = waves(
                        0,
                        OnWaveFailure.STOP,
                        request("api", 2).with(Setting.WHEN_BUSY, WhenBusy.FAIL),
                        request("web", 2).with(Setting.WHEN_BUSY, WhenBusy.FAIL))
                .inQueue(locks, "shop #1");
        waves.run();

        assertThat(waves.verdicts(), is(Map.of("api", Verdict.REFUSED, "web", Verdict.REFUSED)));
        assertThat(runs("api"), is("api:1"));
    }

    @Test
    public void aKillAtAnyTimeRepeatsNothing() {
        SandboxWaves whole = waves(0, OnWaveFailure.STOP, one("api", 1), one("web", 2));
        whole.run();
        int saves = whole.saves();
        for (int n = 1; n <= saves; n += 2) {
            int version = n + 10;
            int before = sandbox.calls("UpdateService").size();
            SandboxWaves waves = waves(0, OnWaveFailure.STOP, version("api", 1, version), version("web", 2, version))
                    .killAtSave(n);
            waves.run();
            assertThat(
                    "killed at save " + n,
                    waves.verdicts(),
                    is(Map.of("api", Verdict.SUCCESS, "web", Verdict.SUCCESS)));
            assertThat("killed at save " + n, sandbox.calls("UpdateService").size() - before, is(2));
        }
    }

    @Test
    public void whatCouldNotBeReadBeforeARestartIsReadAgain() {
        sandbox.scenarios().image("repo/web:2.0.0", Scenario.CRASH);
        SandboxWaves waves = waves(0, OnWaveFailure.STOP, one("api", 1), one("web", 1));
        waves.runUntil(state -> web(state).phase() == Phase.FOLLOWING);
        sandbox.faults().on("ListTasks").throttle();
        waves.runUntil(state -> web(state).phase() == Phase.DIAGNOSING && web(state).reading.failures >= 3);
        sandbox.faults().clear();
        sandbox.clock().advance(Duration.ofMinutes(5));

        WavesState end = waves.restart().run();

        assertThat(web(end).verdict(), is(Verdict.ROLLED_BACK));
        assertThat(Outcome.of(web(end)).message(), containsString("the application exited (exit code 1)"));
    }

    private static RolloutState web(WavesState state) {
        return state.services().get(1).state();
    }

    @Test
    public void aRestartWhileGoingBackGoesOnGoingBack() {
        sandbox.scenarios().image("repo/web:2.0.0", Scenario.CRASH);
        SandboxWaves waves = waves(0, OnWaveFailure.ROLLBACK_WAVE, one("api", 1), one("web", 1));
        waves.runUntil(state -> state.services().get(0).back() != null
                && state.services().get(0).back().phase() == Phase.FOLLOWING);

        waves.restart().run();

        assertThat(waves.rollbacks(), is(Map.of("api", Verdict.SUCCESS)));
        assertThat(sandbox.calls("UpdateService").size(), is(3));
    }

    @Test
    public void anAbortReactsForEachServiceThatIsUnderWayAndBeginsNothing() {
        sandbox.scenarios().image("repo/api:2.0.0", Scenario.STUCK);
        sandbox.scenarios().image("repo/web:2.0.0", Scenario.STUCK);
        SandboxWaves waves = waves(
                0,
                OnWaveFailure.ROLLBACK_ALL,
                List.of(1, 1, 2),
                request("api", 2).with(Setting.ON_ABORT, Reaction.ROLLBACK),
                request("web", 2).with(Setting.ON_ABORT, Reaction.ROLLBACK),
                request("worker", 2));
        waves.runUntil(state -> state.services().stream()
                        .filter(one -> one.state().phase() == Phase.FOLLOWING)
                        .count()
                == 2);

        waves.abort("Aborted by alice").run();

        assertThat(waves.state().isAborted(), is(true));
        assertThat(waves.verdicts(), is(all(Verdict.ABORTED, Verdict.ABORTED, Verdict.NOT_STARTED)));
        assertThat("ECS was asked, not us", waves.rollbacks(), is(anEmptyMap()));
        assertThat(sandbox.calls("StopServiceDeployment").size(), is(2));
        assertThat(runs("worker"), is("worker:1"));
        assertThat(WavesOutcome.of(waves.state()).services().get("worker").cause(), is("Aborted by alice"));
    }

    @Test
    public void anAbortBeforeTheFirstChangeDeploysNothing() {
        SandboxWaves waves = waves(0, OnWaveFailure.STOP, one("api", 1), one("web", 1));

        waves.abort("Aborted by alice");

        assertThat(waves.state().hasEnded(), is(true));
        assertThat(waves.verdicts(), is(Map.of("api", Verdict.NOT_STARTED, "web", Verdict.NOT_STARTED)));
        assertThat(sandbox.calls().size(), is(0));
    }

    @Test
    public void eachServiceHasItsOwnTime() {
        sandbox.scenarios().image("repo/api:2.0.0", Scenario.STUCK);
        SandboxWaves waves = waves(
                0,
                OnWaveFailure.STOP,
                request("api", 2)
                        .with(Setting.TIMEOUT, Duration.ofMinutes(4))
                        .with(Setting.ON_TIMEOUT, Reaction.ROLLBACK),
                request("web", 2).with(Setting.TIMEOUT, Duration.ofMinutes(4)));
        waves.run();

        assertThat(waves.verdicts(), is(Map.of("api", Verdict.TIMED_OUT, "web", Verdict.SUCCESS)));
        assertThat(runs("api"), is("api:1"));
    }

    @Test
    public void whatIsKeptIsSmall() {
        SandboxWaves waves = waves(0, OnWaveFailure.STOP, one("api", 1), one("web", 1), one("worker", 1));
        waves.run();

        assertThat(waves.bytes() / 3, lessThan(20_000));
        assertThat(waves.lines(), not(hasItem(containsString("null"))));
    }

    private static DeployRequestBuilder shared(String service, String image) {
        return DeployRequest.of("eu-central-1", "prod", service)
                .taskDefinition("{\"family\":\"shared\",\"networkMode\":\"awsvpc\",\"cpu\":\"256\",\"memory\":\"512\","
                        + "\"requiresCompatibilities\":[\"FARGATE\"],\"containerDefinitions\":[{\"name\":\"app\","
                        + "\"image\":\"" + image + "\"}]}");
    }

    private long registered() {
        return sandbox.calls("RegisterTaskDefinition").stream()
                .filter(call -> call.status() == 200)
                .count();
    }

    @Test
    public void oneDefinitionOfSeveralServicesIsRegisteredOnce() {
        sandbox.behavior().registrationTakes(Duration.ofMillis(500));
        sandbox.faults().on("ListTaskDefinitions").stale(Duration.ofMinutes(1));
        SandboxWaves waves = waves(
                0,
                OnWaveFailure.STOP,
                List.of(1, 1, 1),
                shared("api", "repo/shared:1"),
                shared("web", "repo/shared:1"),
                shared("worker", "repo/shared:1"));
        waves.run();

        assertThat(waves.verdicts(), is(all(Verdict.SUCCESS, Verdict.SUCCESS, Verdict.SUCCESS)));
        assertThat(registered(), is(1L));
        assertThat(runs("worker"), is("shared:1"));
    }

    @Test
    public void severalRevisionsOfOneFamilyAreRegisteredThoughECSRefusesThemAtOnce() {
        sandbox.behavior().registrationTakes(Duration.ofMillis(500));
        SandboxWaves waves = waves(
                0,
                OnWaveFailure.STOP,
                List.of(1, 1, 1),
                shared("api", "repo/shared:1"),
                shared("web", "repo/shared:2"),
                shared("worker", "repo/shared:3"));
        waves.run();

        assertThat(waves.verdicts(), is(all(Verdict.SUCCESS, Verdict.SUCCESS, Verdict.SUCCESS)));
        assertThat(registered(), is(3L));
    }

    private static DeploymentLocks locks() {
        DeploymentLocks locks = new DeploymentLocks();
        locks.open();
        return locks;
    }

    private record Wanted(DeployRequestBuilder request, int wave) {}

    private static Wanted one(String service, int wave) {
        return version(service, wave, 2);
    }

    private static Wanted version(String service, int wave, int version) {
        return new Wanted(request(service, version), wave);
    }

    private static DeployRequestBuilder request(String service, int version) {
        return DeployRequest.of("eu-central-1", "prod", service)
                .changes(List.of(ContainerChange.of(null)
                        .image("repo/" + service + ":" + version + ".0.0")
                        .build()));
    }

    private SandboxWaves waves(int maxParallel, OnWaveFailure reaction, DeployRequestBuilder... requests) {
        return waves(maxParallel, reaction, List.of(1, 1), requests);
    }

    private SandboxWaves waves(
            int maxParallel, OnWaveFailure reaction, List<Integer> numbers, DeployRequestBuilder... requests) {
        Wanted[] wanted = new Wanted[requests.length];
        for (int i = 0; i < requests.length; i++) {
            wanted[i] = new Wanted(requests[i], numbers.get(i));
        }
        return waves(maxParallel, reaction, wanted);
    }

    private SandboxWaves waves(int maxParallel, OnWaveFailure reaction, Wanted... wanted) {
        long now = sandbox.clock().millis();
        List<WaveService> services = new ArrayList<>();
        for (Wanted each : wanted) {
            services.add(WaveService.of("r-" + services.size(), each.wave, each.request.build(), now));
        }
        SandboxWaves waves = new SandboxWaves(sandbox, WavesState.begin(services, maxParallel, reaction, now));
        open.add(0, waves);
        return waves;
    }

    private static Map<String, Verdict> all(Verdict api, Verdict web, Verdict worker) {
        return Map.of("api", api, "web", web, "worker", worker);
    }

    private String runs(String service) {
        String arn = sandbox.region()
                .call("DescribeServices", "{\"cluster\":\"prod\",\"services\":[\"" + service + "\"]}")
                .at("/services/0/taskDefinition")
                .asText();
        return arn.substring(arn.lastIndexOf('/') + 1);
    }
}
