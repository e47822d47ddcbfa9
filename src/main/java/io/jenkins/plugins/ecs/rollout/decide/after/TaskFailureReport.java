package io.jenkins.plugins.ecs.rollout.decide.after;

import io.jenkins.plugins.ecs.diagnosis.Cause;
import io.jenkins.plugins.ecs.diagnosis.FailureReport;
import io.jenkins.plugins.ecs.diagnosis.Permanence;
import io.jenkins.plugins.ecs.tasks.state.TaskEnd;
import io.jenkins.plugins.ecs.tasks.state.TaskRunState;
import io.jenkins.plugins.ecs.tasks.state.TrackedTask;
import io.jenkins.plugins.ecs.text.masking.Masking;

/** The failure report of a deployment whose task before or after it failed. The log of the task is in the build's log. */
final class TaskFailureReport {

    private static final String ID = "task-failed";
    private static final String TITLE = "a task before or after the deployment failed";

    private TaskFailureReport() {}

    static FailureReport of(TaskRunState run, Masking masking) {
        TaskEnd end = run.end();
        Cause cause = run.tasks().stream()
                .filter(task -> !task.causeId().isEmpty() && !task.causeId().equals(Cause.UNKNOWN))
                .findFirst()
                .map(task -> cause(task, end))
                .orElseGet(() -> cause(ID, TITLE, end, end.cause()));
        return FailureReport.builder(masking).ecs("", end.cause()).cause(cause).build();
    }

    private static Cause cause(TrackedTask task, TaskEnd end) {
        return cause(task.causeId(), task.causeTitle(), end, task.evidence());
    }

    private static Cause cause(String id, String title, TaskEnd end, String evidence) {
        return new Cause(id, title, Permanence.BUDGETED, end.advice(), "", evidence);
    }
}
