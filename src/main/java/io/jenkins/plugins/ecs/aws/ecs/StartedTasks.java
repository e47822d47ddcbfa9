package io.jenkins.plugins.ecs.aws.ecs;

import java.util.List;

/** What {@code RunTask} answers: the tasks that it started, and why it started no more. */
public record StartedTasks(List<EcsTask> tasks, List<Failure> failures) {

    /**
     * One task that could not be placed.
     *
     * @param arn of the container instance that was tried, if any
     * @param reason such as {@code RESOURCE:MEMORY}
     */
    public record Failure(String arn, String reason, String detail) {}
}
