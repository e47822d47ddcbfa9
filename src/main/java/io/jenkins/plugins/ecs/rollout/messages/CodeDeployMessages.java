package io.jenkins.plugins.ecs.rollout.messages;

import java.util.Collection;
import java.util.List;

/** Messages about services that CodeDeploy deploys. */
public final class CodeDeployMessages {

    public static final String NAMED_GROUP_ADVICE = "check 'codeDeployApplication' and 'codeDeployGroup', or remove"
            + " them: the deployment group of the service is then searched for";
    public static final String NO_GROUP_ADVICE =
            "create a deployment group for the service, or check the Region and the account of the credentials";
    public static final String OTHER_GROUP_ADVICE =
            "use the deployment group of this service, or remove the parameter: the group is then searched for";
    public static final String BUSY_ADVICE =
            "wait until it has finished, or stop it, or let the step wait: onOtherDeployment: 'wait'";
    public static final String APP_SPEC_ADVICE = "correct 'appSpec' or the task definition; nothing was changed";
    public static final String NOT_DEPLOYED = "the service was not deployed";
    public static final String WAITING_FOR_GROUP = "waiting for another deployment of the group to finish";

    public static final String CONFIG_ADVICE =
            "check 'deploymentConfig': it must be a deployment configuration for ECS";
    public static final String GROUP_BUSY_ADVICE =
            "another deployment of the group is in progress: wait until it has finished, or set onOtherDeployment: 'wait'";
    public static final String REVISION_ADVICE = "correct 'appSpec'";
    public static final String ALARMS_ADVICE = "check 'alarms': at most 10 names of CloudWatch alarms";
    public static final String ROLLBACK_ADVICE = "correct 'autoRollback'";

    private CodeDeployMessages() {}

    // The deployment group.

    public static String searching(String service, int applications) {
        return "Searching " + applications + " CodeDeploy applications for the deployment group of " + service
                + "; set 'codeDeployApplication' and 'codeDeployGroup' to avoid the search";
    }

    public static String searched(int read, int applications) {
        return "read " + read + " of " + applications + " CodeDeploy applications";
    }

    public static String noNamedGroup(String group, String application) {
        return "codeDeployGroup: there is no deployment group '" + group + "' in the application '" + application + "'";
    }

    public static String noGroup(String service, Collection<String> unreadable, List<String> examples) {
        return "no CodeDeploy deployment group deploys " + service
                + (unreadable.isEmpty()
                        ? ""
                        : "; " + unreadable.size() + " applications could not be read: " + String.join(", ", examples));
    }

    public static String noGroupIn(String application, String service) {
        return "codeDeployApplication: no deployment group of the application '" + application + "' deploys " + service;
    }

    public static String otherGroup(String group, String deploys, String service) {
        return "codeDeployGroup: the deployment group " + group + " deploys " + deploys + ", not " + service;
    }

    public static final String NO_ECS_SERVICE = "no ECS service";

    public static String busy(String deployment, String group) {
        return "CodeDeploy is already deploying this service (" + deployment + "), and runs one deployment of " + group
                + " at a time";
    }

    public static String waiting(String deployment) {
        return "CodeDeploy is already deploying this service (" + deployment + "); waiting";
    }

    public static String waitingForGroup(String application, String group) {
        return "Another deployment of " + application + "/" + group
                + " has started in the meantime; waiting for it to finish";
    }

    public static String routingUnknown(String why) {
        return "Warning: cannot determine how long the traffic shift takes, because " + why
                + "; if it takes long, raise 'timeout'";
    }

    public static String hooksUnknown(String why) {
        return "Warning: cannot reuse the hooks of the last deployment, because " + why + "; set them in 'appSpec'";
    }

    public static String hooks(String hooks) {
        return "Reusing the hooks of the last successful deployment: " + hooks;
    }

    // Parameters that do not fit.

    public static String onlyForEcs(List<String> fields) {
        return String.join(", ", fields) + ": CodeDeploy deploys this service and takes this from its deployment group;"
                + " remove " + (fields.size() == 1 ? "it" : "them")
                + ". Use 'deploymentConfig' to choose the traffic shift";
    }

    public static final String NO_DESIRED_COUNT =
            "desiredCount: CodeDeploy starts as many tasks as the service has; remove it";

    public static String notAStage(String waitUntil) {
        return "waitUntil: '" + waitUntil
                + "' is a stage of deployments by ECS, but CodeDeploy deploys this service; use"
                + " codedeploy:<event>, traffic:<percent>, paused or deployed";
    }

    public static String neverPaused(String group) {
        return "waitUntil: 'paused' is never reached, because the deployment group " + group
                + " shifts traffic without waiting (deploymentReadyOption)";
    }

    public static String noTestListener(String waitUntil, String group) {
        return "waitUntil: '" + waitUntil + "' is never reached, because the deployment group " + group
                + " has no test listener";
    }

    // The deployment.

    public static String started(String deployment, String from, String to, String application, String group) {
        return "Started CodeDeploy deployment " + deployment + " (" + application + "/" + group + "): " + from + " -> "
                + to;
    }

    public static String refused(String why, String unusedRevision) {
        return "AWS refused to create the deployment: " + why + DeploymentMessages.unused(unusedRevision);
    }

    public static String rollbackStarted(String deployment) {
        return "CodeDeploy started rollback " + deployment;
    }

    public static String rollbackState(String deployment, String status) {
        return "rollback " + deployment + ": " + status;
    }

    public static final String NOT_SHOWN = "not listed yet";

    public static String rolledBackBy(String deployment) {
        return "rolled back by " + deployment;
    }

    public static String rollbackEnded(String deployment, String status, String why) {
        return "the rollback " + deployment + " is " + status + (why.isEmpty() ? "" : ": " + why);
    }

    public static String reports(String status) {
        return "CodeDeploy reports " + status;
    }

    public static String reports(String code, String message) {
        return reports(code) + (message.isEmpty() ? "" : ": " + message);
    }

    public static String hookFailed(String event, String diagnostics) {
        return event + " failed" + (diagnostics.isEmpty() ? "" : ": " + diagnostics);
    }

    public static String traffic(String revision) {
        return "production traffic goes to " + revision;
    }
}
