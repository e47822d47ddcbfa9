package io.jenkins.plugins.ecs.rollout.state;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import edu.umd.cs.findbugs.annotations.SuppressFBWarnings;
import io.jenkins.plugins.ecs.tasks.request.OnStop;
import io.jenkins.plugins.ecs.tasks.state.TaskRunState;
import io.jenkins.plugins.ecs.tasks.state.TaskRuns;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Tasks before and after the deployment, and the rollback after a failed one. Persisted as a part of {@link RolloutState}. */
@SuppressFBWarnings(
        value = "PA_PUBLIC_PRIMITIVE_ATTRIBUTE",
        justification = "the phases of a decision write into a copy of the state that nobody else sees")
public final class TasksState implements Serializable, Cloneable {

    private static final long serialVersionUID = 1L;

    /** Runs that have begun. */
    public TaskRuns before = TaskRuns.NONE;

    public TaskRuns after = TaskRuns.NONE;

    /** How long runs have taken that have ended; the timeout of the deployment does not count it. */
    public long millis;

    /** A rule refused to start the last run. */
    public boolean blocked;

    /** The rollback after a task that failed; null unless there is one. */
    public RolloutState rollback;

    /** The runs of a phase. */
    @NonNull
    public TaskRuns of(@NonNull Phase phase) {
        return phase == Phase.RUNNING_BEFORE ? before : after;
    }

    /** The last run of a phase; null before the first one. */
    @CheckForNull
    public TaskRunState current(@NonNull Phase phase) {
        return of(phase).last();
    }

    /** Replaces the runs of a phase. */
    public void put(@NonNull Phase phase, @NonNull TaskRuns runs) {
        if (phase == Phase.RUNNING_BEFORE) {
            before = runs;
        } else {
            after = runs;
        }
    }

    /** Replaces the last run of a phase. */
    public void take(@NonNull Phase phase, @NonNull TaskRunState run) {
        put(phase, of(phase).with(run));
    }

    private List<TaskRunState> all() {
        List<TaskRunState> all = new ArrayList<>(before.list());
        all.addAll(after.list());
        return all;
    }

    /** Whether a call of a run or of the rollback was about to be sent, and its answer is not known. */
    boolean isPending() {
        boolean sent =
                all().stream().anyMatch(run -> !run.hasEnded() && run.call().isSent());
        return sent || (rollback != null && rollback.isPending());
    }

    /** Whether a restart must not lose what came after another state. */
    boolean differsForARestart(@NonNull TasksState other) {
        List<TaskRunState> all = all();
        List<TaskRunState> others = other.all();
        boolean same = all.size() == others.size() && (rollback == null) == (other.rollback == null);
        for (int i = 0; same && i < all.size(); i++) {
            same = isSame(all.get(i), others.get(i));
        }
        return !same || (rollback != null && rollback.differsForARestart(other.rollback));
    }

    private static boolean isSame(TaskRunState run, TaskRunState other) {
        return run.phase() == other.phase()
                && run.call().equals(other.call())
                && run.tasks().equals(other.tasks())
                && Objects.equals(run.stop(), other.stop())
                && run.logs().lines() == other.logs().lines();
    }

    /** How many lines of logs were printed. */
    long printedLines() {
        return all().stream().mapToLong(run -> run.logs().lines()).sum();
    }

    /** The newest time of Jenkins' clock in it; 0 for none. */
    long newestTime() {
        long ofRuns = all().stream().mapToLong(TaskRunState::newestTime).max().orElse(0);
        return rollback == null ? ofRuns : Math.max(ofRuns, rollback.newestTime());
    }

    /** Whether an abort lets the current run of a phase go on. */
    boolean leavesOnAbort(@NonNull Phase phase) {
        TaskRunState run = current(phase);
        return run != null && run.request().following().onAbort() == OnStop.LEAVE;
    }

    TasksState copy() {
        try {
            return (TasksState) super.clone();
        } catch (CloneNotSupportedException e) {
            throw new AssertionError(e);
        }
    }
}
