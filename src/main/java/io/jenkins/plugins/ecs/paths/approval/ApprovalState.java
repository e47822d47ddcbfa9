package io.jenkins.plugins.ecs.paths.approval;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.paths.definition.ApprovalRule;
import io.jenkins.plugins.ecs.paths.proof.Admission;
import io.jenkins.plugins.ecs.paths.proof.Answer;
import io.jenkins.plugins.ecs.paths.proof.Approvals;
import io.jenkins.plugins.ecs.paths.proof.Condition;
import io.jenkins.plugins.ecs.paths.proof.Participants;
import io.jenkins.plugins.ecs.text.PlainLine;
import io.jenkins.plugins.ecs.text.PlainText;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** An approval that a build asks for outside of a deployment. Persisted. Changes are made to a copy. */
public final class ApprovalState implements Serializable, Cloneable {

    private static final long serialVersionUID = 1L;
    private static final int LONGEST_MESSAGE = 1_000;

    /** How it ended. The names are persisted. */
    public enum End {
        APPROVED,
        REJECTED,
        TIMED_OUT,
        /** Nobody is left who may approve. */
        REFUSED,
        ABORTED
    }

    private final String id;
    private final String message;
    private final ApprovalRule rule;
    private final ApprovedThing thing;
    private final long askedAt;

    private ArrayList<Answer> answers = new ArrayList<>();
    private String waits = "";
    private End end;
    private String cause = "";
    private long finishedAt;

    private ApprovalState(String id, String message, ApprovalRule rule, ApprovedThing thing, long now) {
        this.id = id;
        this.message = PlainLine.of(message, LONGEST_MESSAGE);
        this.rule = rule;
        this.thing = thing;
        this.askedAt = now;
    }

    /**
     * @param id unique within Jenkins
     * @param message the question
     */
    @NonNull
    public static ApprovalState ask(
            @NonNull String id,
            @NonNull String message,
            @NonNull ApprovalRule rule,
            @NonNull ApprovedThing thing,
            long now) {
        return new ApprovalState(id, message, rule, thing, now);
    }

    @NonNull
    public String id() {
        return id;
    }

    @NonNull
    public String message() {
        return message;
    }

    @NonNull
    public ApprovalRule rule() {
        return rule;
    }

    @NonNull
    public ApprovedThing thing() {
        return thing;
    }

    /** Epoch milliseconds. */
    public long askedAt() {
        return askedAt;
    }

    /** Oldest first. */
    @NonNull
    public List<Answer> answers() {
        return Collections.unmodifiableList(answers);
    }

    /** What is missing; empty before the first round and after the end. */
    @NonNull
    public String waits() {
        return waits;
    }

    public boolean hasEnded() {
        return end != null;
    }

    /** Null while it waits. */
    @CheckForNull
    public End end() {
        return end;
    }

    /** Who approved, or why it is not approved. */
    @NonNull
    public String cause() {
        return cause;
    }

    /** Epoch milliseconds; 0 while it waits. */
    public long finishedAt() {
        return finishedAt;
    }

    /** The line of the log for an answer. */
    @NonNull
    public static String line(@NonNull Answer answer) {
        return ApprovalMessages.gave(answer);
    }

    /** The one line that a user needs. */
    @NonNull
    public String summary() {
        return end == null
                ? ApprovalMessages.approvalWaits(message, waits)
                : ApprovalMessages.approvalEnded(end.name(), message, cause);
    }

    /** The newest time of Jenkins' clock in this state. */
    public long newestTime() {
        return answers.stream().mapToLong(Answer::at).reduce(Math.max(askedAt, finishedAt), Math::max);
    }

    private Approvals.Asked asked(Participants participants) {
        return new Approvals.Asked(askedAt, answers, participants);
    }

    /** As it is at this time; the same object if nothing has changed. */
    @NonNull
    public ApprovalState judged(@NonNull Participants participants, long now) {
        if (hasEnded()) {
            return this;
        }
        Condition condition = Approvals.judge(rule, asked(participants), now);
        switch (condition.standing()) {
            case MET -> {
                return ended(End.APPROVED, condition.text(), now);
            }
            case TIMED_OUT -> {
                return ended(End.TIMED_OUT, condition.text(), now);
            }
            case REFUSED -> {
                boolean rejected = answers.stream().anyMatch(each -> !each.approves());
                return ended(rejected ? End.REJECTED : End.REFUSED, condition.text(), now);
            }
            default -> {
                if (condition.text().equals(waits)) {
                    return this;
                }
                ApprovalState copy = copy();
                copy.waits = condition.text();
                return copy;
            }
        }
    }

    /** Milliseconds until it is to be judged again at the latest. */
    public long judgeAgainIn(long now) {
        long ends = Approvals.judgeAgainAt(rule, asked(Participants.NONE), now);
        return Math.max(1, Math.min(Admission.JUDGE_AGAIN, ends - now));
    }

    /** With another answer; empty if it does not count, comes too late, or the user has answered already. */
    @NonNull
    public Optional<ApprovalState> answered(@NonNull Answer answer, @NonNull Participants participants) {
        if (hasEnded()) {
            return Optional.empty();
        }
        return Approvals.with(rule, asked(participants), answer).map(all -> {
            ApprovalState copy = copy();
            copy.answers = all;
            return copy;
        });
    }

    @NonNull
    public ApprovalState aborted(@NonNull String by, long now) {
        return hasEnded() ? this : ended(End.ABORTED, by, now);
    }

    private ApprovalState ended(End how, String why, long now) {
        ApprovalState copy = copy();
        copy.end = how;
        copy.cause = PlainText.line(why);
        copy.waits = "";
        copy.finishedAt = now;
        return copy;
    }

    private ApprovalState copy() {
        try {
            return (ApprovalState) clone();
        } catch (CloneNotSupportedException e) {
            throw new AssertionError(e);
        }
    }
}
