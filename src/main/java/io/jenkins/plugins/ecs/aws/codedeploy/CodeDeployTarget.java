package io.jenkins.plugins.ecs.aws.codedeploy;

import java.util.List;
import java.util.Optional;

/**
 * An ECS service in a deployment of CodeDeploy, as {@code GetDeploymentTarget} shows it: {@code ecsTarget}.
 *
 * @param events lifecycle events in their order
 * @param taskSets the old one and the new one, as far as they exist
 */
public record CodeDeployTarget(String status, List<Event> events, List<TaskSet> taskSets) {

    /** Of a deployment that has not begun. */
    public static final CodeDeployTarget NONE = new CodeDeployTarget("", List.of(), List.of());

    /**
     * @param status {@code Pending}, {@code InProgress}, {@code Succeeded}, {@code Failed}, {@code Skipped}, {@code Unknown}
     * @param diagnostics the output of a hook; may be empty
     * @param endedAt epoch milliseconds, AWS's clock; 0 while it lasts
     */
    public record Event(String name, String status, String diagnostics, long endedAt) {}

    /**
     * @param id {@code ecs-svc/…}, which is also what its tasks are started by
     * @param label {@code Blue} for the old one, {@code Green} for the new one
     * @param status {@code PRIMARY}, {@code ACTIVE}, {@code DRAINING}
     * @param traffic percent of production traffic
     */
    public record TaskSet(
            String id, String label, String status, int desired, int running, int pending, double traffic) {}

    public Optional<TaskSet> green() {
        return taskSet("Green");
    }

    public Optional<TaskSet> blue() {
        return taskSet("Blue");
    }

    private Optional<TaskSet> taskSet(String label) {
        return taskSets.stream()
                .filter(each -> each.label().equalsIgnoreCase(label))
                .findFirst();
    }
}
