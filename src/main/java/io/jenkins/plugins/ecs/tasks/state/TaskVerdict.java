package io.jenkins.plugins.ecs.tasks.state;

/** How a run of tasks ended. Only {@link #SUCCESS} is green. */
public enum TaskVerdict {
    /** All tasks ended, and the containers that count exited with 0. */
    SUCCESS,
    /** A task ran and failed: by an exit code, or because it was stopped. */
    TASK_FAILED,
    /** No task ran, or not all that were asked for. */
    NOT_STARTED,
    /** The timeout of the step was over. */
    TIMED_OUT,
    /** The build was aborted. */
    ABORTED,
    /** How it ended cannot be found out. */
    UNKNOWN;

    public boolean isGreen() {
        return this == SUCCESS;
    }
}
