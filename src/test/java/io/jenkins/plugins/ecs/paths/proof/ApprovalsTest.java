package io.jenkins.plugins.ecs.paths.proof;

import static io.jenkins.plugins.ecs.paths.proof.TestApprovals.answer;
import static io.jenkins.plugins.ecs.paths.proof.TestApprovals.any;
import static io.jenkins.plugins.ecs.paths.proof.TestApprovals.groups;
import static io.jenkins.plugins.ecs.paths.proof.TestApprovals.notByAuthors;
import static io.jenkins.plugins.ecs.paths.proof.TestApprovals.users;
import static io.jenkins.plugins.ecs.paths.proof.TestApprovals.within;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;

import io.jenkins.plugins.ecs.paths.definition.ApprovalRule;
import io.jenkins.plugins.ecs.paths.proof.Approvals.Asked;
import io.jenkins.plugins.ecs.paths.proof.Approvals.Objection;
import io.jenkins.plugins.ecs.paths.proof.Condition.Standing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.ErrorCollector;

/** Whose answers count, and whether they are enough. */
public class ApprovalsTest {

    private static final long NOW = 3_600_000_000L;
    private static final long LATER = NOW + 5;

    @Rule
    public ErrorCollector errors = new ErrorCollector();

    private static Participants started(String... starters) {
        return new Participants(Set.of(starters), true, Set.of(), false, Participants.Names.EXACT);
    }

    private static Participants written(String starter, String... authors) {
        return new Participants(Set.of(starter), true, Set.of(authors), authors.length > 0, Participants.Names.EXACT);
    }

    private static Answer yes(String user, String... groups) {
        return answer(user, true, NOW, groups);
    }

    private static Answer no(String user, String... groups) {
        return answer(user, false, NOW, groups);
    }

    private static Condition judge(ApprovalRule rule, Participants participants, Answer... answers) {
        return Approvals.judge(rule, new Asked(NOW, List.of(answers), participants), LATER);
    }

    @Test
    public void whoHasApproved() {
        ApprovalRule two = groups(2, "managers");
        String missing = " by managers, not by who started the build";
        Object[][] table = {
            {List.of(), Standing.WAITS, "0 of 2 approvals" + missing},
            {List.of(yes("amy", "managers")), Standing.WAITS, "1 of 2 approvals (amy)" + missing},
            {List.of(yes("amy", "managers"), yes("amy", "managers")), Standing.WAITS, "1 of 2 approvals (amy)" + missing
            },
            {
                List.of(yes("amy", "managers"), yes("starter", "managers")),
                Standing.WAITS,
                "1 of 2 approvals (amy)" + missing
            },
            {List.of(yes("amy", "managers"), yes("bob", "users")), Standing.WAITS, "1 of 2 approvals (amy)" + missing},
            {List.of(yes("amy", "managers"), yes("bob", "managers")), Standing.MET, "approved by amy, bob"},
            {
                List.of(yes("amy", "managers"), no("bob", "managers"), yes("eve", "managers")),
                Standing.REFUSED,
                "rejected by bob at 1970-02-11 16:00 UTC"
            },
            {List.of(yes("amy", "managers"), no("eve")), Standing.WAITS, "1 of 2 approvals (amy)" + missing},
        };
        for (Object[] row : table) {
            @SuppressWarnings("unchecked")
            List<Answer> answers = (List<Answer>) row[0];
            Condition condition = judge(two, started("starter"), answers.toArray(new Answer[0]));
            errors.checkThat(row[0].toString(), condition.standing(), is(row[1]));
            errors.checkThat(row[0].toString(), condition.text(), is(row[2]));
        }
    }

    @Test
    public void anAnswerIsJudgedByTheApproversOfNow() {
        Answer ofUsers = yes("amy", "users", "developers");

        assertThat(judge(groups(1, "developers"), started(), ofUsers).standing(), is(Standing.MET));
        assertThat("narrowed", judge(groups(1, "managers"), started(), ofUsers).standing(), is(Standing.WAITS));
        assertThat(
                "by another group",
                judge(groups(1, "users"), started(), ofUsers).standing(),
                is(Standing.MET));
        assertThat("named", judge(users(1, "amy"), started(), ofUsers).standing(), is(Standing.MET));
        assertThat(
                "a user is no group",
                judge(groups(1, "amy"), started(), ofUsers).standing(),
                is(Standing.WAITS));
        assertThat(
                "a group is no user",
                judge(users(1, "developers"), started(), ofUsers).standing(),
                is(Standing.WAITS));
    }

    @Test
    public void namesAreComparedAsTheSecurityRealmDoes() {
        Participants.Names ofRealm = new Participants.Names() {
            @Override
            public boolean isSameUser(String one, String other) {
                return one.equalsIgnoreCase(other);
            }

            @Override
            public boolean isSameGroup(String one, String other) {
                return one.equals(other);
            }
        };
        Participants participants = new Participants(Set.of("Eve"), true, Set.of(), false, ofRealm);

        assertThat(judge(users(1, "AMY"), participants, yes("amy")).standing(), is(Standing.MET));
        assertThat(
                judge(groups(1, "Managers"), participants, yes("amy", "managers"))
                        .standing(),
                is(Standing.WAITS));
        assertThat(objection(any(1), yes("eve"), participants), is(Optional.of(Objection.STARTER)));
        assertThat(
                "one person in two spellings",
                judge(any(2), participants, yes("amy"), yes("Amy")).standing(),
                is(Standing.WAITS));
        Asked answered = new Asked(NOW, List.of(yes("amy")), participants);
        assertThat("has answered", Approvals.with(any(2), answered, yes("Amy")).isPresent(), is(false));
        assertThat("another", Approvals.with(any(2), answered, yes("bob")).isPresent(), is(true));
    }

    private static Optional<Objection> objection(ApprovalRule rule, Answer answer, Participants participants) {
        return Approvals.objection(rule, answer, participants);
    }

    @Test
    public void whoseAnswerDoesNotCount() {
        Answer named = new Answer("asmith", "Amy Smith", new ArrayList<>(), true, false, "", NOW);
        Answer byToken = new Answer("bob", "", new ArrayList<>(), true, true, "", NOW);
        ApprovalRule tokens = new ApprovalRule(new ArrayList<>(), new ArrayList<>(), 1, false, false, 0, true);
        Participants untold = new Participants(Set.of(), false, Set.of(), false, Participants.Names.EXACT);
        Object[][] table = {
            {"the starter", any(1), yes("amy"), started("amy"), Objection.STARTER},
            {"an author", notByAuthors(any(1), true), yes("amy"), written("bob", "amy"), Objection.AUTHOR},
            {
                "an author by the name in the commit",
                notByAuthors(any(1), true),
                named,
                written("bob", "amy smith"),
                Objection.AUTHOR
            },
            {"authors do not matter", any(1), yes("amy"), written("bob", "amy"), null},
            {"the starter may", notByAuthors(any(1), true), yes("bob"), written("bob", "amy"), null},
            {
                "the starter may be an author where none is known",
                notByAuthors(any(1), true),
                yes("bob"),
                written("bob"),
                Objection.STARTER
            },
            {"another where no author is known", notByAuthors(any(1), true), yes("amy"), written("bob"), null},
            {"a chain that is too long", any(1), yes("amy"), untold, Objection.STARTER_UNKNOWN},
            {"by token", any(1), byToken, started(), Objection.BY_TOKEN},
            {"by token where that is allowed", tokens, byToken, started(), null},
        };
        for (Object[] row : table) {
            errors.checkThat(
                    (String) row[0],
                    objection((ApprovalRule) row[1], (Answer) row[2], (Participants) row[3])
                            .orElse(null),
                    is(row[4]));
        }
    }

    @Test
    public void whatNobodyCanApproveIsRefusedAtOnce() {
        assertThat(
                judge(users(1, "amy"), started("amy")),
                is(
                        condition(
                                Standing.REFUSED,
                                "0 of 1 approvals by amy, and nobody else may approve a build that they neither started nor changed")));
        assertThat(
                judge(users(2, "amy", "bob"), started("amy")),
                is(
                        condition(
                                Standing.REFUSED,
                                "0 of 2 approvals by amy, bob, and only bob of them may approve a build that they neither started nor changed")));
        assertThat(
                judge(notByAuthors(users(1, "amy"), true), written("bob", "amy"))
                        .standing(),
                is(Standing.REFUSED));
        Participants untold = new Participants(Set.of(), false, Set.of(), false, Participants.Names.EXACT);
        assertThat(judge(any(1), untold).standing(), is(Standing.REFUSED));
        assertThat(
                "groups are not looked up",
                judge(groups(1, "managers"), started("amy")).standing(),
                is(Standing.WAITS));
    }

    private static Condition condition(Standing standing, String text) {
        return new Condition(Condition.Kind.APPROVAL, standing, text, 0);
    }

    @Test
    public void itIsOverAfterItsTimeAndALateAnswerDoesNotCount() {
        ApprovalRule rule = within(any(2), Duration.ofDays(2));
        long end = NOW + Duration.ofDays(2).toMillis();
        Asked asked = new Asked(NOW, List.of(answer("amy", true, NOW), answer("bob", true, end + 1)), started());

        assertThat(
                Approvals.judge(rule, asked, end).text(),
                startsWith("1 of 2 approvals (amy), not by who started the build, until 1970-02-13 16:00 UTC"));
        assertThat(
                Approvals.judge(rule, asked, end + 1),
                is(condition(Standing.TIMED_OUT, "1 of 2 approvals within 48 h")));
        assertThat(Approvals.with(rule, asked, answer("eve", true, end + 1)).isPresent(), is(false));
        Asked inTime = new Asked(NOW, List.of(answer("amy", true, NOW), answer("bob", true, end)), started());
        assertThat(
                "given in time, judged later",
                Approvals.judge(rule, inTime, end + 1).standing(),
                is(Standing.MET));
    }

    @Test
    public void aUserAnswersOnceUnlessTheFirstAnswerNoLongerCounts() {
        ApprovalRule managers = groups(1, "managers");
        Asked old = new Asked(NOW, List.of(yes("amy", "users")), started());
        Asked good = new Asked(NOW, List.of(yes("amy", "managers")), started());

        assertThat(Approvals.with(managers, old, no("amy", "managers")).get(), is(List.of(no("amy", "managers"))));
        assertThat(Approvals.with(managers, good, no("amy", "managers")).isPresent(), is(false));
        assertThat(Approvals.with(managers, good, yes("bob", "users")).isPresent(), is(false));
    }
}
