package io.jenkins.plugins.ecs.rollout.decide.plan;

import io.jenkins.plugins.ecs.rollout.messages.TaskStageMessages;
import io.jenkins.plugins.ecs.tasks.request.DeploymentTasks;
import io.jenkins.plugins.ecs.tasks.request.TaskRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** The tasks before and after a deployment in a plan. */
final class PlannedTasks {

    private PlannedTasks() {}

    /**
     * For a plan, a line for each task.
     *
     * @param masked hides secrets
     */
    static List<String> lines(DeploymentTasks tasks, UnaryOperator<String> masked) {
        List<String> lines = new ArrayList<>();
        add(tasks.before(), TaskStageMessages.BEFORE, masked, lines);
        add(tasks.after(), TaskStageMessages.AFTER, masked, lines);
        return lines;
    }

    private static void add(List<TaskRequest> tasks, String stage, UnaryOperator<String> masked, List<String> lines) {
        for (int i = 0; i < tasks.size(); i++) {
            lines.add(TaskStageMessages.planned(
                    TaskStageMessages.task(i + 1, tasks.size(), stage),
                    masked.apply(tasks.get(i).commandLine())));
        }
    }
}
