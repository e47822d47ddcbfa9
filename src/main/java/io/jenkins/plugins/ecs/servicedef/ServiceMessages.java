package io.jenkins.plugins.ecs.servicedef;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.ecs.taskdef.Difference;
import java.util.Collection;
import java.util.List;

/** What is wrong with the file of a service, or with bringing a service there. */
final class ServiceMessages {

    static final String IS_LIST = "The text is a list. A service definition is a map with the members of CreateService,"
            + " such as 'desiredCount' and 'networkConfiguration'.";
    static final String IS_VALUE = "The text is a single value. A service definition is a map with the members of"
            + " CreateService; if this is the name of a file, pass the content of the file.";
    static final String IS_TEMPLATE = "This looks like a CloudFormation template. Give the service in the form of the"
            + " ECS API: members such as 'desiredCount' and 'networkConfiguration' at the top.";
    static final String IS_TERRAFORM = "This looks like a Terraform configuration. Give the service in the form of the"
            + " ECS API: members such as 'desiredCount' and 'networkConfiguration' at the top.";
    static final String IGNORE_IS_LIST =
            "ECS has no such member: it lists what others own. Use a list of names: [\"desiredCount\", \"tags\"].";
    static final String FORCE_IS_OF_STEP =
            "This is a parameter of one call, not a part of the service. Set 'forceNewDeployment' in the step.";
    static final String TOKEN_IS_OF_STEP = "This is a parameter of one call, which the step sets itself. Remove it.";
    static final String CANNOT_BE_REMOVED = "This is empty (null), but a service always has it. Give a value, or remove"
            + " the line: what the file does not mention is left alone.";
    static final String LAUNCH_TYPE_OR_STRATEGY = "A service has either a launch type or a capacity provider strategy."
            + " Remove 'launchType' or 'capacityProviderStrategy'.";
    static final String REBALANCING_NEEDS_ROOM =
            "ECS rebalances only if 'deploymentConfiguration.maximumPercent' is above"
                    + " 100. Raise it, or set DISABLED.";
    static final String COUNT_OF_DAEMON =
            "desiredCount: a DAEMON service runs one task on each instance. Remove 'desiredCount'.";
    static final String DAEMON_PERCENT = "A DAEMON service does not support values above 100. Set 100, or remove it.";
    static final String TAG_WITHOUT_KEY = "The tag has no key. Use [{\"key\": \"team\", \"value\": \"shop\"}].";
    static final String TAG_OF_PLUGIN =
            "The plugin sets jenkins:created-by itself, at the creation of a service with the tag jenkins:ephemeral. Remove it.";
    static final String EPHEMERAL_TOO_LATE =
            "tags: only a new service can get the tag jenkins:ephemeral, because ecsDelete may delete services with it. Remove"
                    + " it, or let the rule 'deletable' name the service";
    static final String TAG_OF_AWS = "Only AWS sets tags whose key begins with 'aws:'. Remove it.";
    static final String FARGATE_NEEDS_AWSVPC =
            "launchType: FARGATE needs a task definition with \"networkMode\": \"awsvpc\"";
    static final String COUNT_MISSING =
            "desiredCount: missing, and a service is created with one. Add it to the service"
                    + " definition, or set 'desiredCount' in the step";
    static final String CODE_DEPLOY_NEEDS_BALANCER =
            "loadBalancers: missing. A service with the deployment controller CODE_DEPLOY needs an Application or"
                    + " Network Load Balancer";
    static final String EARLY_SUCCESS_BLOCKS =
            "deploymentConfiguration.earlySuccessCriteria: it is on, and ECS supports it"
                    + " for ROLLING only. Add \"earlySuccessCriteria\": {\"enable\": false} to the service definition";
    static final String MONITORING_NOT_SHOWN =
            "monitoring: not compared, because the revision of the service that shows it cannot be read";

    private ServiceMessages() {}

    static String manyServices(int count) {
        return "The text has " + count + " services. Give exactly one.";
    }

    static String similar(String name, String known) {
        return "A service has no member '" + name + "' here. Did you mean '" + known + "'?";
    }

    static String elsewhere(String name, String place) {
        return "A service has no member '" + name + "' here. It belongs to '" + place + "'.";
    }

    static String unknown(String name) {
        return "A service has no member '" + name
                + "' here, as far as this plugin knows. Remove it; what the file does not" + " mention is left alone.";
    }

    static String spelling(String name, String api, String of) {
        return "This is the spelling of " + of + ". In the ECS API it is '" + api + "', not '" + name + "'.";
    }

    static String cannotIgnore(String name) {
        return "'" + name + "' says which service is meant and cannot be ignored. Remove it from 'ignore'.";
    }

    static String unknownToIgnore(String name, @CheckForNull String similar, List<String> all) {
        return "'" + name + "' is not a member of a service. "
                + (similar == null ? "Use " + String.join(", ", all) : "Did you mean '" + similar + "'?");
    }

    static String choice(String value, List<String> choices) {
        return "'" + value + "' is unknown. Use " + String.join(", ", choices) + ".";
    }

    static String tooMany(int count, int most) {
        return count + " entries, but ECS accepts at most " + most + ".";
    }

    static String negative(int value) {
        return value + " is negative. Use 0 or more.";
    }

    static String percentages(int minimum, int maximum) {
        return maximum + " is less than minimumHealthyPercent, " + minimum
                + ". ECS could neither start nor stop a task.";
    }

    static String onlyOnFargate(String launchType) {
        return "Only FARGATE has platform versions, but 'launchType' is " + launchType + ". Remove it.";
    }

    static String notOnFargate(String member) {
        return "FARGATE does not support '" + member + "'. Remove it.";
    }

    static String ofOtherStrategy(String of, String strategy) {
        return "These are settings of " + of + ", but 'strategy' is " + strategy
                + ". Remove them, or change 'strategy'.";
    }

    static String earlySuccess(String strategy) {
        return "Early success criteria are not supported for " + strategy + ". Set \"enable\": false.";
    }

    static String notWith(String what) {
        return "ECS does not support this together with " + what + ". Remove one of the two.";
    }

    static String twice(String key) {
        return "The key '" + key + "' occurs twice. Remove one of the two.";
    }

    static String noContainer(String path, String name, Collection<String> containers) {
        return path + ": the task definition has no container '" + name + "' (it has " + String.join(", ", containers)
                + ")";
    }

    static String noPort(String path, int port, String container, Collection<String> ports) {
        return path + ": the container '" + container + "' has no container port " + port
                + " in the task definition (it" + " has " + (ports.isEmpty() ? "none" : String.join(", ", ports)) + ")";
    }

    static String noNamedPort(String path, String name, Collection<String> known) {
        return path + ": no port mapping of the task definition has the name '" + name + "' ("
                + (known.isEmpty() ? "none has a name" : "names: " + String.join(", ", known)) + ")";
    }

    static String noVolume(String path, String name) {
        return path + ": the task definition has no volume '" + name + "' with \"configuredAtLaunch\": true";
    }

    static String noNetwork(String mode) {
        return "networkConfiguration: only for task definitions with \"networkMode\": \"awsvpc\", but it is " + mode;
    }

    static String otherService(String member, String wanted, String is) {
        return member + ": the service definition is for '" + wanted + "', but the step deploys to '" + is + "'";
    }

    static String launchTypeBehindStrategy(String launchType) {
        return "launchType: the service has a capacity provider strategy instead of a launch type. Add"
                + " \"capacityProviderStrategy\": [] to return to the launch type, or remove 'launchType' ("
                + launchType
                + ")";
    }

    static String replaces(ServiceAttribute attribute, List<String> lines) {
        String instead =
                switch (attribute) {
                    case LAUNCH_TYPE -> ". Use 'capacityProviderStrategy', which can be changed, or";
                    case DEPLOYMENT_CONTROLLER ->
                        ". Use ecsBlueGreen with migrationPlan: true to leave CODE_DEPLOY, or";
                    default -> ". Create another service, or";
                };
        return String.join("; ", lines) + ": ECS cannot change it of an existing service" + instead + " add '"
                + attribute.member() + "' to 'ignore'";
    }

    static String refusedBy(String controller, String member) {
        String instead =
                switch (controller) {
                    case "CODE_DEPLOY" -> "CodeDeploy changes it with a deployment";
                    case "EXTERNAL" -> "task sets have it";
                    default -> "it is fixed";
                };
        return member + ": not updatable for the deployment controller " + controller + " (" + instead
                + "). Add it to 'ignore', or remove it from the service definition";
    }

    static String namespaceNotCompared(String name) {
        return "serviceConnectConfiguration.namespace: '" + name
                + "' is not compared, because ECS shows the ARN. Use the"
                + " ARN in the service definition to compare it";
    }

    static String leftAlone(List<String> members) {
        return "Members of the service that this plugin does not know are left alone: " + String.join(", ", members);
    }

    static String line(Difference difference) {
        return difference.toString();
    }
}
