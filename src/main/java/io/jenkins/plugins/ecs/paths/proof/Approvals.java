package io.jenkins.plugins.ecs.paths.proof;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.paths.definition.ApprovalRule;
import io.jenkins.plugins.ecs.paths.proof.Condition.Kind;
import io.jenkins.plugins.ecs.paths.proof.Condition.Standing;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Judges answers by the rule as it is now. The only place that does: the engine, pages and REST use it. */
public final class Approvals {

    private Approvals() {}

    /** Why an answer does not count. */
    public enum Objection {
        BY_TOKEN,
        /** Not one of the users and groups of the rule. */
        NOT_AN_APPROVER,
        STARTER,
        /** It cannot be found out who started the build. */
        STARTER_UNKNOWN,
        AUTHOR
    }

    /**
     * What is asked for.
     *
     * @param at since when, epoch milliseconds; 0 if not yet
     * @param answers oldest first, at most one of each user
     */
    public record Asked(
            long at, @NonNull List<Answer> answers, @NonNull Participants participants) {

        /** Nothing was asked, and nobody answered. */
        public static final Asked NOTHING = new Asked(0, List.of(), Participants.NONE);
    }

    /** Why this answer does not count; empty if it does. */
    @NonNull
    public static Optional<Objection> objection(
            @NonNull ApprovalRule rule, @NonNull Answer answer, @NonNull Participants participants) {
        if (answer.byToken() && !rule.answersByToken()) {
            return Optional.of(Objection.BY_TOKEN);
        }
        return isAmong(rule, answer, participants.names())
                ? objection(rule, answer.user(), answer.name(), participants)
                : Optional.of(Objection.NOT_AN_APPROVER);
    }

    private static boolean isAmong(ApprovalRule rule, Answer answer, Participants.Names names) {
        return rule.approvers().isEmpty()
                || rule.users().stream().anyMatch(each -> names.isSameUser(each, answer.user()))
                || rule.groups().stream()
                        .anyMatch(each -> answer.groups().stream().anyMatch(group -> names.isSameGroup(each, group)));
    }

    private static Optional<Objection> objection(
            ApprovalRule rule, String user, String name, Participants participants) {
        if (rule.notAuthors() && participants.isAuthor(user, name)) {
            return Optional.of(Objection.AUTHOR);
        }
        // Without known authors the one who started the build may be one of them.
        boolean starterCounts = rule.starterMayApprove() && (!rule.notAuthors() || participants.authorsKnown());
        if (starterCounts) {
            return Optional.empty();
        }
        if (!participants.startersKnown()) {
            return Optional.of(Objection.STARTER_UNKNOWN);
        }
        return participants.isStarter(user) ? Optional.of(Objection.STARTER) : Optional.empty();
    }

    /** Whether it is over at this time, epoch milliseconds; an answer that comes later does not count. */
    public static boolean isOver(@NonNull ApprovalRule rule, @NonNull Asked asked, long now) {
        return now > end(rule, asked, now);
    }

    private static long end(ApprovalRule rule, Asked asked, long now) {
        long since = asked.at() == 0 ? now : asked.at();
        return rule.timeoutMillis() == 0 ? Long.MAX_VALUE : since + rule.timeoutMillis();
    }

    /**
     * The answers with another one; empty if that does not count, comes too late, or the user has already given one that
     * counts.
     */
    @NonNull
    public static Optional<ArrayList<Answer>> with(
            @NonNull ApprovalRule rule, @NonNull Asked asked, @NonNull Answer another) {
        Participants.Names names = asked.participants().names();
        List<Answer> own = asked.answers().stream()
                .filter(each -> names.isSameUser(each.user(), another.user()))
                .toList();
        boolean again = own.stream()
                .anyMatch(each -> objection(rule, each, asked.participants()).isEmpty());
        boolean counts = objection(rule, another, asked.participants()).isEmpty();
        if (again || !counts || isOver(rule, asked, another.at())) {
            return Optional.empty();
        }
        ArrayList<Answer> all = new ArrayList<>(asked.answers());
        all.removeAll(own);
        all.add(another);
        return Optional.of(all);
    }

    /** When it is to be judged again because its time is over, epoch milliseconds; {@code Long.MAX_VALUE} for never. */
    public static long judgeAgainAt(@NonNull ApprovalRule rule, @NonNull Asked asked, long now) {
        long end = end(rule, asked, now);
        return end == Long.MAX_VALUE ? end : end + 1;
    }

    /** One rejection is enough; the same user counts once. */
    @NonNull
    public static Condition judge(@NonNull ApprovalRule rule, @NonNull Asked asked, long now) {
        long end = end(rule, asked, now);
        List<Answer> counted = asked.answers().stream()
                .filter(answer -> answer.at() <= end)
                .filter(answer -> objection(rule, answer, asked.participants()).isEmpty())
                .toList();
        Optional<Answer> rejected =
                counted.stream().filter(answer -> !answer.approves()).findFirst();
        if (rejected.isPresent()) {
            return condition(Standing.REFUSED, ConditionMessages.rejected(rejected.get()));
        }
        List<String> users = distinct(counted, asked.participants().names());
        if (users.size() >= rule.count()) {
            return condition(Standing.MET, ConditionMessages.approvedBy(users));
        }
        if (now > end) {
            return condition(Standing.TIMED_OUT, ConditionMessages.notApprovedInTime(users.size(), rule));
        }
        if (!rule.starterMayApprove() && !asked.participants().startersKnown()) {
            return condition(Standing.REFUSED, ConditionMessages.STARTER_UNKNOWN);
        }
        List<String> left = left(rule, users, asked.participants());
        return rule.groups().isEmpty() && !rule.users().isEmpty() && users.size() + left.size() < rule.count()
                ? condition(Standing.REFUSED, ConditionMessages.nobodyLeft(users.size(), rule, left))
                : condition(Standing.WAITS, ConditionMessages.approvalMissing(users, rule, end));
    }

    /** After a restart Jenkins may spell a user in another way. */
    private static List<String> distinct(List<Answer> answers, Participants.Names names) {
        List<String> users = new ArrayList<>();
        for (Answer answer : answers) {
            if (users.stream().noneMatch(each -> names.isSameUser(each, answer.user()))) {
                users.add(answer.user());
            }
        }
        return users;
    }

    /** The named users who have not answered yet and whose answer would count. */
    private static List<String> left(ApprovalRule rule, List<String> answered, Participants participants) {
        return rule.users().stream()
                .distinct()
                .filter(user ->
                        answered.stream().noneMatch(each -> participants.names().isSameUser(each, user)))
                .filter(user -> objection(rule, user, "", participants).isEmpty())
                .toList();
    }

    private static Condition condition(Standing standing, String text) {
        return new Condition(Kind.APPROVAL, standing, text, 0);
    }
}
