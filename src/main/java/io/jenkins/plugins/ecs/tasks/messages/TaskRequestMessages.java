package io.jenkins.plugins.ecs.tasks.messages;

/** What is wrong with the parameters of a run of tasks, and what to do. */
public final class TaskRequestMessages {

    public static final String AFTER_NOT_WAITED =
            "after: these tasks run at the end of the deployment, which the step does not wait for."
                    + " Remove 'wait' and 'waitUntil', or 'after'";

    public static final String BOTH_LAUNCH_TYPE_AND_PROVIDERS =
            "launchType and capacityProviders: both are given. Use one of the two";

    public static final String NO_SERVICE_TO_LOCK =
            "lockService: there is no 'service' to lock. Name it, or leave lockService out";

    public static final String NOTHING_TO_RUN =
            "service and taskDefinition: both are missing. Name a service whose task definition"
                    + " runs, or give a task definition";

    public static final String MANAGED_INSTANCES =
            ": Managed Instances are chosen by their capacity provider. Use capacityProviders";

    public static final String UNKNOWN_LAUNCH_TYPE = " is unknown. Use 'FARGATE', 'EC2' or 'EXTERNAL'";

    public static final String ONE_BASE = "capacityProviders.base: ECS accepts a base for one provider only";

    public static final String NO_WEIGHT =
            "capacityProviders.weight: one of several providers needs a weight above 0, the default";

    public static final String NO_PROVIDER_NAME = "capacityProviders: the name of a provider is missing";

    public static final String NO_SUBNET = "network.subnets: missing. Give at least one subnet";

    public static final String SUBNET_ID = "the id of a subnet (subnet-…)";

    public static final String SECURITY_GROUP_ID = "the id of a security group (sg-…)";

    private TaskRequestMessages() {}

    public static String otherRegion(String written, String ofRevision, String region) {
        return "taskDefinition: '" + written + "' is a revision in " + ofRevision + ", but the task runs in " + region
                + ". Register it there, or correct 'region'";
    }

    public static String wrongCount(int count, int most) {
        return "count: " + count + " is not from 1 to " + most + ". RunTask starts at most " + most + " tasks";
    }

    public static String launchType(String type, String problem) {
        return "launchType: '" + type + "'" + problem;
    }

    public static String tooMany(String field, int count, int most) {
        return field + ": " + count + " are given, and ECS accepts at most " + most;
    }

    public static String outside(String field, int number, int most) {
        return field + ": " + number + " is not from 0 to " + most;
    }

    public static String isNot(String field, String value, String what) {
        return field + ": '" + value + "' is not " + what;
    }

    public static String serviceGroup(String group) {
        return "group: '" + group + "' begins with 'service:', which ECS keeps for services. Give another name";
    }

    public static String notASize(String field, String size) {
        return field + ": '" + size + "' is not a size. Give units such as '512', or '0.5 vCPU' and '1 GB'";
    }

    public static String tooManyTags(int number, int most) {
        return "tags: " + number + " are more than the " + most + " that ECS accepts";
    }

    public static String wrongTag(String key) {
        return "tags: '" + key
                + "' is not a tag that ECS accepts: a key has 1 to 128 characters and does not begin with"
                + " 'aws:', a value at most 256 characters, and both consist of letters, digits, spaces"
                + " and _ . : / = + - @";
    }

    public static String wrongLogLines(int lines, int most) {
        return "logLines: " + lines + " is not from 0 (no log) to " + most;
    }

    public static String overridesTooLong(int characters, int most) {
        return "command, environment and containers: as overrides of RunTask they have " + characters
                + " characters, and ECS takes at most " + most
                + ". Put long values into the image, an environment file, or a registered task definition";
    }

    public static String unknownEnd(String field, String written) {
        return field + ": '" + written + "' is unknown. Use 'stop' or 'leave'";
    }
}
