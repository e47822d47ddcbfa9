package io.jenkins.plugins.ecs.verify.check;

import io.jenkins.plugins.ecs.schedules.ScheduleMove;
import io.jenkins.plugins.ecs.schedules.ScheduleRef;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** What the checks report: measured values, limits, reasons to skip, errors. */
final class CheckMessages {

    static final String SERVICE_LIMIT = "ACTIVE, no deployment in progress or failed";
    static final String SERVICE_ACTIVE = "ACTIVE";
    static final String SCALED_TO_ZERO = "the service is scaled to zero: no running containers";

    static final String NO_DIGEST = "no running container reports an image digest";
    static final String PINNED_BY_ECS = "the digests that ECS pinned";
    static final String ONE_DIGEST = "one digest per container (ECS pinned none)";

    static final String NO_RECORD =
            "no deployment of this service by this job is recorded. Set 'taskDefinition' to compare with a file";
    static final String GIVEN_SERVICE = "as in the given service definition";
    private static final int MOST_DIFFERENCES = 5;
    static final String NO_SERVICE_NOW = "the service cannot be read now";
    static final String NO_SERVICE_DIFFERENCE = "the service has no differences";
    static final String GIVEN_DEFINITION = "as in the given task definition";

    static final String NO_HEALTH_CHECK = "no container has a health check";
    static final String ALL_HEALTHY = "all HEALTHY";

    static final String NO_TARGET_GROUP = "the service has no target group";

    static final String NO_ALARMS = "the service has no alarms configured";
    static final String NONE_IN_ALARM = "none in ALARM";

    static final String NO_DATA = "no data";

    static final String NO_LOGS = "no container logs to CloudWatch Logs (awslogs). Set 'group'";

    static final String NO_SPLIT = "all traffic goes to one revision";

    static final String UNKNOWN_SPLIT =
            "the two revisions have no target groups of their own behind a load balancer, so they cannot be compared";

    static final String NO_REQUESTS =
            "a Network Load Balancer has no metrics of requests by target group. Use 'metric' with a metric of the service";

    private CheckMessages() {}

    static String deployedBy(String controller) {
        return "ACTIVE, deployment controller " + controller;
    }

    static String deployment(String rolloutState) {
        return "ACTIVE" + (rolloutState == null ? "" : ", deployment " + rolloutState);
    }

    static String deploymentFailed(String id, String reason) {
        return "deployment " + id + " FAILED" + inParentheses(reason);
    }

    /** @param id null if the service does not report a primary deployment */
    static String deploymentInProgress(String id, String revision) {
        return "deployment" + (id == null ? "" : " " + id) + " to " + revision + " in progress";
    }

    static String tasks(long count, String revision) {
        return count + " of " + revision;
    }

    /** @param others {@code 2 of api:6} for each other revision */
    static String running(long count, String revision, Collection<String> others) {
        return tasks(count, revision) + " running" + (others.isEmpty() ? "" : ", also " + String.join(", ", others));
    }

    static String scaledToZero(String revision) {
        return "scaled to zero, set to " + revision;
    }

    static String reportedByEcs(String event) {
        return "; ECS reports: " + event;
    }

    static String noDigest(String container) {
        return "no running container '" + container + "' reports an image digest";
    }

    static String runs(String container, Collection<String> images) {
        return container + " runs " + String.join(" and ", images);
    }

    static String sameDigest(String image) {
        return image + ", the same digest in all tasks";
    }

    static String inUse(String revision) {
        return revision + " is in use";
    }

    static String deployedByBuild(String revision, String build) {
        return revision + ", deployed by " + (build == null ? "an earlier build" : build);
    }

    static String noDifference(String revision) {
        return revision + " has no differences";
    }

    static String serviceDifferences(List<String> differences) {
        int more = differences.size() - MOST_DIFFERENCES;
        return "the service has " + Names.count(differences.size(), "difference") + ": "
                + differences.stream().limit(MOST_DIFFERENCES).collect(Collectors.joining("; "))
                + (more > 0 ? "; and " + more + " more" : "");
    }

    static String differences(String revision, int count, String first) {
        return revision + " has " + Names.count(count, "difference") + ": " + first;
    }

    static String unhealthy(List<String> containers) {
        return "UNHEALTHY: " + String.join(", ", containers);
    }

    static String containerInTask(String container, String task) {
        return container + " in task " + task;
    }

    static String healthy(int containers) {
        return Names.count(containers, "container") + " HEALTHY";
    }

    static String withoutResult(int containers) {
        return ", " + containers + " without a result yet";
    }

    static String allTargets(int desired) {
        return desired + " healthy, none unhealthy";
    }

    static String targets(int healthy, String group) {
        return healthy + " healthy in " + group;
    }

    static String targetsNotHealthy(int count, String group, String first) {
        return count + " not healthy in " + group + ": " + first;
    }

    static String targetsInitial(int count, String group) {
        return count + " still initial in " + group;
    }

    static String target(String address, String state, String reason) {
        return address + " is " + state + inParentheses(reason);
    }

    static String inAlarm(String alarms) {
        return "in ALARM: " + alarms;
    }

    static String noSuchAlarm(Collection<String> names) {
        return (names.size() == 1 ? "alarm does not exist: " : "alarms do not exist: ") + String.join(", ", names);
    }

    static String notEvaluated(String alarms) {
        return "CloudWatch cannot evaluate " + alarms + ". Check the alarm's query and role";
    }

    static String alarmsOk(long ok, long withoutData) {
        return ok + " OK" + (withoutData == 0 ? "" : ", " + withoutData + " INSUFFICIENT_DATA");
    }

    static String noDataBefore(String value) {
        return value + ", no data before the deployment";
    }

    static String atMost(String limit) {
        return "at most " + limit;
    }

    static String atLeast(String limit) {
        return "at least " + limit;
    }

    /** @param before null if there is no value to compare with */
    static String timesBefore(String factor, String before) {
        return "at most " + factor + " times the value before the deployment" + inParentheses(before);
    }

    static String timesPrimary(String factor, String primary) {
        return "at most " + factor + " times the previous revision" + inParentheses(primary);
    }

    static String tooFewRequests(String canary, String primary) {
        return "too few requests: " + canary + " to the new revision, " + primary + " to the previous one";
    }

    static String requestsOfBoth(int least) {
        return "at least " + least + " requests to each";
    }

    static String ofCanary(String metric, String value, boolean perRequest, String percent) {
        return metric + " " + value + (perRequest ? " per request" : "") + " at " + percent + "% of the traffic";
    }

    /** @param counted the search stopped at one more than {@code limit} */
    static String matches(int counted, int limit) {
        return counted > limit && limit > 0 ? "more than " + limit + " matches" : matches(counted);
    }

    private static String matches(int counted) {
        return counted + (counted == 1 ? " match" : " matches");
    }

    static String stable(String duration) {
        return "stable for " + duration;
    }

    static String taskReplaced(String newTask) {
        return "a task was replaced (new: " + newTask + ")";
    }

    static String missingPermission(String permission) {
        return "missing permission: " + permission;
    }

    static String credentialsNotAccepted(String failure) {
        return "AWS did not accept the credentials, check 'credentialsId' and 'roleArn' (" + failure + ")";
    }

    static String unsupported(String operation) {
        return "the endpoint does not support " + operation;
    }

    static String pluginError(Throwable error) {
        return "an error in this plugin: " + error;
    }

    private static String inParentheses(String text) {
        return text == null || text.isEmpty() ? "" : " (" + text + ")";
    }

    static final String TOO_MANY_SCHEDULES = "more rules and schedules than can be checked. Give their names";

    static String noSuchSchedule(ScheduleRef ref) {
        return ref + " does not exist";
    }

    static String runsOtherFamily(ScheduleRef ref) {
        return ref + " runs another family";
    }

    static String runsOldRevision(ScheduleRef ref, ScheduleMove move) {
        if (move instanceof ScheduleMove.PutTargets rule) {
            return ref + " runs " + rule.from();
        }
        return move instanceof ScheduleMove.UpdateSchedule schedule
                ? ref + " runs " + schedule.from()
                : ref + " cannot be read";
    }

    static String allRun(String revision) {
        return "all run " + revision;
    }

    static String scheduled(int current, List<String> behind) {
        String good = Names.count(current, "scheduled task") + " up to date";
        return behind.isEmpty() ? good : String.join(", ", behind) + "; " + good;
    }
}
