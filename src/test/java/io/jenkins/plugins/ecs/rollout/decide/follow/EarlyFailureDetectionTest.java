package io.jenkins.plugins.ecs.rollout.decide.follow;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.not;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.ecs.aws.ecs.EcsTask;
import io.jenkins.plugins.ecs.rollout.RolloutTestCase;
import io.jenkins.plugins.ecs.rollout.SandboxRollout;
import io.jenkins.plugins.ecs.rollout.Seen;
import io.jenkins.plugins.ecs.rollout.decide.Decider;
import io.jenkins.plugins.ecs.rollout.decide.phase.Decision;
import io.jenkins.plugins.ecs.rollout.observe.Observation;
import io.jenkins.plugins.ecs.rollout.request.FailureReaction;
import io.jenkins.plugins.ecs.rollout.request.Setting;
import io.jenkins.plugins.ecs.rollout.state.Outcome;
import io.jenkins.plugins.ecs.rollout.state.Phase;
import io.jenkins.plugins.ecs.rollout.state.RolloutState;
import io.jenkins.plugins.ecs.rollout.state.StopReason;
import io.jenkins.plugins.ecs.rollout.state.Verdict;
import io.jenkins.plugins.ecs.sandbox.EcsSandbox;
import io.jenkins.plugins.ecs.sandbox.Scenario;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.Test;

/** What can't succeed is given up at the first evidence; what may pass is waited for. */
public class EarlyFailureDetectionTest extends RolloutTestCase {

    private static final String MISSING = "CannotPullContainerError: failed to resolve ref repo/app:2: not found";

    private EcsSandbox failing(boolean circuitBreaker, String reason) {
        EcsSandbox ecs = newSandbox(circuitBreaker);
        ecs.scenarios().image(NEW, Scenario.FAILS_TO_START).reason(reason);
        return ecs;
    }

    /** Texts of tasks; those of services and deployments come with no stopped task. */
    private static List<String> texts(String permanence) throws IOException {
        try (InputStream in =
                EarlyFailureDetectionTest.class.getResourceAsStream("/io/jenkins/plugins/ecs/diagnosis/texts.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(line -> line.split(" ", 3))
                    .filter(parts -> parts.length == 3 && parts[1].equals(permanence))
                    .map(parts -> parts[2])
                    .filter(text -> !text.startsWith("(service")
                            && !text.startsWith("IAM")
                            && !text.contains("deployment")
                            && !text.startsWith("The selected"))
                    .toList();
        }
    }

    /** When each of the stopped tasks began to stop. */
    private static List<Long> evidence(EcsSandbox ecs) {
        List<Long> times = new ArrayList<>();
        String token = "";
        do {
            JsonNode page = ecs.region()
                    .call(
                            "ListTasks",
                            "{\"cluster\":\"prod\",\"serviceName\":\"api\",\"desiredStatus\":\"STOPPED\"" + token
                                    + "}");
            ecs.region()
                    .call("DescribeTasks", "{\"cluster\":\"prod\",\"tasks\":" + page.path("taskArns") + "}")
                    .path("tasks")
                    .forEach(
                            task -> times.add(Math.round(task.path("stoppingAt").asDouble() * 1000)));
            token = page.has("nextToken") ? ",\"nextToken\":" + page.get("nextToken") : "";
        } while (!token.isEmpty());
        return times;
    }

    /**
     * What is not known within one poll of the failure that decides.
     *
     * @param decides which failure it is, counted from 1
     */
    private List<String> late(EcsSandbox ecs, int decides, String what) {
        SandboxRollout rollout = rollout(ecs, request());
        long[] known = new long[1];
        rollout.beforeEachRound(() -> known[0] = ecs.clock().millis());
        rollout.runUntil(state -> state.isStopping() || state.stop.rollbackSeen);
        boolean isKnown = rollout.state().isStopping() || rollout.state().stop.rollbackSeen;
        long evidence =
                evidence(ecs).stream().sorted().skip(decides - 1).findFirst().orElse(0L);
        boolean late = !isKnown || evidence == 0 || known[0] - evidence > NextPoll.USUALLY;
        ecs.close();
        return late ? List.of(known[0] - evidence + " ms: " + what + " " + rollout.lines()) : List.of();
    }

    @Test
    public void everyPermanentCauseIsKnownWithinOnePollOfItsFirstEvidence() throws IOException {
        List<String> texts = texts("PERMANENT");
        assertThat(texts.size(), greaterThan(25));
        List<String> late = new ArrayList<>();
        for (String text : texts) {
            late.addAll(late(failing(true, text), 1, text));
            late.addAll(late(failing(false, text), 1, "without circuit breaker: " + text));
        }
        assertThat(String.join("\n", late), late, empty());
    }

    /** What counts as a failure is known as soon as there are as many as the circuit breaker takes. */
    @Test
    public void everyCauseThatIsCountedIsKnownWithinOnePollOfTheLastFailureThatCounts() throws IOException {
        List<String> texts = texts("BUDGETED");
        assertThat(texts.size(), greaterThan(20));
        List<String> late = new ArrayList<>();
        for (String text : texts) {
            int decides = text.startsWith("OutOfMemoryError") ? 2 : 3;
            late.addAll(late(failing(true, text), decides, text));
            late.addAll(late(failing(false, text), decides, "without circuit breaker: " + text));
        }
        assertThat(String.join("\n", late), late, empty());
    }

    /** The same of tasks that came as far as running. */
    @Test
    public void everyScenarioOfFailingTasksIsKnownWithinOnePoll() {
        Map<Scenario, Integer> decides = Map.of(
                Scenario.IMAGE_NOT_FOUND, 1,
                Scenario.SECRET_MISSING, 1,
                Scenario.EXEC_FORMAT, 1,
                Scenario.OUT_OF_MEMORY, 2,
                Scenario.CRASH, 3,
                Scenario.ELB_UNHEALTHY, 3);
        List<String> late = new ArrayList<>();
        decides.forEach((scenario, failure) -> {
            for (boolean circuitBreaker : new boolean[] {true, false}) {
                EcsSandbox ecs = newSandbox(circuitBreaker);
                ecs.scenarios().image(NEW, scenario);
                late.addAll(late(ecs, failure, scenario + ", circuit breaker " + circuitBreaker));
            }
        });
        assertThat(String.join("\n", late), late, empty());
    }

    @Test
    public void evidenceIsFoundBehindAHundredStoppedTasksOfBefore() {
        EcsSandbox ecs = failing(true, MISSING);
        for (int count : new int[] {150, 2}) {
            ecs.region()
                    .call("UpdateService", "{\"cluster\":\"prod\",\"service\":\"api\",\"desiredCount\":" + count + "}");
            ecs.clock().advance(Duration.ofMinutes(5));
        }
        SandboxRollout rollout = rollout(ecs, request());

        rollout.runUntil(RolloutState::isStopping);

        assertThat(rollout.lines(), hasItem(containsString("Deployment cannot succeed: the image does not exist")));
        assertThat(evidence(ecs).size(), greaterThan(100));
    }

    @Test
    public void whatMayPassIsNeverGivenUp() throws IOException {
        for (String text : texts("TRANSIENT")) {
            EcsSandbox ecs = failing(false, text);
            SandboxRollout rollout = rollout(ecs, request().with(Setting.TIMEOUT, Duration.ofMinutes(5)));

            Outcome outcome = rollout.run();

            assertThat(text + rollout.lines(), outcome.verdict(), not(is(Verdict.ROLLED_BACK)));
            assertThat(ecs.calls("StopServiceDeployment"), empty());
            ecs.close();
        }
    }

    @Test
    public void rollsBackWithTheCauseOfTheFirstTask() {
        EcsSandbox ecs = failing(true, MISSING);
        SandboxRollout rollout = rollout(ecs, request());

        Outcome outcome = rollout.run();

        assertThat(outcome.verdict(), is(Verdict.ROLLED_BACK));
        assertThat(outcome.cause(), containsString("the image does not exist: container app: " + MISSING));
        assertThat(outcome.cause(), containsString("(given up early: rolled back)"));
        assertThat(outcome.advice(), containsString("push the image"));
        assertThat(outcome.rollbackTaskDefinition(), containsString("task-definition/api:1"));
        assertThat(ecs.calls("StopServiceDeployment").size(), is(1));
    }

    @Test
    public void failsAtOnceIfAsked() {
        EcsSandbox ecs = failing(true, MISSING);
        SandboxRollout rollout = rollout(ecs, request().with(Setting.ON_PERMANENT_FAILURE, FailureReaction.FAIL));

        Outcome outcome = rollout.run();

        assertThat(outcome.verdict(), is(Verdict.FAILED));
        assertThat(outcome.cause(), containsString("the deployment continues without this build"));
        assertThat(ecs.calls("StopServiceDeployment"), empty());
    }

    @Test
    public void waitsIfAsked() {
        EcsSandbox ecs = failing(true, MISSING);
        SandboxRollout rollout = rollout(ecs, request().with(Setting.ON_PERMANENT_FAILURE, FailureReaction.WAIT));

        Outcome outcome = rollout.run();

        assertThat(outcome.verdict(), is(Verdict.ROLLED_BACK));
        assertThat(outcome.cause(), containsString("circuit breaker"));
        assertThat(rollout.lines(), hasItem(containsString("Deployment cannot succeed: the image does not exist")));
        assertThat(ecs.calls("StopServiceDeployment"), empty());
    }

    /** The old task has to go before the new one can come. */
    @Test
    public void whatWasStoppedToMakeRoomIsGoneBackTo() {
        EcsSandbox ecs = EcsSandbox.start();
        ecs.cluster("prod");
        ecs.service("prod", "api", s -> s.image(OLD).desiredCount(1).circuitBreaker(false, false));
        ecs.region()
                .call(
                        "UpdateService",
                        "{\"cluster\":\"prod\",\"service\":\"api\",\"deploymentConfiguration\":{"
                                + "\"minimumHealthyPercent\":0,\"maximumPercent\":100}}");
        ecs.clock().advance(Duration.ofMinutes(10));
        ecs.scenarios().image(NEW, Scenario.FAILS_TO_START).reason(MISSING);
        SandboxRollout rollout = rollout(ecs, request());

        Outcome outcome = rollout.run();

        assertThat(String.join("\n", rollout.lines()), outcome.verdict(), is(Verdict.ROLLED_BACK));
        ecs.close();
    }

    @Test
    public void withNothingToGoBackToItFails() {
        EcsSandbox ecs = EcsSandbox.start();
        ecs.cluster("prod");
        ecs.service("prod", "api", s -> s.image(OLD).desiredCount(0));
        ecs.scenarios().image(NEW, Scenario.FAILS_TO_START).reason(MISSING);
        SandboxRollout rollout = rollout(ecs, request().desiredCount(1));

        Outcome outcome = rollout.run();

        assertThat(String.join("\n", rollout.lines()), outcome.verdict(), is(Verdict.FAILED));
        ecs.close();
    }

    @Test
    public void whereECSCanNotBeAskedItsOwnCircuitBreakerIsWaitedFor() {
        EcsSandbox ecs = failing(true, MISSING);
        ecs.deny("ecs:ListServiceDeployments").deny("ecs:DescribeServiceDeployments");
        SandboxRollout rollout = rollout(ecs, request());

        Outcome outcome = rollout.run();

        assertThat(outcome.verdict(), is(Verdict.ROLLED_BACK));
        assertThat(rollout.lines(), hasItem(containsString("waiting for its circuit breaker")));
    }

    @Test
    public void withoutTheRightToStopItFailsAndSaysWhy() {
        EcsSandbox ecs = failing(true, MISSING);
        ecs.deny("ecs:StopServiceDeployment");

        Outcome outcome = rollout(ecs, request()).run();

        assertThat(outcome.verdict(), is(Verdict.FAILED));
        assertThat(outcome.cause(), containsString("the image does not exist"));
        assertThat(outcome.cause(), containsString("ecs:StopServiceDeployment"));
    }

    @Test
    public void withoutTheRightToSeeTasksThatIsSaidOnceAndNotAskedAgain() {
        EcsSandbox ecs = failing(true, MISSING);
        ecs.deny("ecs:ListTasks");
        SandboxRollout rollout = rollout(ecs, request());

        Outcome outcome = rollout.run();

        assertThat(outcome.verdict(), is(Verdict.ROLLED_BACK));
        assertThat(
                rollout.lines().stream()
                        .filter(line -> line.contains("Early failure detection is off"))
                        .count(),
                is(1L));
        // Once while it ran, once for the cause.
        assertThat(ecs.calls("ListTasks").size(), is(2));
    }

    @Test
    public void aFlakyStartIsNoReason() {
        EcsSandbox ecs = newSandbox(false);
        ecs.scenarios().image(NEW, Scenario.FLAKY).tasks(2);

        assertThat(rollout(ecs, request()).run().verdict(), is(Verdict.SUCCESS));
        assertThat(ecs.calls("StopServiceDeployment"), empty());
    }

    @Test
    public void whatIsCompleteAfterAllIsProven() {
        RolloutState state = Seen.following("d1", "ecs-svc/5", 100);
        state.stop.stopReason = StopReason.FAILURE;
        Observation seen = Seen.service("d1", Seen.deployment("ecs-svc/5", "PRIMARY", Seen.V5, "COMPLETED", 3, 100));
        seen.own = Seen.own("d1", "SUCCESSFUL", null, false, 3, 3);

        Decision turn = Decider.decide(state, seen, Seen.NOW, 0);

        assertThat(turn.state().phase, is(Phase.PROVING));
        assertThat(turn.state().isStopping(), is(false));
    }

    @Test
    public void tasksOfOthersAndScalingAreNoEvidence() {
        RolloutState state = Seen.following("d1", "ecs-svc/5", 100);
        Observation seen = Seen.service("d1", Seen.deployment("ecs-svc/5", "PRIMARY", Seen.V5, "IN_PROGRESS", 0, 100));
        seen.own = Seen.own("d1", "IN_PROGRESS", null, false, 0, 3);
        seen.withTasks = true;
        seen.tasks = List.of(
                stopped("ecs-svc/4", MISSING), stopped("ecs-svc/5", "Scaling activity initiated by (deployment x)"));

        assertThat(Decider.decide(state, seen, Seen.NOW, 0).state().isStopping(), is(false));

        seen.tasks = List.of(stopped("ecs-svc/5", MISSING));
        assertThat(Decider.decide(state, seen, Seen.NOW, 0).state().isStopping(), is(true));
    }

    private static EcsTask stopped(String startedBy, String reason) {
        return new EcsTask("t", Seen.V5, startedBy, "STOPPED", "STOPPED", "TaskFailedToStart", reason, List.of());
    }

    @Test
    public void aKillInAnyRoundOfGivingUpAsksECSOnce() {
        SandboxRollout plain = rollout(failing(true, MISSING), request());
        plain.run();
        for (int save = 1; save <= plain.saves(); save++) {
            for (boolean before : new boolean[] {true, false}) {
                EcsSandbox ecs = failing(true, MISSING);
                SandboxRollout rollout = rollout(ecs, request()).killAtSave(save, before);

                Outcome outcome = rollout.run();

                assertThat(String.join("\n", rollout.lines()), outcome.verdict(), is(Verdict.ROLLED_BACK));
                assertThat(outcome.cause(), containsString("the image does not exist"));
                assertThat(ecs.calls("StopServiceDeployment").size(), lessThanOrEqualTo(1));
                ecs.close();
            }
        }
    }

    @Test
    public void anAbortWhileItRollsBackLeavesThatToECS() {
        EcsSandbox ecs = failing(true, MISSING);
        SandboxRollout rollout = rollout(ecs, request());
        rollout.runUntil(state -> state.stop.stopSentAt != 0);

        Outcome outcome = rollout.abort("aborted by somebody").run();

        assertThat(outcome.verdict(), is(Verdict.ABORTED));
        assertThat(outcome.cause(), containsString("ECS has already been asked to roll back"));
    }
}
