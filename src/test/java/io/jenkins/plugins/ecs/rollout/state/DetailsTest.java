package io.jenkins.plugins.ecs.rollout.state;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;

import io.jenkins.plugins.ecs.aws.ecs.CircuitBreaker;
import io.jenkins.plugins.ecs.aws.ecs.DeploymentAlarms;
import io.jenkins.plugins.ecs.aws.ecs.DeploymentStrategyInfo;
import io.jenkins.plugins.ecs.aws.ecs.LifecycleHook;
import io.jenkins.plugins.ecs.aws.ecs.RevisionCounts;
import io.jenkins.plugins.ecs.aws.ecs.ServiceDeployment;
import io.jenkins.plugins.ecs.aws.ecs.ServiceEvent;
import io.jenkins.plugins.ecs.rollout.RolloutTestCase;
import io.jenkins.plugins.ecs.rollout.SandboxRollout;
import io.jenkins.plugins.ecs.rollout.Seen;
import io.jenkins.plugins.ecs.rollout.decide.Decider;
import io.jenkins.plugins.ecs.rollout.decide.phase.Decision;
import io.jenkins.plugins.ecs.rollout.observe.Observation;
import io.jenkins.plugins.ecs.sandbox.Scenario;
import io.jenkins.plugins.ecs.taskdef.ContainerChange;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.Test;

/** What the pages about a deployment get. */
public class DetailsTest extends RolloutTestCase {

    @Test
    public void aDeploymentHasItsStagesEventsChangesAndVersion() {
        SandboxRollout rollout = rollout(request());

        Outcome outcome = rollout.run();
        Details details = Details.of(rollout.state());

        List<String> stages = details.stages().stream().map(TimedEvent::what).toList();
        assertThat(stages.get(0), is("PLANNING"));
        assertThat(stages, hasItems("REGISTERING", "UPDATING", "FOLLOWING", "IN_PROGRESS", "PROVING"));
        assertThat(stages.get(stages.size() - 1), is("ENDED"));
        assertThat(
                details.events().stream().map(TimedEvent::what).toList(),
                hasItem(containsString("has reached a steady state")));
        assertThat(details.changes(), contains(containsString("repo/app:1.0.0 -> repo/app:2.0.0")));
        assertThat(outcome.version(), is("2.0.0"));
        assertThat(outcome.images(), is(Map.of("app", NEW)));
        assertThat(outcome.awsStatus(), is("SUCCESSFUL"));
    }

    @Test
    public void stagesComeInTheOrderOfTime() {
        SandboxRollout rollout = rollout(request());

        rollout.run();

        List<Long> times = Details.of(rollout.state()).stages().stream()
                .map(TimedEvent::at)
                .toList();
        assertThat(times.stream().sorted().toList(), is(times));
    }

    @Test
    public void theCircuitBreakerIsAGauge() {
        sandbox.scenarios().image(NEW, Scenario.FLAKY);
        SandboxRollout rollout = rollout(request());

        Outcome seen = rollout.runUntil(state -> state.counts.breakerFailures > 0);

        assertThat(seen.breakerFailures(), is(1));
        assertThat(seen.failureThreshold(), is(3));
        assertThat(seen.oldCount(), is(greaterThan(0)));
    }

    @Test
    public void whatRunsAlreadyHasAVersionToo() {
        Outcome outcome = rollout(request()
                        .changes(List.of(ContainerChange.of("app").image(OLD).build())))
                .run();

        assertThat(outcome.verdict(), is(Verdict.NO_CHANGE));
        assertThat(outcome.version(), is("1.0.0"));
    }

    @Test
    public void versionsHaveAnOrderOfPreference() {
        Map<String, String> images = new java.util.LinkedHashMap<>();
        images.put("proxy", "localhost:5000/envoy:v1");
        images.put("app", "repo/app@sha256:" + "0123456789abcdef".repeat(4));
        images.put("bare", "localhost:5000/bare");

        assertThat(DisplayVersion.of(images, null, Seen.V5), is("v1"));
        assertThat(DisplayVersion.of(images, "app", Seen.V5), is("sha256:0123456789ab"));
        assertThat(DisplayVersion.of(images, "bare", Seen.V5), is("api:5"));
        assertThat(DisplayVersion.of(Map.of(), null, null), is(""));
    }

    @Test
    public void trafficStageAndPauseAreTaken() {
        RolloutState state = Seen.following("sd/1", "ecs-svc/1", 1);

        Decision turn = look(state, "IN_PROGRESS", "BAKE_TIME", true, 40.0, List.of());
        Outcome outcome = Outcome.of(turn.state());

        assertThat(outcome.lifecycleStage(), is("BAKE_TIME"));
        assertThat(outcome.awaitsAction(), is(true));
        assertThat(outcome.productionWeight(), is(40.0));
        assertThat(outcome.testWeight(), is(100.0));
        assertThat(outcome.oldCount(), is(2));
        assertThat(last(turn.state().stages).what(), is("BAKE_TIME"));

        Decision again = look(turn.state(), "IN_PROGRESS", "BAKE_TIME", false, 40.0, List.of());
        assertThat(
                "the same stage is no other",
                again.state().stages,
                hasSize(turn.state().stages.size()));
        assertThat(turn.state().display.awaitsAction, is(true));
        assertThat(again.state().display.awaitsAction, is(false));
    }

    @Test
    public void whatAwsWritesIsCutAndPlainAndNeverTooMuch() {
        RolloutState state = Seen.following("sd/1", "ecs-svc/1", 1);
        List<ServiceEvent> events = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            events.add(new ServiceEvent("id" + i, 1000 + i, "<script>\u202e\u001b[31m" + "x".repeat(10_000)));
        }
        Decision turn = look(state, "IN_PROGRESS", "SCALE_UP" + "y".repeat(10_000), false, null, events);
        for (int i = 0; i < 200; i++) {
            turn = look(turn.state(), "IN_PROGRESS", "STAGE_" + i, false, null, List.of());
        }

        assertThat(turn.state().events, hasSize(20));
        assertThat(last(turn.state().events).at(), is(1099L));
        assertThat(turn.state().events.stream().map(e -> e.what().length()).toList(), everyItem(lessThan(202)));
        assertThat(turn.state().events.get(0).what().startsWith("<script>  [31mxx"), is(true));
        assertThat(turn.state().stages, hasSize(40));
    }

    private static Decision look(
            RolloutState state, String status, String stage, boolean awaits, Double weight, List<ServiceEvent> events) {
        Observation seen = Seen.service(Seen.deployment("ecs-svc/1", "PRIMARY", Seen.V5, "IN_PROGRESS", 1, 1));
        seen.service = new io.jenkins.plugins.ecs.aws.ecs.EcsService(
                "arn",
                "api",
                "cluster",
                "ACTIVE",
                Seen.V5,
                3,
                1,
                0,
                "ECS",
                "REPLICA",
                null,
                true,
                null,
                seen.service.deployments(),
                events,
                io.jenkins.plugins.ecs.aws.ecs.ServiceSettings.DEFAULT);
        seen.own = new ServiceDeployment(
                "sd/1",
                status,
                "",
                "rev",
                new RevisionCounts("rev", 3, 1, 0, weight, weight == null ? null : 100.0),
                List.of(new RevisionCounts("old", 3, 2, 0, null, null)),
                stage,
                awaits
                        ? List.of(new LifecycleHook("hook", "PAUSE", null, "AWAITING_ACTION", 0, "ROLLBACK"))
                        : List.of(),
                DeploymentStrategyInfo.UNKNOWN,
                new CircuitBreaker("MONITORING", 0, 3),
                new DeploymentAlarms("", List.of()),
                null,
                0);
        return Decider.decide(state, seen, Seen.NOW + 1000, 0.5);
    }

    private static <T> T last(List<T> list) {
        return list.get(list.size() - 1);
    }
}
