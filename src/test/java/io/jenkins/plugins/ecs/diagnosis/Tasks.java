package io.jenkins.plugins.ecs.diagnosis;

import io.jenkins.plugins.ecs.aws.ecs.EcsTask;
import io.jenkins.plugins.ecs.aws.ecs.EcsTask.Container;
import java.util.ArrayList;
import java.util.List;

/** Makes tasks as DescribeTasks shows them. */
final class Tasks {

    static final String OURS = "ecs-svc/1111111111111111111";
    static final String OTHERS = "ecs-svc/2222222222222222222";

    private static final String ARN = "arn:aws:ecs:us-east-1:111122223333:task/prod/%032x";
    private static int made;

    private Tasks() {}

    static EcsTask stopped(String stopCode, String reason, Container... containers) {
        return task(OURS, stopCode, reason, containers);
    }

    static EcsTask task(String deployment, String stopCode, String reason, Container... containers) {
        String arn = String.format(ARN, ++made);
        String definition = "arn:aws:ecs:us-east-1:111122223333:task-definition/api:7";
        return new EcsTask(arn, definition, deployment, "STOPPED", "STOPPED", stopCode, reason, List.of(containers));
    }

    static EcsTask running() {
        return new EcsTask(String.format(ARN, ++made), "api:7", OURS, "RUNNING", "RUNNING", "", "", List.of());
    }

    static Container container(String name, Integer exitCode, String reason) {
        return new Container(name, "repo/" + name + ":1", null, exitCode, reason);
    }

    static EcsTask exited(Integer exitCode) {
        return stopped(
                "EssentialContainerExited", "Essential container in task exited", container("app", exitCode, ""));
    }

    static EcsTask failedToStart(String reason) {
        return stopped("TaskFailedToStart", reason, container("app", null, reason));
    }

    static EcsTask outOfMemory() {
        return stopped(
                "EssentialContainerExited",
                "Essential container in task exited",
                container("app", 137, "OutOfMemoryError: Container killed due to memory usage"));
    }

    static TaskEvidence evidence(Object... countsAndTasks) {
        List<EcsTask> tasks = new ArrayList<>();
        for (Object each : countsAndTasks) {
            tasks.add((EcsTask) each);
        }
        return TaskEvidence.of(tasks, OURS);
    }
}
