package io.jenkins.plugins.ecs.rollout.messages;

import java.util.Collection;

/** Messages about services in files: what is created, changed and refused. */
public final class ServiceFileMessages {

    public static final String CORRECT_FILE = "correct the service definition; nothing was changed";
    public static final String UPDATED = "The service is updated; no deployment starts for that";
    public static final String NOT_CREATED = "the service was not created";
    public static final String NOTHING_TO_ROLL_BACK_TO =
            "the service is new, so there is no previous revision to roll back to";
    public static final String CHANGED_SINCE = "it runs another task definition now";
    public static final String DEPLOYED_SINCE = "another deployment has been started since";
    public static final String NO_DEFINITION =
            "the service does not exist, and a new one needs a task definition: set 'taskDefinition'";
    public static final String NO_TASKS_BEFORE =
            "before: tasks take the network of the service, which does not exist yet. Run them with ecsRunTask, or"
                    + " create the service first";
    public static final String EXTERNAL_ADVICE =
            "create it with the tool that manages its task sets; this plugin creates services with the deployment"
                    + " controllers ECS and CODE_DEPLOY";
    public static final String EXPRESS_ADVICE =
            "change it with 'aws ecs update-express-gateway-service', or with the console of Express Mode; ECS manages its"
                    + " load balancer, scaling and deployment settings itself";
    public static final String DAEMON_ADVICE =
            "change it with 'aws ecs update-daemon'; it runs on the instances of its capacity providers, and ECS replaces"
                    + " these instances when it changes";
    public static final String DRAINING_ADVICE =
            "wait until the service is INACTIVE, or use another name; a container instance without a running agent, or a"
                    + " deleted service role, keeps a service in DRAINING";

    private ServiceFileMessages() {}

    // Planning.

    public static String draining(String service) {
        return "A service " + service + " is still DRAINING: waiting until it is INACTIVE";
    }

    public static String drainingTooLong(String service, String after) {
        return "the service " + service + " that is being deleted is still DRAINING after " + after;
    }

    public static String noCluster(String cluster, String region) {
        return "there is no cluster '" + cluster + "' in " + region;
    }

    public static String creates(String service, String revision) {
        return "The service " + service + " does not exist: creating it with " + revision + ":";
    }

    public static String isCreated() {
        return "the service is created";
    }

    public static String express(String name) {
        return name + " is a service of Express Mode (resourceManagementType: ECS)";
    }

    public static String managedDaemon(String arn) {
        return arn + " is a managed daemon, not a service";
    }

    public static String external(String name) {
        return name + " does not exist, and the service definition has the deployment controller EXTERNAL";
    }

    public static String starts(String revision) {
        return revision + " is unchanged; the changes of the service start a deployment";
    }

    // Changing.

    public static String created(String arn) {
        return "Created service " + arn;
    }

    public static String exists(String service, String why) {
        return "ECS cannot create " + service + " now (" + why + "): checking the service again";
    }

    public static String refusedForNow(String why) {
        return "ECS cannot create the service yet (" + why + "): trying again for up to 5 minutes";
    }

    public static String creationRefused(String why) {
        return "AWS refused to create the service: " + why;
    }

    public static String tagged(Collection<String> keys) {
        return "Tags of the service set: " + String.join(", ", keys);
    }

    public static String untagged(Collection<String> keys) {
        return "Tags of the service removed: " + String.join(", ", keys);
    }

    public static String notTagged(String why) {
        return "Warning: the tags of the service were not changed: " + why;
    }

    public static String notTaggable(String arn) {
        return "Warning: the tags of the service are not changed, because ECS has no tags for ARNs of the old format, such"
                + " as " + arn;
    }

    public static String deleted(String service) {
        return "Deleted the new service " + service + " (onCreateFailure: delete)";
    }

    public static String notDeleted(String service, String why) {
        return "Warning: the new service " + service + " was not deleted: " + why;
    }

    // Registering only.

    public static String registeredOnly(String revision, boolean isNew) {
        return isNew
                ? revision + " is registered; the service is not changed (registerOnly: true)"
                : "the task definition is unchanged: " + revision + " (registerOnly: true)";
    }
}
