package io.jenkins.plugins.ecs.verify.preflight;

import io.jenkins.plugins.ecs.verify.check.Names;
import java.util.Collection;

/** What the checks before a deployment report. */
final class PreflightMessages {

    static final String NO_LOG_GROUP = "no container logs to CloudWatch Logs";
    static final String LOG_GROUPS_EXIST = "all exist or are created on first use";
    static final String NO_TARGET_GROUP = "the service has no target group";
    static final String TARGET_GROUPS_MATCH = "container, port and target type match";
    static final String NO_LISTENER_RULES = "the service has no listener rules configured";
    static final String LISTENER_RULES_MATCH = "all exist and forward to the service";
    static final String ROOM_FOR_ONE_TASK = "room to start or stop one task";
    static final String NO_IMAGE = "no image is in Amazon ECR";
    static final String NO_ROLE = "the task definition has no roles";
    static final String ROLES_MATCH = "all exist and trust ECS";
    static final String NO_SECRET = "the task definition has no secrets";
    static final String ALL_EXIST = "all exist";
    static final String QUOTAS_UNREAD = "the account's quotas could not be read";
    static final String USAGE_UNREAD = "the vCPU in use could not be read";
    static final String ROLE_OF_LOAD_BALANCER = "roleArn of the load balancer";

    private PreflightMessages() {}

    static String logGroupMissing(String group, String container) {
        return "log group " + group + " of container " + container + " does not exist";
    }

    static String logGroupCreated(String group) {
        return group + " is created on first use";
    }

    static String containerPortMissing(String container, int port) {
        return "the task definition has no container " + container + " with port " + port;
    }

    static String targetGroupMissing(String group) {
        return "target group " + group + " does not exist";
    }

    static String targetTypeDiffers(String group, String type, String networkMode, String required) {
        return "target group " + group + " has target type " + type + ", but network mode " + networkMode + " requires "
                + required;
    }

    static String targetGroup(String group, String container, int port) {
        return group + " for " + container + ":" + port;
    }

    static String ruleMissing(String arn) {
        return "listener or rule " + arn + " does not exist";
    }

    static String ruleElsewhere(String rule) {
        return rule + " forwards to none of the service's target groups";
    }

    static String tasksDuringDeployment(long desired, long least, long most, int minimumPercent, int maximumPercent) {
        return least + " to " + most + " tasks run during a deployment (" + minimumPercent + " % to " + maximumPercent
                + " % of " + desired + ")";
    }

    static String imageMissing(String image, String container) {
        return "image " + image + " of container " + container + " does not exist";
    }

    static String imagePulledThrough(String container) {
        return container + ": not in Amazon ECR yet, a pull through cache rule fetches it at the first pull";
    }

    static String imageMayBePulledThrough(String container) {
        return container + ": not in Amazon ECR, and it is unknown whether a pull through cache rule fetches it"
                + " (ecr:DescribePullThroughCacheRules)";
    }

    static String architectureUnknown(String container, String reason) {
        return container + ": the image exists, its CPU architecture is unknown (" + reason + ")";
    }

    static String noArchitecture() {
        return "its configuration names none";
    }

    static String configurationUnread(String reason) {
        return "its configuration could not be read: " + reason;
    }

    static String imageExists(String container, String architecture) {
        return container + ": exists for " + architecture;
    }

    static String otherArchitecture(String container, Collection<String> architectures) {
        return container + ": built only for " + String.join(" and ", architectures);
    }

    static String imagesExist(String architecture) {
        return "exists for " + architecture;
    }

    static String missingPermission(String permission) {
        return "missing permission: " + permission;
    }

    static String roleMissing(String role, String field) {
        return "role " + role + " (" + field + ") does not exist";
    }

    static String roleNotTrusting(String role, String field, String service) {
        return "role " + role + " (" + field + ") does not trust " + service;
    }

    static String missing(String reference) {
        return reference + " does not exist";
    }

    static String exist(int count) {
        return count + (count == 1 ? " exists" : " exist");
    }

    static String tasksAtPeak(long tasks) {
        return Names.count(tasks, "task") + " at the peak";
    }

    static String containers(int count) {
        return Names.count(count, "container");
    }

    static String definitionSize(int kilobytes) {
        return "task definition of " + kilobytes + " KB";
    }

    static String processors(String additional) {
        return additional + " additional Fargate vCPU (account quota unknown)";
    }

    /** @param used null if unknown */
    static String processors(String additional, String used) {
        return additional + " additional Fargate vCPU, " + (used == null ? "unknown number" : used) + " in use";
    }

    static String quota(String value, boolean isDefault) {
        return value + (isDefault ? " (AWS default)" : "");
    }

    static String quotas(Collection<String> quotas) {
        return "at most " + String.join(", ", quotas);
    }
}
