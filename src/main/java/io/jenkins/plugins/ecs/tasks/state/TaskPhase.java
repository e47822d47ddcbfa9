package io.jenkins.plugins.ecs.tasks.state;

import edu.umd.cs.findbugs.annotations.NonNull;

/** Where a run of tasks is. */
public enum TaskPhase {
    /** Reads the service and the task definition. */
    PLANNING("planning"),
    /** Registers a revision, where overrides are not enough. */
    REGISTERING("registering the task definition"),
    /** Sends {@code RunTask}, again with the same token after a lost answer. */
    STARTING("starting the tasks"),
    /** Follows the tasks and their logs. */
    FOLLOWING("following the tasks"),
    /** Stops the tasks and waits until they have stopped. */
    STOPPING("stopping the tasks"),
    /** All tasks have stopped; reads the rest of their logs. */
    DRAINING("reading the rest of the logs"),
    ENDED("ended");

    private final String words;

    TaskPhase(String words) {
        this.words = words;
    }

    @NonNull
    public String words() {
        return words;
    }
}
