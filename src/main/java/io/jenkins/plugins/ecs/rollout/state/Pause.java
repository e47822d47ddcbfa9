package io.jenkins.plugins.ecs.rollout.state;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.rollout.messages.PauseMessages;
import io.jenkins.plugins.ecs.rollout.request.CodeDeployEvents;
import java.io.Serializable;

/** One time that our deployment waited in a PAUSE hook: what was asked, who answered what, what became of it. */
public final class Pause implements Serializable, Cloneable {

    private static final long serialVersionUID = 1L;

    private final String hookId;
    private final String stage;
    private final double traffic;
    private final long since;
    private final long expiresAt;
    private final String timeoutAction;

    private PauseAnswer answer;
    private String by = "";
    private long answeredAt;
    private long sentAt;
    /** Rules keep the answer back until then; 0 where they do not. */
    private long heldUntil;

    /** Why the answer cannot be given; empty where it can. */
    private String refusal = "";

    private long closedAt;
    /** How ECS reports that it ended; empty where it does not say. */
    private String closedAs = "";

    public Pause(String hookId, String stage, double traffic, long since, long expiresAt, String timeoutAction) {
        this.hookId = hookId;
        this.stage = stage;
        this.traffic = traffic;
        this.since = since;
        this.expiresAt = expiresAt;
        this.timeoutAction = timeoutAction;
    }

    @NonNull
    public String hookId() {
        return hookId;
    }

    /** As far as ECS shows it; may be empty. */
    @NonNull
    public String stage() {
        return stage;
    }

    /** The new revision's share of the production traffic in percent when it began; negative where ECS shifts none. */
    public double traffic() {
        return traffic;
    }

    /** Epoch milliseconds, Jenkins' clock. */
    public long since() {
        return since;
    }

    /** Epoch milliseconds, AWS's clock; 0 where it does not say. */
    public long expiresAt() {
        return expiresAt;
    }

    /** What ECS does then: {@code CONTINUE} or {@code ROLLBACK}; may be empty. */
    @NonNull
    public String timeoutAction() {
        return timeoutAction;
    }

    /** The answer that was given here; null where none was. */
    @CheckForNull
    public PauseAnswer answer() {
        return answer;
    }

    /** Who gave it. */
    @NonNull
    public String by() {
        return by;
    }

    /** Epoch milliseconds, Jenkins' clock; 0 where no answer was given here. */
    public long answeredAt() {
        return answeredAt;
    }

    /** Whether it still waits for an answer. */
    public boolean isOpen() {
        return answer == null && closedAt == 0;
    }

    /** Whether ECS does not wait in it any more. */
    public boolean isClosed() {
        return closedAt != 0;
    }

    /** How it ended in words; empty while it lasts. */
    @NonNull
    public String end() {
        if (answer != null) {
            return answer == PauseAnswer.CONTINUE ? PauseMessages.continuedBy(by) : PauseMessages.rolledBackBy(by);
        }
        if (closedAt == 0) {
            return "";
        }
        switch (closedAs) {
            case "SUCCEEDED":
                return PauseMessages.CONTINUED_ELSEWHERE;
            case "FAILED":
                return PauseMessages.ROLLED_BACK_ELSEWHERE;
            case "TIMED_OUT":
                return isOptional() ? PauseMessages.WAIT_OVER : PauseMessages.timedOut(deployer(), timeoutAction);
            default:
                return PauseMessages.ENDED_ELSEWHERE;
        }
    }

    private String deployer() {
        return stage.equals(CodeDeployEvents.READY_WAIT) ? "CodeDeploy" : "ECS";
    }

    /** The deployment continues well without an answer; one only brings the end of the wait forward. */
    public boolean isOptional() {
        return stage.equals(CodeDeployEvents.TERMINATION_WAIT);
    }

    /** In the console or with the CLI, as far as AWS reports it. */
    public boolean wasRolledBackElsewhere() {
        return answer == null && closedAt != 0 && closedAs.equals("FAILED");
    }

    public boolean hasTimedOut() {
        return closedAs.equals("TIMED_OUT");
    }

    /** An answer was given here and ECS is to be told, for the first time or again. */
    public boolean isToBeSent(long now, long sureAfter) {
        return answer != null && closedAt == 0 && now >= heldUntil && (sentAt == 0 || now - sentAt > sureAfter);
    }

    /** An answer was given, and rules keep it back. */
    public boolean isHeld() {
        return answer != null && closedAt == 0 && heldUntil != 0 && sentAt == 0;
    }

    /** Rules are asked again then whether the answer may be sent. */
    public Pause heldUntil(long then) {
        Pause next = copy();
        next.heldUntil = then;
        return next;
    }

    public Pause answered(PauseAnswer with, String who, long now) {
        Pause next = copy();
        next.answer = with;
        next.by = who;
        next.answeredAt = now;
        return next;
    }

    /** The answer could not be given: it may be given again. */
    public Pause reopened() {
        Pause next = copy();
        next.answer = null;
        next.by = "";
        next.answeredAt = 0;
        next.sentAt = 0;
        next.heldUntil = 0;
        return next;
    }

    public Pause sent(long now) {
        Pause next = copy();
        next.sentAt = now;
        return next;
    }

    public Pause refused(String why) {
        Pause next = copy();
        next.refusal = why;
        return next;
    }

    /** Why AWS did not take the answer that was given here; empty where it did. */
    public String refusal() {
        return refusal;
    }

    /** Whether ECS still waits for an answer, be it that the one from here was refused. */
    public boolean waits() {
        return closedAt == 0 && (answer == null || !refusal.isEmpty());
    }

    /** It had seemed to be over. */
    public Pause stillWaits() {
        return closed("", 0);
    }

    public Pause closed(String as, long now) {
        Pause next = copy();
        next.closedAs = as;
        next.closedAt = now;
        return next;
    }

    private Pause copy() {
        try {
            return (Pause) clone();
        } catch (CloneNotSupportedException e) {
            throw new AssertionError(e);
        }
    }
}
