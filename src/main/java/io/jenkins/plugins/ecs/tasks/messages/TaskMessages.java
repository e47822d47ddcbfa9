package io.jenkins.plugins.ecs.tasks.messages;

/** What users read of a run of tasks: the log, causes, and what to do. */
public final class TaskMessages {

    public static final String CHECK_SERVICE =
            "check 'service', 'cluster', 'region' and the account of the credentials";

    public static final String NO_TASK_DEFINITION = "the service has no task definition";

    public static final String GIVE_TASK_DEFINITION = "give 'taskDefinition'";

    public static final String TAGS_UNREADABLE =
            "Warning: the tags of the service can't be read (ecs:ListTagsForResource), so the tasks"
                    + " do not get them";

    public static final String REUSING = "Task definition unchanged, reusing ";

    public static final String WITHOUT_TRACE_TAGS =
            "Registering without traceability tags, because ecs:TagResource is not allowed";

    public static final String NETWORK_NOT_USED =
            "network: given, but the task definition does not have the network mode 'awsvpc'. Leave" + " it out";

    public static final String NETWORK_MISSING =
            "network: missing, and the task definition has the network mode 'awsvpc'. Give network:"
                    + " [subnets: ['subnet-…'], securityGroups: ['sg-…']], or a 'service' to take it from";

    public static final String CHECK_LOGS = "check in the log group whether it ran before you start it again";

    public static final String NO_TASK_STARTED = "ECS started no task and named no reason";

    public static final String NO_ROOM =
            "the container instances of the cluster have no room for it: add instances, use a"
                    + " capacity provider, or lower cpu and memory";

    public static final String STOP_THEM = "stop them in the ECS console";

    public static final String NO_TASK_WAS_STARTED = "; no task was started";

    public static final String SEARCHING_TO_STOP =
            "Aborted: the answer to RunTask is unknown; searching for its tasks to stop them";

    public static final String ASK_CONTACT = "ask the contact named by the rule";

    public static final String NEVER_LISTED = "it was never listed";

    public static final String SHOWN_FOR_AN_HOUR =
            "ECS shows stopped tasks for an hour only; see the log of the container";

    public static final String STOPPED = "; stopped";

    public static final String NOT_ALL_STOPPED = "; not all tasks are known to have stopped";

    public static final String NO_TASK = "no task is known";

    public static final String NOT_KNOWN_TO_HAVE_STOPPED = "it is not known to have stopped";

    public static final String NO_ESSENTIAL_CONTAINER = "no essential container is known";

    public static final String TOO_LONG = "it has more than 1 MiB";

    public static final String TIMEOUT = "the timeout expired";

    public static final String REGISTERED = "Registered task definition ";

    public static final String CORRECT_THE_STEP = "correct the step; nothing was started";

    private TaskMessages() {}

    public static String whatToDo(String advice) {
        return "What to do: " + advice;
    }

    public static String freezeOverridden(String freeze) {
        return "Freeze window: " + freeze;
    }

    public static String ruleWarning(String warning) {
        return "Warning: a rule in warn mode would have blocked this: " + warning;
    }

    public static String noService(String service, String cluster, String region) {
        return "there is no active service '" + service + "' in cluster '" + cluster + "' in " + region;
    }

    public static String logNotShown(String why) {
        return "The log is not shown: " + why;
    }

    public static String running(String revision, String where) {
        return "Running " + revision + where;
    }

    /** @param field {@code container} or {@code containers} */
    public static String noSuchContainer(String field, String name, String names) {
        return field + ": the task definition has no container '" + name + "'. There is: " + names;
    }

    public static String severalEssential(int number, String names) {
        return "container: the task definition has " + number + " essential containers (" + names
                + "). Name the one that the command, the environment and the image are for";
    }

    public static String wrongLaunchType(String supported, String type) {
        return "launchType: the task definition supports " + supported + ", but the task would run on " + type
                + ". Give launchType or capacityProviders that fit, or another task definition";
    }

    public static String found(String tasks) {
        return "Found " + tasks + " that this step had started";
    }

    public static String answerLost(String ago, String startedBy) {
        return "the answer to RunTask was lost " + ago + " ago, and no task started by " + startedBy + " is listed";
    }

    public static String notStarted(String timeout, String lastFailure) {
        return "not started within " + timeout + lastFailure;
    }

    public static String perhapsStarted(String cause) {
        return cause + "; the answer to RunTask was lost, so tasks may have been started";
    }

    public static String searchFor(String startedBy) {
        return "look for tasks started by " + startedBy;
    }

    public static String notPlaced(String reasons) {
        return "ECS could not place the task: " + reasons;
    }

    public static String started(String number, String tasks) {
        return "Started " + number + ": " + tasks;
    }

    public static String onlySomePlaced(int placed, int asked, String reasons) {
        return "only " + placed + " of " + asked + " tasks could be placed: " + reasons;
    }

    public static String stoppingThem(String why) {
        return why + ". Stopping them";
    }

    public static String refused(String cause) {
        return "AWS refused RunTask: " + cause;
    }

    public static String noCapacity(String reasons) {
        return "No capacity (" + reasons + "); trying again";
    }

    public static String perhapsStartedBefore(String cause) {
        return cause + "; the answer of an earlier RunTask was lost, so tasks may have been started";
    }

    public static String searchAndStop(String startedBy) {
        return "look for tasks started by " + startedBy
                + ", and stop them or wait for their end before you start them again";
    }

    public static String notEnded(String timeout) {
        return "not ended after " + timeout;
    }

    public static String leftRunning(String why, String tasks) {
        return why + "; left running: " + tasks;
    }

    public static String stoppingAfterTimeout(String tasks) {
        return "Timeout expired: stopping " + tasks;
    }

    public static String cannotFollow(String cause, String tasks) {
        return "the tasks can no longer be followed: " + cause + "; they may still run: " + tasks;
    }

    public static String stillTrying(String failure) {
        return "AWS does not answer as expected (" + failure + "); still trying";
    }

    public static String answersAgain(String time) {
        return "AWS answers again after " + time;
    }

    public static String notStopped(String why, String tasks, String failure) {
        return why + "; not stopped yet: " + tasks + failure;
    }

    public static String stopRefused(String task, String cause) {
        return "Task " + task + " could not be stopped: " + cause;
    }

    public static String stoppingAfterAbort(String tasks) {
        return "Aborted: stopping " + tasks;
    }

    public static String expiredWhile(String phase, String failure) {
        return "the timeout expired while " + phase + failure;
    }

    public static String blocked(String why) {
        return "blocked by policy: " + why;
    }

    public static String mayStillRun(String tasks) {
        return "tasks may still run: " + tasks;
    }

    public static String lastStatus(String status) {
        return "last status " + status;
    }

    public static String noLongerShown(String task, String last) {
        return "ECS no longer shows task " + task + " (" + last + "), so its exit codes are unknown";
    }

    public static String noLog(String container, String stream, String group) {
        return "No log of " + container + ": there is no stream " + stream + " in the log group " + group
                + ". It may have written nothing";
    }

    public static String onlySomeStarted(int started, int asked) {
        return "only " + started + " of " + asked + " tasks are known to have been started";
    }

    public static String allTasks(int number) {
        return "all " + number + " tasks: ";
    }

    public static String taskOf(String task, int number) {
        return "task " + task + " of " + number + ": ";
    }

    public static String containerNotShown(String container) {
        return "ECS does not show the container " + container;
    }

    public static String notCounted(String exits) {
        return " (not counted: " + exits + ")";
    }

    public static String logCut(String limit, String group, String stream) {
        return "No more of the log is printed: " + limit + ". All of it is in the log group " + group + ", stream "
                + stream;
    }

    public static String tooManyLines(int most) {
        return "it has more than " + most + " lines (logLines)";
    }

    public static String notAllowed(String permission) {
        return permission + " is not allowed";
    }

    public static String logsNotShown(String why, String group, String stream) {
        return "The logs are not shown: " + why + ". They are in the log group " + group + ", stream " + stream;
    }

    public static String eventCut(int characters) {
        return "… (cut: this event has " + characters + " characters)";
    }
}
