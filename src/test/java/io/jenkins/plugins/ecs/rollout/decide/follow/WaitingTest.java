package io.jenkins.plugins.ecs.rollout.decide.follow;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.not;

import io.jenkins.plugins.ecs.aws.ecs.DeploymentAlarms;
import io.jenkins.plugins.ecs.aws.ecs.DeploymentStrategyInfo;
import io.jenkins.plugins.ecs.aws.ecs.DeploymentWaits;
import io.jenkins.plugins.ecs.aws.ecs.EcsTask;
import io.jenkins.plugins.ecs.aws.ecs.RevisionCounts;
import io.jenkins.plugins.ecs.aws.ecs.ServiceDeployment;
import io.jenkins.plugins.ecs.aws.ecs.ServiceEvent;
import io.jenkins.plugins.ecs.rollout.SandboxRollout;
import io.jenkins.plugins.ecs.rollout.Seen;
import io.jenkins.plugins.ecs.rollout.StrategyTestCase;
import io.jenkins.plugins.ecs.rollout.decide.Decider;
import io.jenkins.plugins.ecs.rollout.decide.phase.Decision;
import io.jenkins.plugins.ecs.rollout.decide.phase.DecisionDraft;
import io.jenkins.plugins.ecs.rollout.observe.Observation;
import io.jenkins.plugins.ecs.rollout.request.DeployRequest;
import io.jenkins.plugins.ecs.rollout.request.Setting;
import io.jenkins.plugins.ecs.rollout.state.Outcome;
import io.jenkins.plugins.ecs.rollout.state.RolloutState;
import io.jenkins.plugins.ecs.rollout.state.Verdict;
import io.jenkins.plugins.ecs.rollout.strategy.Strategy;
import io.jenkins.plugins.ecs.sandbox.EcsSandbox;
import io.jenkins.plugins.ecs.sandbox.LifecycleHooks;
import io.jenkins.plugins.ecs.sandbox.Scenario;
import io.jenkins.plugins.ecs.taskdef.ContainerChange;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.junit.Test;

/** The log says what is waited for, and does not repeat itself. */
public class WaitingTest extends StrategyTestCase {

    private static final String CHECK = "arn:aws:lambda:eu-central-1:123456789012:function:check";

    private static List<String> lines(SandboxRollout rollout, String text) {
        return rollout.lines().stream().filter(line -> line.contains(text)).toList();
    }

    @Test
    public void placementThatFailsForAnHourIsFewLinesWithACount() {
        EcsSandbox ecs = newSandbox(false);
        ecs.scenarios().image(NEW, Scenario.NO_CAPACITY);
        SandboxRollout rollout = rollout(
                ecs,
                request().with(Setting.TIMEOUT, Duration.ofHours(1)).with(Setting.STALL_TIMEOUT, Duration.ofHours(2)));
        Outcome outcome = rollout.run();

        assertThat(story(rollout), outcome.verdict(), is(Verdict.TIMED_OUT));
        assertThat(outcome.cause(), containsString("waited for placement of"));
        List<String> waits = lines(rollout, "waiting for placement of");
        assertThat(story(rollout), waits.size(), greaterThan(9));
        assertThat(story(rollout), waits.size(), lessThan(14));
        assertThat(waits.get(0), containsString("Capacity is unavailable at this time"));
        assertThat(waits.get(0), containsString(" (timeout)"));
        assertThat(
                story(rollout),
                lines(rollout, "event: (service api) was unable to place").size(),
                lessThan(15));
        assertThat(story(rollout), rollout.lines().size(), lessThan(50));
        assertThat(story(rollout), lines(rollout, "(x ").size(), greaterThan(0));
    }

    @Test
    public void aHookThatRunsIsNamed() {
        EcsSandbox ecs = staged();
        ecs.hooks().lambda(CHECK, LifecycleHooks.Result.SUCCEEDED, Duration.ofMinutes(12));
        ecs.region()
                .call(
                        "UpdateService",
                        "{\"cluster\":\"prod\",\"service\":\"web\",\"deploymentConfiguration\":{\"lifecycleHooks\":[{"
                                + "\"hookTargetArn\":\"" + CHECK
                                + "\",\"roleArn\":\"arn:aws:iam::123456789012:role/hooks\","
                                + "\"lifecycleStages\":[\"POST_SCALE_UP\"]}]}}");
        SandboxRollout rollout = rollout(ecs, web(settings(Strategy.BLUE_GREEN)));
        rollout.run();
        assertThat(
                story(rollout),
                lines(rollout, "waiting for the lifecycle hook check at POST_SCALE_UP, since 0")
                        .size(),
                is(3));
    }

    @Test
    public void aPauseIsSaidOnceAndThenEveryFiveMinutes() {
        EcsSandbox ecs = staged();
        SandboxRollout rollout = rollout(ecs, web(settings(Strategy.BLUE_GREEN).pauseAt(List.of("POST_SCALE_UP"))));
        toPause(rollout);
        long since = ecs.clock().millis();
        rollout.runUntil(state -> ecs.clock().millis() > since + 16 * 60_000);
        List<String> lines = lines(rollout, "still waiting for an answer to the pause at POST_SCALE_UP");
        assertThat(story(rollout), lines.size(), is(3));
        assertThat(lines.get(2), containsString("(15 min"));
        assertThat(lines.get(2), containsString(", until 2"));
    }

    @Test
    public void equalEventsOfOnePollAreOneLine() {
        DecisionDraft turn = new DecisionDraft(Seen.following("d1", "ecs-svc/5", 100), Seen.NOW, 0);
        String group = "arn:aws:elasticloadbalancing:eu-central-1:123456789012:targetgroup/blue/0123456789abcdef";
        List<ServiceEvent> events = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            events.add(new ServiceEvent(
                    "e" + i, 200 + i, "(service api) registered 1 targets in (target-group " + group + ")"));
        }
        EventLines.note(turn, events);
        assertThat(
                turn.decision().messages(),
                is(List.of("00:00  event: (service api) registered 1 targets in (target-group blue) (x 3)")));

        EventLines.note(turn, events);
        assertThat("again, and only counted", turn.decision().messages().size(), is(1));
        EventLines.repeated(turn);
        EventLines.repeated(turn);
        assertThat(turn.decision().messages().size(), is(2));
        assertThat(turn.decision().messages().get(1), containsString("(target-group blue) (x 6)"));
    }

    @Test
    public void startsOfDifferentTasksAreTheSameEvent() {
        DecisionDraft turn = new DecisionDraft(Seen.following("d1", "ecs-svc/5", 100), Seen.NOW, 0);
        for (String task : List.of("aaa", "bbb", "ccc")) {
            EventLines.note(
                    turn,
                    List.of(new ServiceEvent(task, 200, "(service api) has started 1 tasks: (task " + task + ").")));
        }
        EventLines.repeated(turn);
        assertThat(turn.decision().messages().get(0), containsString("(task aaa)"));
        assertThat(turn.decision().messages().get(1), containsString("(task …). (x 3)"));
        assertThat(turn.decision().messages().size(), is(2));
    }

    private static Observation running(String stage, List<RevisionCounts> sources) {
        Observation seen = Seen.service("d1", Seen.deployment("ecs-svc/5", "PRIMARY", Seen.V5, "IN_PROGRESS", 3, 100));
        ServiceDeployment own = Seen.own("d1", "IN_PROGRESS", stage, false, 3, 3);
        seen.own = new ServiceDeployment(
                own.arn(),
                own.status(),
                "",
                own.targetRevision(),
                own.target(),
                sources,
                stage,
                List.of(),
                own.configuration(),
                own.circuitBreaker(),
                new DeploymentAlarms("MONITORING", List.of()),
                null,
                0);
        return seen;
    }

    /** The line after ten quiet minutes. */
    private static String said(RolloutState state, Observation seen) {
        return said(state, seen, true);
    }

    private static String said(RolloutState state, Observation seen, boolean checked) {
        seen.runningTasks = null;
        seen.hasHealthChecks = false;
        Decision turn = Decider.decide(state, seen, Seen.NOW + 1_000, 0);
        turn = Decider.decide(turn.state(), seen, Seen.NOW + 600_000, 0);
        if (turn.state().waiting.waitNeedsTasks) {
            seen.runningTasks = seen.tasks;
            seen.hasHealthChecks = checked;
            turn = Decider.decide(turn.state(), seen, Seen.NOW + 602_000, 0);
        }
        return String.join("\n", turn.messages());
    }

    private static EcsTask task(String health) {
        return new EcsTask("t-" + health, Seen.V5, "ecs-svc/5", "RUNNING", "RUNNING", "", "", List.of(), health, 100);
    }

    @Test
    public void healthThatIsNotKnownIsSaid() {
        Observation seen = running(null, List.of());
        seen.tasks = List.of(task("UNKNOWN"), task("UNKNOWN"), task("HEALTHY"));
        String line = said(Seen.following("d1", "ecs-svc/5", 100), seen);
        assertThat(line, containsString("waiting for health of the new tasks: 2 UNKNOWN, since 00:01"));

        line = said(Seen.following("d1", "ecs-svc/5", 100), seen, false);
        assertThat("without a health check it is never known", line, not(containsString("UNKNOWN")));
        assertThat(line, containsString("waiting for ECS to complete the deployment (it is monitoring the alarms)"));
    }

    @Test
    public void targetsThatAreNotHealthyAreSaid() {
        RolloutState state = Seen.following("d1", "ecs-svc/5", 100);
        LinkedHashMap<String, String> target = new LinkedHashMap<>();
        target.put("state", "initial");
        target.put("reason", "Elb.RegistrationInProgress");
        state.evidence.targets.add(target);
        assertThat(
                said(state, running(null, List.of())),
                containsString("waiting for targets of the load balancer: 1 initial (Elb.RegistrationInProgress)"));
    }

    @Test
    public void oldTasksThatStayAreSaid() {
        assertThat(
                said(
                        Seen.following("d1", "ecs-svc/5", 100),
                        running(null, List.of(new RevisionCounts("r", 0, 2, 0, null, null)))),
                containsString("waiting for 2 old tasks to stop (draining, or protected from scale-in)"));
    }

    @Test
    public void trafficIsShownOnlyWhereAStrategyShiftsIt() {
        for (String strategy : List.of("", "ROLLING", "CANARY")) {
            ServiceDeployment own = Seen.own("d1", "IN_PROGRESS", null, false, 0, 3);
            ServiceDeployment shown = new ServiceDeployment(
                    "d1",
                    "IN_PROGRESS",
                    "",
                    null,
                    new RevisionCounts("r", 3, 0, 3, 0.0, null),
                    List.of(new RevisionCounts("s", 3, 3, 0, 100.0, null)),
                    null,
                    List.of(),
                    new DeploymentStrategyInfo(strategy, 0, List.of(), DeploymentWaits.NONE),
                    own.circuitBreaker(),
                    own.alarms(),
                    null,
                    0);
            String words = Progress.words(Seen.following("d1", "ecs-svc/5", 100), shown);
            boolean shifts = strategy.equals("CANARY");
            assertThat(words, words.contains("traffic"), is(shifts));
            assertThat(
                    words.replace(", traffic 0 %", ""), is("IN_PROGRESS: new 0/3 running (3 pending), old 3 running"));

            Observation seen = Seen.service(Seen.deployment("ecs-svc/5", "PRIMARY", Seen.V5, "IN_PROGRESS", 0, 100));
            seen.own = shown;
            DecisionDraft turn = new DecisionDraft(Seen.following("d1", "ecs-svc/5", 100), Seen.NOW, 0);
            Progress.note(turn, seen);
            Double onThePage = Outcome.of(turn.state).productionWeight();
            assertThat(strategy + " on the page", onThePage, is(shifts ? 0.0 : null));
        }
    }

    @Test
    public void aQuickDeploymentSaysNothingOfIt() {
        EcsSandbox ecs = newSandbox(false);
        ecs.service("prod", "quick", s -> s.image(OLD).desiredCount(1));
        pass(ecs, Duration.ofMinutes(10));
        SandboxRollout rollout = rollout(
                ecs,
                DeployRequest.of("eu-central-1", "prod", "quick")
                        .changes(List.of(ContainerChange.of(null).image(NEW).build())));
        rollout.run();
        assertThat(story(rollout), not(containsString("waiting for")));
    }
}
