package io.jenkins.plugins.ecs.rollout.state;

import edu.umd.cs.findbugs.annotations.NonNull;
import edu.umd.cs.findbugs.annotations.Nullable;
import io.jenkins.plugins.ecs.rollout.verification.VerificationResult;
import io.jenkins.plugins.ecs.tasks.TaskOutcome;
import io.jenkins.plugins.ecs.tasks.state.TaskRuns;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/** What happened around the change of the service: pauses, tasks, scheduled tasks, scaling, verification. */
public abstract class SurroundingOutcome extends ProgressOutcome {

    private static final long serialVersionUID = 1L;

    private final ArrayList<Pause> pauses;
    private final ArrayList<String> submitters;
    private final boolean takesAnswers;
    private final List<String> movedSchedules;
    private final List<String> scheduleProblems;
    private final String scalingProblem;
    private final ArrayList<String> scalingChanges;
    private final ArrayList<String> scalingProblems;
    private final ArrayList<TaskOutcome> before;
    private final ArrayList<TaskOutcome> after;
    private final VerificationResult verification;
    private final String acceptedBy;
    private final long watchedUntil;
    private final String watchEndedBy;

    SurroundingOutcome(RolloutState s) {
        super(s);
        pauses = new ArrayList<>(s.pauses);
        submitters = new ArrayList<>(s.request.submitters());
        takesAnswers = s.request.takesAnswers() && !s.hasEnded() && !s.isStopping();
        movedSchedules = s.schedules == null ? new ArrayList<>() : new ArrayList<>(s.schedules.moved());
        scheduleProblems = s.schedules == null ? new ArrayList<>() : new ArrayList<>(s.schedules.problems());
        scalingProblem = s.scaling.problem;
        scalingChanges = new ArrayList<>(s.scalingChange.changes);
        scalingProblems = new ArrayList<>(s.scalingChange.problems);
        before = runs(s.tasks.before);
        after = runs(s.tasks.after);
        // One that began before the deployment was complete is over with it, without a result.
        boolean verifies = s.verification.run != null && s.verification.result == null && !s.hasEnded();
        verification = verifies ? s.verification.run.result() : s.verification.result;
        acceptedBy = s.verification.acceptedBy;
        watchedUntil = s.verification.watchedUntil;
        watchEndedBy = s.verification.watchEndedBy;
    }

    private static ArrayList<TaskOutcome> runs(TaskRuns runs) {
        return runs.list().stream().map(TaskOutcome::of).collect(Collectors.toCollection(ArrayList::new));
    }

    /** That the scaling of the service is still suspended, and how to undo that; empty if it is not. */
    @NonNull
    public String scalingProblem() {
        return scalingProblem;
    }

    /** One line for each change of the scaling that the service definition asked for. */
    @NonNull
    public List<String> scalingChanges() {
        return Collections.unmodifiableList(scalingChanges);
    }

    /** What is wrong with the scaling: that it is still suspended, and what was not changed although the file says so. */
    @NonNull
    public List<String> scalingProblems() {
        List<String> problems = new ArrayList<>(scalingProblems);
        if (!scalingProblem.isEmpty()) {
            problems.add(0, scalingProblem);
        }
        return problems;
    }

    /** One line for each scheduled task that was given the revision. */
    @NonNull
    public List<String> movedSchedules() {
        return Collections.unmodifiableList(movedSchedules);
    }

    /** One line for each scheduled task that was not given the revision, although it should have been. */
    @NonNull
    public List<String> scheduleProblems() {
        return Collections.unmodifiableList(scheduleProblems);
    }

    /** Each time that the deployment waited in a PAUSE hook, oldest first. */
    @NonNull
    public List<Pause> pauses() {
        return pauses == null ? List.of() : Collections.unmodifiableList(pauses);
    }

    /** Users and groups who alone may answer a pause; empty for all that have the permission. */
    @NonNull
    public List<String> submitters() {
        return submitters == null ? List.of() : Collections.unmodifiableList(submitters);
    }

    /** Whether an open pause may be answered on the build page. */
    public boolean takesAnswers() {
        return takesAnswers;
    }

    /** The tasks before the deployment that have begun. */
    @NonNull
    public List<TaskOutcome> before() {
        return Collections.unmodifiableList(before);
    }

    /** The tasks after the deployment that have begun. */
    @NonNull
    public List<TaskOutcome> after() {
        return Collections.unmodifiableList(after);
    }

    /** The last verification after the deployment, also while it is in progress; null if there was none. */
    @Nullable
    public VerificationResult verification() {
        return verification;
    }

    /** The user who has accepted the deployment although its verification did not pass; empty if none has. */
    @NonNull
    public String acceptedBy() {
        return acceptedBy;
    }

    /** The end of the watch, epoch milliseconds; 0 without one. */
    public long watchedUntil() {
        return watchedUntil;
    }

    /** Who deployed the service before the watch was over; empty if nobody did. */
    @NonNull
    public String watchEndedBy() {
        return watchEndedBy;
    }
}
