package io.jenkins.plugins.ecs.notifications;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;

import io.jenkins.plugins.ecs.events.DeploymentEvent;
import io.jenkins.plugins.ecs.events.EventField;
import io.jenkins.plugins.ecs.events.EventType;
import io.jenkins.plugins.ecs.history.BuildFacts;
import io.jenkins.plugins.ecs.rollout.Outcomes;
import io.jenkins.plugins.ecs.rollout.PausedOutcomes;
import io.jenkins.plugins.ecs.rollout.RolloutTestCase;
import io.jenkins.plugins.ecs.rollout.SandboxRollout;
import io.jenkins.plugins.ecs.rollout.state.Outcome;
import io.jenkins.plugins.ecs.rollout.state.PauseAnswer;
import io.jenkins.plugins.ecs.rollout.state.Verdict;
import io.jenkins.plugins.ecs.sandbox.EcsSandbox;
import io.jenkins.plugins.ecs.sandbox.Scenario;
import io.jenkins.plugins.ecs.verify.Verifications;
import io.jenkins.plugins.ecs.verify.check.CheckKind;
import io.jenkins.plugins.ecs.verify.check.CheckVerdict;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.Test;

/** Which events a deployment, a verification has; each once, however often its state is recorded. */
public class DeploymentEventsTest extends RolloutTestCase {

    private static final DeploymentEvents.Build BUILD =
            new DeploymentEvents.Build(new BuildFacts("shop/deploy", 7, "Ada", "", 0), "job/shop/job/deploy/7/");

    @Test
    public void aFailureIsStartedAndRolledBackAlsoAfterRestarts() {
        for (int kill = 1; kill < 12; kill += 3) {
            EcsSandbox ecs = newSandbox(true);
            ecs.scenarios().image(NEW, Scenario.CRASH);

            assertThat(
                    "killed at save " + kill,
                    types(recorded(rollout(ecs, request()).killAtSave(kill, kill % 2 == 1))),
                    contains(EventType.STARTED, EventType.ROLLED_BACK));
        }
    }

    @Test
    public void aSuccessIsStartedAndSucceededWithItsDigestsAndPlace() {
        List<DeploymentEvent> events = recorded(rollout(newSandbox(true), request()));

        assertThat(types(events), contains(EventType.STARTED, EventType.SUCCEEDED));
        DeploymentEvent end = events.get(1);
        assertThat(end.get(EventField.VERDICT), is("SUCCESS"));
        assertThat(end.get(EventField.ACCOUNT), matchesPattern("\\d{12}"));
        assertThat(end.getPlace(), containsString("/eu-central-1/"));
        assertThat(end.getImageDigests().get("app"), matchesPattern("sha256:[0-9a-f]{64}"));
        assertThat(end.get(EventField.JOB), is("shop/deploy"));
        assertThat(end.get(EventField.STARTED_BY), is("Ada"));
    }

    /** The state is recorded before each round; one record in three was not on disk when the controller died. */
    private static List<DeploymentEvent> recorded(SandboxRollout rollout) {
        List<DeploymentEvent> events = new ArrayList<>();
        HashSet<String> ids = new HashSet<>();
        Outcome[] onDisk = {null};
        int[] rounds = {0};
        Runnable record = () -> {
            Outcome now = Outcome.of(rollout.state());
            DeploymentEvents.between("id-1", BUILD, onDisk[0], now, Events.T0).stream()
                    .filter(event -> ids.add(event.getId()))
                    .forEach(events::add);
            onDisk[0] = rounds[0]++ % 3 == 0 ? onDisk[0] : now;
        };
        rollout.beforeEachRound(record);
        rollout.run();
        record.run();
        return events;
    }

    @Test
    public void aPauseNamesWhoMayAnswerAndHasOneEventPerAnswer() {
        Outcome open = Outcomes.staged(Outcomes.T0, "prod", "api")
                .underWay()
                .pause("hook-1")
                .outcome();
        List<DeploymentEvent> waits = DeploymentEvents.between("id-1", BUILD, null, open, 5);

        assertThat(types(waits), contains(EventType.STARTED, EventType.WAITING));
        DeploymentEvent waiting = waits.get(1);
        assertThat(waiting.get(EventField.ANSWER), is("ROLLBACK"));
        assertThat(waiting.get(EventField.STAGE), is("POST_TEST_TRAFFIC_SHIFT"));
        assertThat(waiting.get(EventField.EXPIRES_AT), is("2023-11-28T22:13:20Z"));
        assertThat(waiting.getTime().toEpochMilli(), is(Outcomes.T0 + 20_000));
        assertThat(DeploymentEvents.between("id-1", BUILD, open, open, 6), is(empty()));

        Outcome first = PausedOutcomes.answered(PauseAnswer.CONTINUE, "ada", 100);
        Outcome again = PausedOutcomes.answered(PauseAnswer.ROLLBACK, "bob", 200);
        List<DeploymentEvent> answer = DeploymentEvents.between("id-1", BUILD, open, first, 101);
        assertThat(types(answer), contains(EventType.ANSWERED));
        assertThat(answer.get(0).get(EventField.BY), is("ada"));
        assertThat(answer.get(0).get(EventField.ANSWER), is("CONTINUE"));
        List<DeploymentEvent> other = DeploymentEvents.between("id-1", BUILD, first, again, 201);
        assertThat(types(other), contains(EventType.ANSWERED));
        assertThat(other.get(0).getId(), is(not(answer.get(0).getId())));
    }

    @Test
    public void eachVerdictHasAType() {
        for (Verdict verdict : Verdict.values()) {
            assertThat(DeploymentEvents.type(verdict, false).getKey(), containsString("deployment."));
        }
        assertThat(DeploymentEvents.type(Verdict.TIMED_OUT, false), is(EventType.FAILED));
        assertThat(DeploymentEvents.type(Verdict.UNKNOWN, true), is(EventType.UNKNOWN));
        assertThat(DeploymentEvents.type(Verdict.SUCCESS, true), is(EventType.ROLLED_BACK));
    }

    @Test
    public void foreignTextsAreCleanedAndCut() {
        String hostile = "\u202Ea\u0007b\nc" + "x".repeat(5_000);
        Outcome outcome = Outcomes.of("prod", "api")
                .underWay()
                .allTexts(hostile)
                .verdict(Verdict.FAILED, hostile)
                .outcome();

        for (DeploymentEvent event : DeploymentEvents.between("id-1", BUILD, null, outcome, 5)) {
            String json = EventJson.text(EventJson.write(event));
            assertThat(json, not(containsString("\u202E")));
            assertThat(json, not(containsString("\\u0007")));
            assertThat(json, not(containsString("\\n")));
            assertThat(json.length(), is(lessThanOrEqualTo(8_000)));
            assertThat(event.getId(), matchesPattern("[a-z0-9-]+"));
        }
    }

    @Test
    public void aVerificationIsReportedAtItsEndAndSoIsDrift() {
        Verifications made = Verifications.of("prod", "api", CheckKind.DIGEST).said(0, CheckVerdict.FAILED, "x", "y");

        assertThat(CheckEvents.of("v-1", BUILD, made.underWay()), is(empty()));
        assertThat(
                types(CheckEvents.of("v-1", BUILD, made.ended())),
                contains(EventType.VERIFICATION_FAILED, EventType.DRIFTED));
        Verifications good = Verifications.of("prod", "api", CheckKind.DIGEST).said(0, CheckVerdict.PASSED, "x", "y");
        assertThat(types(CheckEvents.of("v-1", BUILD, good.ended())), contains(EventType.VERIFIED));
    }

    private static List<EventType> types(List<DeploymentEvent> events) {
        return events.stream().map(DeploymentEvent::getType).toList();
    }
}
