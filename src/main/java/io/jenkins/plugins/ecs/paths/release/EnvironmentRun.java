package io.jenkins.plugins.ecs.paths.release;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import edu.umd.cs.findbugs.annotations.Nullable;
import io.jenkins.plugins.ecs.paths.definition.ApprovalRule;
import io.jenkins.plugins.ecs.paths.definition.PathEnvironment;
import io.jenkins.plugins.ecs.paths.proof.Answer;
import io.jenkins.plugins.ecs.paths.proof.Condition;
import io.jenkins.plugins.ecs.policy.Arn;
import io.jenkins.plugins.ecs.rollout.request.DeployRequest;
import io.jenkins.plugins.ecs.rollout.request.VerificationReaction;
import io.jenkins.plugins.ecs.rollout.state.Plan;
import io.jenkins.plugins.ecs.rollout.state.RolloutState;
import io.jenkins.plugins.ecs.rollout.state.Verdict;
import io.jenkins.plugins.ecs.rollout.verification.VerificationRun;
import io.jenkins.plugins.ecs.verify.VerifyRequest;
import io.jenkins.plugins.ecs.verify.VerifyState;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** A release in one target of an environment: its slot and the state of what runs in it. Changes are made to a copy. */
public final class EnvironmentRun extends ReleaseTarget implements Cloneable {

    private static final long serialVersionUID = 1L;
    private static final Set<Slot> LOCKED = EnumSet.of(Slot.DEPLOYING, Slot.VERIFYING, Slot.ROLLING_BACK);

    Slot slot = Slot.NOT_STARTED;
    long startedAt;
    /** Since when it has been in this slot. */
    long since;
    /** When its next round is due, if it is not the only one; epoch milliseconds. */
    long due;

    ArrayList<Condition> conditions = new ArrayList<>();
    ArrayList<Answer> answers = new ArrayList<>();
    /** Who was to approve when the conditions were judged last; null if nobody was. */
    ApprovalRule approval;
    /** Since when it has been asked for, epoch milliseconds; 0 if not yet. */
    long askedAt;

    /** What the release would change, for those who approve; null before it is known. */
    ArrayList<String> plan;

    /** What the release would change, and what would keep it from entering, if it is only a dry run. */
    Plan foreseen;

    ArrayList<String> hindrances = new ArrayList<>();

    /** The plan that is made, in the target of this name; null if none is. */
    RolloutState planning;

    String planned;

    /** The account in which its service was confirmed, empty if AWS did not report it; null if it was not. */
    String account;

    VerifyState confirming;
    VerifyState preflight;
    RolloutState rollout;
    VerifyState verifying;
    /** The verification of the watch that is in progress; null between two of them. */
    VerifyState watching;
    /** When it was read last. */
    long watchSeenAt;

    /** How often it began again because nothing was read, since the last start of Jenkins. */
    int watchUnread;

    /** When the next one begins, and when the watch ends; 0 without a watch. */
    long watchNextAt;

    long watchedUntil;
    RolloutState back;
    /** It goes back because the release failed in another target of the environment. */
    boolean recalled;

    Verdict verdict;
    String cause = "";
    long finishedAt;

    private EnvironmentRun(
            PathEnvironment pinned,
            DeployRequest request,
            VerifyRequest verification,
            boolean wanted,
            String target,
            int wave) {
        super(pinned, request, verification, wanted, target, wave);
    }

    /** @param wanted whether the release goes there; otherwise it is only what others come from */
    @NonNull
    public static EnvironmentRun of(
            @NonNull PathEnvironment pinned,
            @NonNull DeployRequest request,
            @NonNull VerifyRequest verification,
            boolean wanted) {
        DeployRequest verified = request.verifiedBy(
                verification.meanwhile(),
                pinned.rollback() ? VerificationReaction.ROLLBACK : VerificationReaction.FAIL);
        return new EnvironmentRun(
                pinned, verified, verification, wanted, pinned.targets().get(0), 0);
    }

    /** A copy that has not started, in another target of the environment. */
    @NonNull
    public EnvironmentRun at(@NonNull String otherTarget, int ofWave) {
        return new EnvironmentRun(pinned(), request(), verification(), isWanted(), otherTarget, ofWave);
    }

    /** Whether it is under way. */
    boolean isActive() {
        return isWanted() && verdict == null && slot != Slot.NOT_STARTED;
    }

    /** What must not be deployed twice at once; null while nothing is locked. */
    @CheckForNull
    public String lockKey() {
        RolloutState now = slot == Slot.ROLLING_BACK ? back : rollout;
        boolean begun = verdict == null && now != null && !now.isQueued();
        return begun && LOCKED.contains(slot) ? rollout.lockKey() : null;
    }

    @NonNull
    public Slot slot() {
        return slot;
    }

    /** Epoch milliseconds; 0 before it started. */
    public long startedAt() {
        return startedAt;
    }

    /** Since when it has been in its slot, epoch milliseconds. */
    public long since() {
        return since;
    }

    /** Epoch milliseconds; 0 while it is in progress. */
    public long finishedAt() {
        return finishedAt;
    }

    /** As they were judged last. */
    @NonNull
    public List<Condition> conditions() {
        return Collections.unmodifiableList(conditions);
    }

    /** Of users who were asked to approve, oldest first. */
    @NonNull
    public List<Answer> answers() {
        return Collections.unmodifiableList(answers);
    }

    /** Whether it waits, among others, for an approval. */
    public boolean asksForApproval() {
        return slot == Slot.WAITING
                && conditions.stream().anyMatch(each -> each.kind() == Condition.Kind.APPROVAL && each.stops());
    }

    /** Who was to approve when the conditions were judged last; null if nobody was. */
    @CheckForNull
    public ApprovalRule approval() {
        return approval;
    }

    /** Since when an approval has been asked for, epoch milliseconds; 0 if none was. */
    public long askedAt() {
        return askedAt;
    }

    /** What the release would change, in plain lines, for those who approve; empty before it is known. */
    @NonNull
    public List<String> plan() {
        return plan == null ? List.of() : Collections.unmodifiableList(plan);
    }

    /** The verification of the environment that it comes from; null if there was none. */
    @CheckForNull
    public VerifyState confirming() {
        return confirming;
    }

    /** The preflight checks; null if there were none. */
    @CheckForNull
    public VerifyState preflight() {
        return preflight;
    }

    @CheckForNull
    public RolloutState rollout() {
        return rollout;
    }

    @CheckForNull
    public VerifyState verifying() {
        return verifying;
    }

    /** The end of the watch, epoch milliseconds; 0 without one. */
    public long watchedUntil() {
        return watchedUntil;
    }

    /** Whether it is under way and needs no connection now. */
    public boolean isResting() {
        return slot == Slot.WAITING || (slot == Slot.WATCHING && watching == null);
    }

    /** Names what belongs to its verification in progress: each of a watch is another one. */
    @NonNull
    public String verificationKey() {
        VerificationRun now = slot == Slot.DEPLOYING && rollout != null ? rollout.verification.run : watching;
        return label() + " " + slot + " " + (now == null ? "" : now.startedAt() + " ");
    }

    /** The state of its rollback; null unless it was rolled back. */
    @CheckForNull
    public RolloutState back() {
        return back;
    }

    /** Null until it has ended. */
    @Nullable
    public Verdict verdict() {
        return verdict;
    }

    /** Why it ended as it did; empty if it was proven. */
    @NonNull
    public String cause() {
        return cause;
    }

    /**
     * The account in which this release has found its service, as AWS reported it: another job may have other credentials
     * for the same names. Empty if AWS did not report it, null while it is unknown.
     */
    @CheckForNull
    String account() {
        boolean deployed = account == null && rollout != null && rollout.serviceArn != null;
        return deployed ? Objects.requireNonNullElse(Arn.account(rollout.serviceArn), "") : account;
    }

    EnvironmentRun foundAt(String serviceArn) {
        EnvironmentRun copy = copy();
        copy.account = Objects.requireNonNullElse(Arn.account(serviceArn), "");
        return copy;
    }

    /** Whether the service was, or may have been, changed. */
    boolean hasChanged() {
        return rollout != null && (rollout.updated || rollout.pending || rollout.deploymentId != null);
    }

    /** Whether a task before the deployment was, or may have been, started: it must not run again. */
    boolean hasRunTasks() {
        return rollout != null
                && rollout.tasks.before.list().stream()
                        .anyMatch(run -> !run.tasks().isEmpty() || run.call().isSent());
    }

    /** Whether there is a previous revision to roll back to. */
    boolean canGoBack() {
        return rollout != null
                && rollout.updated
                && !request().isIrreversible()
                && rollout.taskDefinition != null
                && rollout.previous.taskDefinition != null
                && !rollout.taskDefinition.equals(rollout.previous.taskDefinition);
    }

    /** The rollout that changes the service now; null if none does. */
    @CheckForNull
    RolloutState running() {
        return switch (slot) {
            case DEPLOYING -> rollout;
            case ROLLING_BACK -> back;
            default -> null;
        };
    }

    /** The verification of a slot; null if it has none. */
    @CheckForNull
    VerifyState verification(Slot of) {
        return switch (of) {
            case CONFIRMING -> confirming;
            case PREFLIGHT -> preflight;
            case VERIFYING -> verifying;
            case WATCHING -> watching;
            default -> null;
        };
    }

    /** A copy with another state of the verification of a slot. */
    EnvironmentRun verifying(Slot in, VerifyState state) {
        EnvironmentRun copy = copy();
        switch (in) {
            case CONFIRMING -> copy.confirming = state;
            case PREFLIGHT -> copy.preflight = state;
            case WATCHING -> copy.watching = state;
            default -> copy.verifying = state;
        }
        return copy;
    }

    /** After a restart: reads that failed before it no longer count. */
    EnvironmentRun resumed() {
        EnvironmentRun copy = copy();
        copy.rollout = rollout == null ? null : rollout.resumed();
        copy.back = back == null ? null : back.resumed();
        copy.planning = planning == null ? null : planning.resumed();
        copy.watchUnread = 0;
        return copy;
    }

    /** A plan of a dry run that a restart interrupted is begun again: the time it may take is not that without Jenkins. */
    EnvironmentRun replanned() {
        if (slot != Slot.PLANNING || planning == null || planning.hasEnded()) {
            return this;
        }
        EnvironmentRun copy = copy();
        copy.slot = Slot.NOT_STARTED;
        copy.planning = null;
        return copy;
    }

    EnvironmentRun copy() {
        try {
            return (EnvironmentRun) clone();
        } catch (CloneNotSupportedException e) {
            throw new AssertionError(e);
        }
    }

    EnvironmentRun in(Slot next, long now) {
        EnvironmentRun copy = copy();
        copy.slot = next;
        copy.since = now;
        copy.startedAt = startedAt == 0 ? now : startedAt;
        return copy;
    }

    EnvironmentRun ended(Verdict end, String why, long now) {
        EnvironmentRun copy = in(Slot.DONE, now);
        copy.verdict = end;
        copy.cause = why;
        copy.finishedAt = now;
        return copy;
    }
}
