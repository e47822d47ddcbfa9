package io.jenkins.plugins.ecs.paths.proof;

import io.jenkins.plugins.ecs.paths.definition.ApprovalRule;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Rules and answers, with what a test does not care about left out. */
public final class TestApprovals {

    private TestApprovals() {}

    /** Any users, but not the starter. */
    public static ApprovalRule any(int count) {
        return new ApprovalRule(new ArrayList<>(), new ArrayList<>(), count, false, false, 0, false);
    }

    public static ApprovalRule users(int count, String... users) {
        return new ApprovalRule(new ArrayList<>(List.of(users)), new ArrayList<>(), count, false, false, 0, false);
    }

    public static ApprovalRule groups(int count, String... groups) {
        return new ApprovalRule(new ArrayList<>(), new ArrayList<>(List.of(groups)), count, false, false, 0, false);
    }

    public static ApprovalRule within(ApprovalRule rule, Duration timeout) {
        return new ApprovalRule(
                rule.users(),
                rule.groups(),
                rule.count(),
                rule.starterMayApprove(),
                rule.notAuthors(),
                timeout.toMillis(),
                rule.answersByToken());
    }

    static ApprovalRule notByAuthors(ApprovalRule rule, boolean starterMayApprove) {
        return new ApprovalRule(
                rule.users(),
                rule.groups(),
                rule.count(),
                starterMayApprove,
                true,
                rule.timeoutMillis(),
                rule.answersByToken());
    }

    public static Answer answer(String user, boolean approves, long at, String... groups) {
        return new Answer(user, "", new ArrayList<>(List.of(groups)), approves, false, "", at);
    }
}
