package io.jenkins.plugins.ecs.diagnosis;

/** Whether trying again can help. It decides when a deployment is given up early; see {@link FailFast}. */
public enum Permanence {
    /** Trying again can't help until somebody changes something: the image does not exist. */
    PERMANENT,
    /** Counts as permanent once it has happened often enough: the application crashes, its health checks fail. */
    BUDGETED,
    /** Goes away by itself, or is AWS's to solve: capacity, Spot, internal errors, throttling. */
    TRANSIENT,
    /** No failure at all: scaling, rebalancing, draining, a task that somebody stopped. */
    NOISE
}
