package io.jenkins.plugins.ecs.paths.approval;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.paths.proof.Answer;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** What is known of an approval, for users and programs. Immutable, and small enough to be stored with the build. */
public final class ApprovalOutcome implements Serializable {

    private static final long serialVersionUID = 1L;

    private final String message;
    private final ArrayList<String> approvers;
    private final ArrayList<String> subject;
    private final ArrayList<Answer> answers;
    private final String waits;
    private final ApprovalState.End end;
    private final String cause;
    private final String summary;
    private final long askedAt;
    private final long expiresAt;
    private final long finishedAt;

    private ApprovalOutcome(ApprovalState state) {
        message = state.message();
        approvers = new ArrayList<>(state.rule().approvers());
        subject = new ArrayList<>(state.thing().lines());
        answers = new ArrayList<>(state.answers());
        waits = state.waits();
        end = state.end();
        cause = state.cause();
        summary = state.summary();
        askedAt = state.askedAt();
        long timeout = state.rule().timeoutMillis();
        expiresAt = timeout == 0 ? 0 : askedAt + timeout;
        finishedAt = state.finishedAt();
    }

    @NonNull
    public static ApprovalOutcome of(@NonNull ApprovalState state) {
        return new ApprovalOutcome(state);
    }

    /** The question. */
    @NonNull
    public String message() {
        return message;
    }

    /** Ids of users and names of groups; empty for all users with the permission. */
    @NonNull
    public List<String> approvers() {
        return Collections.unmodifiableList(approvers);
    }

    /** What it is about: image, service, target; empty if none was named. */
    @NonNull
    public List<String> subject() {
        return Collections.unmodifiableList(subject);
    }

    /** Oldest first. */
    @NonNull
    public List<Answer> answers() {
        return Collections.unmodifiableList(answers);
    }

    /** What is missing; empty after the end. */
    @NonNull
    public String waits() {
        return waits;
    }

    /** Null while it waits. */
    @CheckForNull
    public ApprovalState.End end() {
        return end;
    }

    /** Who approved, or why it is not approved. */
    @NonNull
    public String cause() {
        return cause;
    }

    /** The one line that a user needs. */
    @NonNull
    public String summary() {
        return summary;
    }

    /** Epoch milliseconds. */
    public long askedAt() {
        return askedAt;
    }

    /** Epoch milliseconds; 0 for no limit of its own. */
    public long expiresAt() {
        return expiresAt;
    }

    /** Epoch milliseconds; 0 while it waits. */
    public long finishedAt() {
        return finishedAt;
    }
}
