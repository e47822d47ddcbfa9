package io.jenkins.plugins.ecs.rollout.messages;

import java.util.Collection;
import java.util.List;

/** Messages about the plan: what is going to change, what cannot be deployed and why, and the warnings before it starts. */
public final class PlanningMessages {

    public static final String CORRECT_DEFINITION = "correct the task definition; nothing was changed";
    public static final String CORRECT_STEP = "correct the step; nothing was changed";
    public static final String CORRECT_STEP_OR_SERVICE = "correct the step or the service; nothing was changed";
    public static final String NO_SUCH_REVISION_ADVICE =
            "check the family and the revision in 'taskDefinition', and the account of the credentials";
    public static final String TARGETS_ADVICE =
            "use the container and port of the load balancer, or change the service first; nothing was changed";
    public static final String CODE_DEPLOY_ADVICE = "use ecsBlueGreen, which deploys through CodeDeploy; with"
            + " migrationPlan: true it shows how to move the service to the deployment controller ECS";
    public static final String EXTERNAL_ADVICE =
            "deploy it with the tool that manages its task sets, or change its deployment controller to ECS";
    public static final String BREAKER_AFTER_IRREVERSIBLE = "a task before the deployment cannot be undone, but the"
            + " circuit breaker of the service rolls back a deployment that fails. What to do: turn off its rollback"
            + " (deploymentCircuitBreaker.rollback) if the previous revision no longer works";
    public static final String DAEMON_ADVICE = "remove 'desiredCount'";

    private PlanningMessages() {}

    public static String changes(String revision) {
        return "Task definition changes since " + revision + ":";
    }

    public static String settingsChanges(String service) {
        return "Settings of " + service + " that change:";
    }

    public static String item(String line) {
        return "- " + line;
    }

    public static String warning(String text) {
        return "Warning: " + text;
    }

    public static String warning(String title, String evidence, String advice) {
        return "Warning: " + title + ": " + evidence + ". What to do: " + advice;
    }

    public static String noChanges(String revision) {
        return "No changes: the service already runs " + revision
                + ". To pull an image tag that has moved, set forceNewDeployment: true";
    }

    public static String onlyTagsDiffer(String tags) {
        return "Only the tags differ: " + tags;
    }

    public static String keepsTags(Collection<String> changes, String revision) {
        return String.join(", ", changes) + ". The service keeps " + revision
                + "; to register a new revision with these tags, set forceNewDeployment: true";
    }

    public static String forced(String revision) {
        return revision + " is unchanged; forcing a new deployment";
    }

    public static String forcedAfterFailure(String revision) {
        return revision + " is unchanged, but its last deployment failed: forcing a new deployment";
    }

    public static String startedByLoadBalancer(String revision) {
        return revision + " is unchanged, but the new load balancer settings start a deployment";
    }

    public static String joins(String revision, String deployment) {
        return revision + " is unchanged and already being deployed: following " + deployment;
    }

    public static String noSuchRevision(String revision, String region, String awsMessage) {
        return "there is no task definition '" + revision + "' in " + region + " (" + awsMessage + ")";
    }

    public static String inactive(String revision) {
        return "taskDefinition: " + revision + " is INACTIVE (deregistered); register it again";
    }

    public static String notForEcs(List<String> fields) {
        return String.join(", ", fields)
                + ": only for CodeDeploy, but ECS deploys this service (deployment controller ECS)";
    }

    public static String remove(int fields) {
        return "remove " + (fields > 1 ? "them" : "it") + "; nothing was changed";
    }

    public static String byCodeDeploy(String service) {
        return service + " is deployed by CodeDeploy (deployment controller CODE_DEPLOY)";
    }

    public static String byOther(String service, String controller) {
        return service + " is deployed by an external controller (deployment controller " + controller + ")";
    }

    public static String isDaemon(String service, int desiredCount) {
        return service + " is a DAEMON service, which has no desired count, but desiredCount is " + desiredCount;
    }

    public static String changedSince(String revision, String ours) {
        return "the service was set to " + revision + " in the meantime, so " + ours + " is not rolled back";
    }

    // The load balancers of the service.

    public static String noContainer(String container, int port, Collection<String> containers) {
        return target(container, port) + ", but the task definition has no such container (it has "
                + String.join(", ", containers) + ")";
    }

    public static String noPort(String container, int port, String mappings) {
        return target(container, port) + ", but that container has no such port (portMappings: " + mappings + ")";
    }

    private static String target(String container, int port) {
        return "the load balancer of the service sends traffic to port " + port + " of container '" + container + "'";
    }

    // Before it starts.

    public static String alarmsUnknown(String permission) {
        return "Cannot check whether alarms of the service are already in ALARM: " + permission + " is not allowed";
    }

    public static String pauses(Collection<String> stages, String longest, boolean byBlock, String none) {
        return "The service's own configuration pauses its deployments at " + String.join(", ", stages)
                + ", for up to " + longest + "; "
                + (byBlock
                        ? "the step's block approves"
                        : "users with the permission ECS deployments/Approve approve on the build page")
                + ". To remove the pauses: ecsBlueGreen pauseAt: ['" + none + "']";
    }

    public static String expectedTime(String expected, String timeout, Collection<String> parts) {
        return "Expected to take about " + expected + ", timeout " + timeout + " (" + String.join(", ", parts) + ")";
    }

    public static String notCounted(Collection<String> parts) {
        return "Not counted towards the timeout: " + String.join(", ", parts);
    }

    /** @param what {@code lifecycle hooks} or {@code pauses} */
    public static String upTo(String what, String longest) {
        return what + " (up to " + longest + " each)";
    }
}
