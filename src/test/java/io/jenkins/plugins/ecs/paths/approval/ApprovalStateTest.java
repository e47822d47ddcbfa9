package io.jenkins.plugins.ecs.paths.approval;

import static io.jenkins.plugins.ecs.paths.proof.TestApprovals.answer;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.sameInstance;

import io.jenkins.plugins.ecs.events.DeploymentEvent;
import io.jenkins.plugins.ecs.events.EventField;
import io.jenkins.plugins.ecs.events.EventType;
import io.jenkins.plugins.ecs.history.BuildFacts;
import io.jenkins.plugins.ecs.notifications.ApprovalEvents;
import io.jenkins.plugins.ecs.notifications.DeploymentEvents;
import io.jenkins.plugins.ecs.paths.approval.ApprovalState.End;
import io.jenkins.plugins.ecs.paths.definition.ApprovalRule;
import io.jenkins.plugins.ecs.paths.proof.Participants;
import io.jenkins.plugins.ecs.paths.proof.TestApprovals;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.Test;

/** An approval that a build asks for, from the question to its end. */
public class ApprovalStateTest {

    private static final long NOW = 3_600_000_000L;
    private static final Participants BY_EVE =
            new Participants(Set.of("eve"), true, Set.of(), false, Participants.Names.EXACT);

    private static ApprovalState ask(ApprovalRule rule) {
        return ApprovalState.ask("a", "Deploy 1.4.2?", rule, new ApprovedThing("", "", ""), NOW)
                .judged(BY_EVE, NOW);
    }

    @Test
    public void oneRejectionEndsIt() {
        ApprovalState end = ask(TestApprovals.any(2))
                .answered(answer("amy", true, NOW), BY_EVE)
                .flatMap(state -> state.answered(answer("bob", false, NOW), BY_EVE))
                .orElseThrow()
                .judged(BY_EVE, NOW);

        assertThat(end.end(), is(End.REJECTED));
        assertThat(end.answered(answer("joe", true, NOW), BY_EVE).isPresent(), is(false));
    }

    @Test
    public void itIsOverAtItsTimeAlsoIfJenkinsWasDown() {
        ApprovalState asked = ask(TestApprovals.within(TestApprovals.any(1), Duration.ofMinutes(7)));
        long later = NOW + Duration.ofDays(1).toMillis();

        assertThat(asked.judgeAgainIn(NOW), is(Duration.ofMinutes(5).toMillis()));
        assertThat(asked.judgeAgainIn(NOW + 300_000), is(Duration.ofMinutes(2).toMillis() + 1));
        assertThat(asked.answered(answer("amy", true, later), BY_EVE).isPresent(), is(false));
        assertThat(asked.judged(BY_EVE, later).end(), is(End.TIMED_OUT));
    }

    @Test
    public void whatNobodyMayApproveIsRefused() {
        assertThat(ask(TestApprovals.users(1, "eve")).end(), is(End.REFUSED));
    }

    @Test
    public void theStarterAndASecondAnswerDoNotCount() {
        ApprovalState asked = ask(TestApprovals.any(2));
        ApprovalState one = asked.answered(answer("amy", true, NOW), BY_EVE).orElseThrow();

        assertThat(one.answered(answer("eve", true, NOW), BY_EVE).isPresent(), is(false));
        assertThat(one.answered(answer("amy", true, NOW), BY_EVE).isPresent(), is(false));
        assertThat(one.judged(BY_EVE, NOW).hasEnded(), is(false));
        ApprovalState end =
                one.answered(answer("bob", true, NOW), BY_EVE).orElseThrow().judged(BY_EVE, NOW + 1);
        assertThat(end.end(), is(End.APPROVED));
        assertThat(end.summary(), is("APPROVED: Deploy 1.4.2?: approved by amy, bob"));
    }

    @Test
    public void nothingIsSavedWhereNothingChanges() {
        ApprovalState asked = ask(TestApprovals.any(2));

        assertThat(asked.judged(BY_EVE, NOW + 1), is(sameInstance(asked)));
    }

    @Test
    public void aHostileMessageIsOneShortLine() {
        ApprovalState asked = ApprovalState.ask(
                "a",
                "x\n[8mhidden\u202e" + "y".repeat(10_000),
                TestApprovals.any(1),
                new ApprovedThing("", "", ""),
                NOW);

        assertThat(asked.message(), not(containsString("\n")));
        assertThat(asked.message().length(), is(lessThan(1_100)));
    }

    @Test
    public void eachTurnIsOneEvent() {
        DeploymentEvents.Build build =
                new DeploymentEvents.Build(new BuildFacts("shop", 1, "eve", "", 0), "job/shop/1/");
        List<DeploymentEvent> events = new ArrayList<>();
        ApprovalState asked = ask(TestApprovals.within(TestApprovals.users(2, "amy", "bob"), Duration.ofDays(2)));
        ApprovalState one = asked.answered(answer("amy", true, NOW), BY_EVE).orElseThrow();
        ApprovalState over = one.judged(BY_EVE, NOW + Duration.ofDays(3).toMillis());
        ApprovalOutcome before = null;
        for (ApprovalState state : List.of(asked, asked, one, one, over, over)) {
            ApprovalOutcome after = ApprovalOutcome.of(state);
            events.addAll(ApprovalEvents.between("a", build, before, after));
            before = after;
        }

        assertThat(
                events.stream().map(DeploymentEvent::getType).toList(),
                is(List.of(EventType.WAITING, EventType.ANSWERED, EventType.WAIT_ENDED)));
        assertThat(events.get(0).get(EventField.WAITS_FOR), is("amy, bob"));
        assertThat(events.get(0).get(EventField.MESSAGE), is("Waiting for approval by amy, bob: Deploy 1.4.2?"));
        assertThat(events.get(1).get(EventField.BY), is("amy"));
    }
}
