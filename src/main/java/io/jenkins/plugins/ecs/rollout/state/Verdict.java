package io.jenkins.plugins.ecs.rollout.state;

/** How a deployment ended. A closed set: only {@link #SUCCESS} and {@link #NO_CHANGE} are green. */
public enum Verdict {
    /** ECS reports {@code SUCCESSFUL} for our own deployment, and what runs was verified to be what was asked for. */
    SUCCESS,
    /** The service ran this already, and that was verified; nothing was changed. */
    NO_CHANGE,
    /** The deployment began and nobody was asked to wait for its end. */
    STARTED,
    /** The deployment came as far as was waited for ({@code waitUntil}), and continues. */
    REACHED,
    /** What a deployment would do was worked out; nothing was changed ({@code dryRun}). */
    PLANNED,
    /** A revision was registered, and nothing else was asked for ({@code registerOnly}). */
    REGISTERED,
    /** ECS rolled back to the previous revision. */
    ROLLED_BACK,
    /** ECS tried to roll back and failed. */
    ROLLBACK_FAILED,
    /** The deployment ended before it was complete: failure detection without rollback, a user, or a deleted service. */
    STOPPED,
    /** Its own tasks prove that it can't succeed, so it was given up; ECS was not, or could not be, made to roll back. */
    FAILED,
    /** A task before the deployment failed, and nothing was deployed; or one after it, and the new revision stays. */
    TASK_FAILED,
    /** A newer deployment of the same service replaced our deployment. */
    SUPERSEDED,
    /** Nothing moved for longer than the stall timeout. */
    STALLED,
    /** The step's own timeout came first. */
    TIMED_OUT,
    /** The build was aborted. */
    ABORTED,
    /** Refused before anything was changed: bad input, a rule, or AWS's own refusal. */
    REFUSED,
    /** Nothing was done for this service, because another one of the same step was not deployed. */
    NOT_STARTED,
    /** It cannot be told how it ended. Never green. */
    UNKNOWN;

    public boolean isGreen() {
        return this == SUCCESS || this == NO_CHANGE;
    }

    /** Whether a pipeline continues after it. */
    public boolean letsThePipelineGoOn() {
        return isGreen() || this == STARTED || this == REACHED || this == PLANNED || this == REGISTERED;
    }
}
