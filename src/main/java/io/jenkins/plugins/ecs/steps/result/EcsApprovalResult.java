package io.jenkins.plugins.ecs.steps.result;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.paths.approval.ApprovalOutcome;
import io.jenkins.plugins.ecs.paths.approval.ApprovalState;
import io.jenkins.plugins.ecs.paths.proof.Answer;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jenkinsci.plugins.scriptsecurity.sandbox.whitelists.Whitelisted;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** The result of {@code ecsApprove}, also for sandboxed scripts. Immutable. */
public final class EcsApprovalResult implements Serializable {

    private static final long serialVersionUID = 1L;

    private final ApprovalOutcome outcome;

    @Restricted(NoExternalUse.class)
    public EcsApprovalResult(@NonNull ApprovalOutcome outcome) {
        this.outcome = outcome;
    }

    /** {@code APPROVED}, {@code REJECTED}, {@code TIMED_OUT}, {@code REFUSED} or {@code ABORTED}. */
    @Whitelisted
    public String getStatus() {
        return String.valueOf(outcome.end());
    }

    @Whitelisted
    public boolean isApproved() {
        return outcome.end() == ApprovalState.End.APPROVED;
    }

    /** Ids of the users who approved, in the order of their answers. */
    @Whitelisted
    public List<String> getApprovers() {
        return new ArrayList<>(outcome.answers().stream()
                .filter(Answer::approves)
                .map(Answer::user)
                .toList());
    }

    /** All answers, each with {@code user}, {@code approved}, {@code comment} and {@code at} (epoch milliseconds). */
    @Whitelisted
    public List<Map<String, Object>> getAnswers() {
        List<Map<String, Object>> answers = new ArrayList<>();
        for (Answer each : outcome.answers()) {
            Map<String, Object> answer = new LinkedHashMap<>();
            answer.put("user", each.user());
            answer.put("approved", each.approves());
            answer.put("comment", each.comment());
            answer.put("at", each.at());
            answers.add(answer);
        }
        return answers;
    }

    /** Why it is not approved, or by whom it is. */
    @Whitelisted
    public String getCause() {
        return outcome.cause();
    }

    /** One line for users. */
    @Whitelisted
    public String getMessage() {
        return outcome.summary();
    }

    /** Epoch milliseconds. */
    @Whitelisted
    public long getAskedAt() {
        return outcome.askedAt();
    }

    /** Epoch milliseconds. */
    @Whitelisted
    public long getFinishedAt() {
        return outcome.finishedAt();
    }

    @Whitelisted
    @Override
    public String toString() {
        return getMessage();
    }
}
