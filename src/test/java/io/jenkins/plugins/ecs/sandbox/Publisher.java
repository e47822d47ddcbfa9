package io.jenkins.plugins.ecs.sandbox;

import io.jenkins.plugins.ecs.sandbox.Documents.Kind;
import java.time.Instant;
import java.util.List;

/** Puts what has changed into the documents that reads answer from. */
final class Publisher {

    private final Documents documents;
    private final Arns arns;
    private final EventQueues events;

    Publisher(Documents documents, Arns arns, EventQueues events) {
        this.events = events;
        this.documents = documents;
        this.arns = arns;
    }

    void publish(ServiceState service, Instant at) {
        boolean gone = service.inactiveSince != null
                && !service.inactiveSince.plus(LooseTasks.VISIBLE).isAfter(at);
        documents.publish(Kind.SERVICE, service.arn, at, gone ? null : ServiceJson.of(service, arns));
        for (DeploymentEntry entry : service.entries) {
            publishTasks(entry.tasks, at);
        }
        publishTasks(service.stoppedTasks, at);
        ServiceDeployment current = service.current();
        for (ServiceDeployment deployment : service.deployments) {
            if (deployment.dirty || deployment == current && !deployment.hasEnded()) {
                deployment.dirty = false;
                events.deployment(service, deployment, at);
                documents.publish(
                        Kind.SERVICE_DEPLOYMENT, deployment.arn, at, ServiceDeploymentJson.of(service, deployment));
            }
        }
    }

    void publishTasks(List<TaskState> tasks, Instant at) {
        for (TaskState task : tasks) {
            if (task.dirty) {
                task.dirty = false;
                events.task(task, at);
                documents.publish(Kind.TASK, task.arn, at, TaskJson.of(task));
            }
        }
    }

    void forgetTask(TaskState task, Instant at) {
        documents.publish(Kind.TASK, task.arn, at, null);
    }

    void publish(ServiceRevision revision, Instant at) {
        documents.publish(Kind.SERVICE_REVISION, revision.arn, at, revision.json);
    }

    void publish(TaskDefinition definition, Instant at) {
        documents.publish(Kind.TASK_DEFINITION, definition.arn, at, definition.json());
    }
}
