package io.jenkins.plugins.ecs.paths.release;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.paths.definition.ApprovalRule;
import io.jenkins.plugins.ecs.paths.plan.PathPlan;
import io.jenkins.plugins.ecs.paths.plan.PlannedSlot;
import io.jenkins.plugins.ecs.paths.proof.Answer;
import io.jenkins.plugins.ecs.paths.proof.Condition;
import io.jenkins.plugins.ecs.rollout.state.Outcome;
import io.jenkins.plugins.ecs.rollout.state.Plan;
import io.jenkins.plugins.ecs.rollout.state.RolloutState;
import io.jenkins.plugins.ecs.rollout.state.Verdict;
import io.jenkins.plugins.ecs.text.PlainText;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** What is known of a release in one target of an environment. Immutable, and stored with the build. */
public final class EnvironmentOutcome implements Serializable {

    private static final long serialVersionUID = 1L;

    private final String name;
    private final String target;
    private final String label;
    private final String region;
    private final String cluster;
    private final String from;
    private final Slot slot;
    private final Verdict verdict;
    private final String cause;
    private final ArrayList<ConditionOutcome> conditions = new ArrayList<>();
    private final ArrayList<PlannedSlot> planned;
    private final Outcome deployment;
    private final boolean rollsBack;
    private final String preflight;
    private final String checks;
    private final long watchedUntil;
    private final boolean asksForApproval;
    private final ArrayList<String> approvers;
    private final ArrayList<Answer> answers;
    private final ArrayList<String> plan;
    private final Plan foreseen;
    private final ArrayList<String> hindrances;
    private final long startedAt;
    private final long finishedAt;

    EnvironmentOutcome(EnvironmentRun run) {
        name = run.name();
        target = run.target();
        label = run.label();
        region = run.request().region();
        cluster = run.request().clusterName();
        from = run.pinned().from();
        slot = run.slot();
        verdict = run.verdict();
        cause = PlainText.line(run.cause());
        run.conditions().forEach(each -> conditions.add(new ConditionOutcome(each)));
        planned = new ArrayList<>(PathPlan.of(run.pinned(), run.target(), run.wave()));
        RolloutState rollout = run.rollout;
        deployment = rollout == null ? null : Outcome.of(rollout);
        rollsBack = run.back != null;
        preflight = run.preflight == null ? "" : run.preflight.progress();
        checks = run.verifying == null ? "" : run.verifying.progress();
        watchedUntil = run.watchedUntil;
        asksForApproval = run.asksForApproval();
        ApprovalRule approval = run.approval();
        approvers = approval == null ? new ArrayList<>() : new ArrayList<>(approval.approvers());
        answers = new ArrayList<>(run.answers());
        plan = new ArrayList<>(run.plan());
        foreseen = run.foreseen;
        hindrances = new ArrayList<>(run.hindrances);
        startedAt = run.startedAt();
        finishedAt = run.finishedAt();
    }

    /** What a dry run found that the release would change; null if it is none, or if it could not be read. */
    @CheckForNull
    public Plan foreseen() {
        return foreseen;
    }

    /** What would have kept the release from entering at the moment of the dry run, whatever happens before. */
    @NonNull
    public List<String> hindrances() {
        return Collections.unmodifiableList(hindrances);
    }

    /** The end of the watch, epoch milliseconds; 0 without one. */
    public long watchedUntil() {
        return watchedUntil;
    }

    /** Whether it waits for users to approve. */
    public boolean asksForApproval() {
        return asksForApproval;
    }

    /** Ids of users and names of groups; empty for all users with the permission. */
    @NonNull
    public List<String> approvers() {
        return Collections.unmodifiableList(approvers);
    }

    /** Of users who were asked to approve, oldest first. */
    @NonNull
    public List<Answer> answers() {
        return Collections.unmodifiableList(answers);
    }

    /** What the release would change, in plain lines, as it was when users were first asked; empty if they were not. */
    @NonNull
    public List<String> plan() {
        return Collections.unmodifiableList(plan);
    }

    @NonNull
    public String name() {
        return name;
    }

    /** Its name, and its target if it has several. */
    @NonNull
    public String label() {
        return label;
    }

    @NonNull
    public String target() {
        return target;
    }

    @NonNull
    public String region() {
        return region;
    }

    /** Short name. */
    @NonNull
    public String cluster() {
        return cluster;
    }

    /** The environment in which the release must be proven first; empty for none. */
    @NonNull
    public String from() {
        return from;
    }

    @NonNull
    public Slot slot() {
        return slot;
    }

    /** Null while it is in progress. */
    @CheckForNull
    public Verdict verdict() {
        return verdict;
    }

    @NonNull
    public String cause() {
        return cause;
    }

    @NonNull
    public List<ConditionOutcome> conditions() {
        return Collections.unmodifiableList(conditions);
    }

    /** Its slots as they were defined when the release started. */
    @NonNull
    public List<PlannedSlot> planned() {
        return Collections.unmodifiableList(planned);
    }

    /** The conditions that are not met but stop nothing, because the path only warns; empty if there are none. */
    @NonNull
    public String warnings() {
        return String.join(
                "; ",
                conditions.stream()
                        .filter(each -> each.standing() == Condition.Standing.WARNS)
                        .map(ConditionOutcome::text)
                        .toList());
    }

    /** Who skipped which conditions, and why; empty if it did not enter as a hotfix. */
    @NonNull
    public String hotfix() {
        return String.join(
                "; ",
                conditions.stream()
                        .filter(each -> each.condition().equals(Condition.Kind.HOTFIX.word())
                                || each.standing() == Condition.Standing.SKIPPED)
                        .map(ConditionOutcome::text)
                        .toList());
    }

    /** Null if nothing was deployed. */
    @CheckForNull
    public Outcome deployment() {
        return deployment;
    }

    /** Whether it is, or was, rolled back after its verification failed. */
    public boolean rollsBack() {
        return rollsBack;
    }

    /** The progress of its preflight checks; empty before them. */
    @NonNull
    public String preflight() {
        return preflight;
    }

    /** The progress of its verification; empty before it. */
    @NonNull
    public String checks() {
        return checks;
    }

    /** Epoch milliseconds; 0 before it started. */
    public long startedAt() {
        return startedAt;
    }

    /** Epoch milliseconds; 0 while it is in progress. */
    public long finishedAt() {
        return finishedAt;
    }
}
