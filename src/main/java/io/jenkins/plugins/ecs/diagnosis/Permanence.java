package io.jenkins.plugins.ecs.diagnosis;

/** Whether a retry can help. It determines when a deployment is ended early; see {@link FailFast}. */
public enum Permanence {
    /** A retry cannot help until something is changed, for example if the image does not exist. */
    PERMANENT,
    /** Counts as permanent after several occurrences: the application crashes, its health checks fail. */
    BUDGETED,
    /** Temporary, or to be solved by AWS: capacity, Spot, internal errors, throttling. */
    TRANSIENT,
    /** Not a failure: scaling, rebalancing, draining, a task stopped by a user. */
    NOISE
}
