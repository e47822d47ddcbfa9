package io.jenkins.plugins.ecs.rollout.messages;

import java.util.Collection;

/** Messages about registering a revision, updating the service, and identifying and following the deployment. */
public final class DeploymentMessages {

    public static final String WITHOUT_TRACE_TAGS =
            "Registering without traceability tags, because ecs:TagResource is not allowed";
    public static final String SETTINGS_ALREADY_CHANGED =
            "These settings have been changed by someone else in the meantime: nothing to update";
    public static final String SETTINGS_ONLY = "The settings are changed. The task definition is not, so no deployment"
            + " starts: they apply from the next deployment on. To apply them now, set forceNewDeployment: true";
    public static final String NOT_UPDATED = "the service was not updated";
    public static final String NOT_WAITING_FOR_TASKS =
            "the service is updated; the step does not wait for its tasks (wait: false)";
    public static final String NOT_WAITING =
            "the deployment has started; the step does not wait for its end (wait: false)";
    public static final String CHECK_SERVICE = "check the service in the console";
    public static final String CHECK_DEPLOYMENTS =
            "check the service's deployments in the console; ours may have been one of them";
    public static final String SERVICE_DELETED = "the service was deleted during the deployment";
    public static final String CONSOLE_ADVICE =
            "someone else deployed this service in the meantime: see its deployments in the console";
    public static final String NOT_LISTED = "ECS lists no service deployment for it";
    public static final String NOT_KNOWN = "ECS no longer knows the service deployment";
    public static final String NO_STAGES =
            "Stages, traffic and pauses are not reported there: a pause cannot be answered"
                    + " through this build, and waitUntil waits for the end of the deployment";
    public static final String FAILED = "the deployment failed";
    public static final String ATTACH_ADVICE = "check 'deployment', the Region and the account of the credentials; ECS"
            + " deletes records of deployments after 90 days";

    private DeploymentMessages() {}

    public static String scalingSuspended(String resourceId) {
        return "the scaling of " + resourceId + " may be suspended";
    }

    // Registering.

    public static String registered(String revision) {
        return "Registered task definition " + revision;
    }

    public static String reused(String revision) {
        return "Task definition unchanged, reusing " + revision;
    }

    public static String tagsDiffer(String revision, Collection<String> tags) {
        return "Warning: the tags of " + revision + " differ: " + String.join(", ", tags)
                + ". To register a new revision with these tags, set forceNewDeployment: true";
    }

    public static String notCompared(String why) {
        return "Registering without checking for an identical revision (" + why + ")";
    }

    public static String tooManyTags(Object leftOut) {
        return "The task definition already has 50 tags: left out " + leftOut;
    }

    public static String fieldIgnored(String path, String revision) {
        return "Warning: ECS ignored " + path + ": it is not in " + revision
                + ". Check the name and the position of the field";
    }

    public static String definitionRefused(String why) {
        return "AWS refused the task definition: " + why;
    }

    // Updating.

    public static String started(String deployment, String from, String to) {
        return "Started deployment " + deployment + ": " + (from.equals(to) ? to : from + " -> " + to);
    }

    public static String countChanged(int count) {
        return "Desired count is now " + count + "; the task definition is unchanged, so no deployment starts";
    }

    public static String lostUpdate(String now) {
        return "the answer to UpdateService was lost, and the service has changed since: " + now;
    }

    public static final String NO_LONGER_EXISTS = "it no longer exists";
    public static final String HAS_NO_DEPLOYMENT = "it has no deployment";

    public static String deploys(String deployment, String revision) {
        return deployment + " deploys " + revision;
    }

    public static String updateRefused(String why, String unusedRevision) {
        return "AWS refused to update the service: " + why + unused(unusedRevision);
    }

    public static String unused(String revision) {
        return revision == null ? "" : "; " + revision + " is registered but not used";
    }

    public static String altered(String revision) {
        return "The endpoint put " + revision
                + " into the existing deployment (not AWS?); judging by running tasks only";
    }

    // Identifying and following.

    public static String noDeployment(String revision) {
        return "The endpoint reports no deployment for " + revision + " (not AWS?); judging by running tasks only";
    }

    public static String noneShown(String revision) {
        return "ECS accepted the update but shows no deployment for " + revision;
    }

    public static String fallback(String deployment, String why) {
        return "Following " + deployment + " in DescribeServices, which reports less, because " + why;
    }

    /** @param from null where it is not known */
    public static String following(String deployment, String from, String to) {
        return "Following deployment " + deployment + ": " + (from == null ? "" : from + " -> ") + to;
    }

    public static String noServiceDeployment(String arn, String region) {
        return "there is no service deployment " + arn + " in " + region;
    }

    public static String unknownDeployment(String deployer, String deployment) {
        return deployer + " no longer knows the deployment " + deployment;
    }

    public static String reached(String point) {
        return point + "; the deployment continues";
    }

    public static String superseded(String newer, String revision) {
        return "superseded by a newer deployment (" + newer + ", " + revision + ")";
    }

    public static String supersededAfterSuccess(String newer, String revision) {
        return "our deployment completed and was then " + superseded(newer, revision);
    }

    public static String replaced(String newer, String revision, String ours) {
        return "A newer deployment (" + newer + ") of " + revision + " has replaced " + ours
                + ": following the newer one";
    }

    public static final String OURS = "our deployment";

    public static String rolledBackTo(String revision) {
        return "ECS rolled back to " + revision;
    }

    public static String circuitBreaker(int failures, int threshold) {
        return "circuit breaker at " + failures + " failures, threshold " + threshold;
    }

    public static String alarms(Collection<String> names) {
        return "alarms: " + String.join(", ", names);
    }

    public static String noReason(String status) {
        return "ECS reports " + status + " without a reason";
    }

    // A deployment that continues without this build.

    public static String continuesIn(String deployer, String deployment, String service) {
        return "the deployment " + deployment + (service == null ? "" : " of " + service) + " continues in " + deployer;
    }

    public static String rollbackNotBegun(String service, String from, String to) {
        return service + " keeps running " + from + ", because its rollback to " + to + " has not begun";
    }

    public static String mayContinue(String service) {
        return "the deployment of " + service + " may continue in ECS";
    }
}
