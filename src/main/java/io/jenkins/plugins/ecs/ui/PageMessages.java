package io.jenkins.plugins.ecs.ui;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.text.Durations;
import io.jenkins.plugins.ecs.text.PlainText;
import java.util.ArrayList;
import java.util.List;

/** Labels and sentences that pages and checks take from Java. Everything else is in the Jelly files. */
public final class PageMessages {

    public static final String DRY_RUN = " (dry run)";
    public static final String IN_PROGRESS = "in progress";
    public static final String FAILURE_REPORT = "Failure report";
    public static final String TASK_DEFINITION_CHANGES = "Changes of the task definition";
    public static final String RULES_REFUSE = "Rules that refuse it";
    public static final String RULES_REFUSE_NOW = "Rules that refuse it at this moment";
    public static final String RULES_WARN = "Rules that warn";
    public static final String RULES_ALLOW = "Rules that allow it";
    public static final String ALLOWED_BY_RULES = "The rules allow it";
    public static final String SERVICE_CHANGES = "Changes of the service";
    public static final String DIGESTS = "Digests of the images";
    public static final String TASKS_AROUND = "Tasks before and after the deployment";
    public static final String DETAILS = "Details";
    public static final String NO_CHANGES = "none";
    public static final String COMMITS_SINCE = "Commits since what ran before";
    public static final String ANSWERED = "This pause is over or has already been answered";
    public static final String NOT_FOLLOWED =
            "This deployment is not being followed at the moment. Try again in a minute";
    public static final String NOT_ASKED =
            "This approval is not, or no longer, asked for, or you have already answered it";
    public static final String RELEASE_NOT_RUNNING = "This release is not running at the moment. Try again in a minute";
    public static final String NOT_BY_TOKEN = "This is approved on the page, not with an API token";
    public static final String NOT_A_USER =
            "Without a user there are no approvals: log in, or ask an administrator to enable security";
    public static final String STARTED_BY_YOU = "You started this build, or a build that led to it";
    public static final String RELEASE_QUEUED = "waiting for another release of this service";
    public static final String CONDITION_MET = "met";
    public static final String CONDITION_WAITS = "waits";
    public static final String CONDITION_WARNS = "not met, only a warning";
    public static final String CONDITION_SKIPPED = "not met, skipped by a hotfix";
    public static final String HOTFIX = "hotfix, not proven";
    public static final String CONDITION_REFUSED = "refused";
    public static final String ROLLBACK_SLOT = "rollback";
    public static final String ROLLED_BACK = "after its verification failed";
    public static final String STARTER_UNKNOWN = "The user who started this build is not known";
    public static final String CHANGED_BY_YOU = "You are an author of a change in this build";
    public static final String WAITS_FOR_APPROVAL = "waiting for approval";
    public static final String ANSWERED_ELSEWHERE =
            "This pause is answered by the block of the step or in the AWS console";
    public static final String ALL_WHO_MAY_APPROVE = "users with the permission ECS deployments/Approve";
    public static final String NO_PERMISSION_TO_APPROVE = "You do not have the permission ECS deployments/Approve";
    public static final String PROVEN = "proven";
    public static final String NO_LONGER_PROVEN = "no longer proven";
    public static final String HELD = "held";
    public static final String NO_RELEASE = "no release";
    public static final String RELEASE = "release";
    public static final String ON_ITS_WAY = "next";
    public static final String STOPPED = "stopped";
    public static final String NOT_REACHED = "not reached";
    public static final String LOG_IS_READ = "The log is being read";
    public static final String LOG_IS_EMPTY = "The new tasks have not written any lines yet";
    public static final String GLOBAL_SETTINGS = "global settings";
    // New services.
    public static final String TEAM = "Team";
    public static final String RELEASE_PATH = "Release path";
    public static final String REQUIRED = "required";
    public static final String YES = "yes";

    public static final String ACCOUNT_OF_CREDENTIALS = "that of the credentials";
    public static final String RULE_ALLOWS = "allowed";
    public static final String RULE_WARNS = "only a warning";
    public static final String RULE_NOT_YET = "cannot be judged yet";
    public static final String RULE_REFUSES = "refused";

    // Another version of a template.
    public static final String CHANGE_LINE = "Change this line of ecs.yaml, and commit it:";
    public static final String THE_LINE = "This line of ecs.yaml takes the newest version:";
    public static final String SAME_DEFINITIONS = "Both versions render the same definitions.";

    // Services by environments.
    public static final String ELSEWHERE = "Elsewhere";
    public static final String SAME_COMMIT = ", same commit";
    public static final String DIFFERENT_COMMITS = ", different commits";

    /** @param behind whether the environment has the older ones */
    public static String commitsApart(int commits, boolean behind) {
        return ", " + commits + (commits == 1 ? " commit " : " commits ") + (behind ? "behind" : "ahead");
    }

    public static final String VERSION_UNKNOWN = "version not known";

    // The live state of services.
    public static final String READING = "reading ECS …";
    public static final String NOT_DEPLOYED_HERE = "not deployed by this Jenkins";
    public static final String DEPLOYED_AGAIN = "deployed again elsewhere";
    public static final String DEPLOYED_AGAIN_DETAIL =
            "the same revision, but settings of the service or images may have changed";
    public static final String OTHER_DIGESTS = "other images";
    public static final String OTHER_DIGESTS_DETAIL = "the same revision, but other digests than were deployed";
    public static final String NO_SUCH_SERVICE = "no such service";
    public static final String SERVICE_DELETED = "deleted";
    public static final String OTHER_ACCOUNT = "other account";
    public static final String OTHER_JOB_DEPLOYED = "another job of this Jenkins deployed it";

    // Measures of delivery.
    public static final String DEPLOYMENTS = "Deployments";
    public static final String LEAD_TIME = "Lead time for changes (median)";
    public static final String FAILURE_RATE = "Change failure rate";
    public static final String TIME_TO_RESTORE = "Time to restore (median)";

    public static final String SAME = "same";
    public static final String DIFFERENT = "different";

    // What a user sees before approving.
    public static final String RUNS_NOW = "Runs now";
    public static final String NOT_RECORDED = "not known to this Jenkins";
    public static final String DIGEST = "Digest";
    public static final String COMMITS = "Commits";
    public static final String COMMITS_INCOMPLETE = "the list is not complete";

    // Receivers of events.
    public static final String RECEIVER_GOOD = "good";
    public static final String RECEIVER_DISABLED = "disabled";

    // What happens at the timeout of a pause.
    public static final String CODE_DEPLOY_TERMINATES = "CodeDeploy terminates the old tasks automatically";
    public static final String CODE_DEPLOY_STOPS = "CodeDeploy stops the deployment";
    public static final String ECS_CONTINUES = "ECS continues automatically";
    public static final String ECS_ROLLS_BACK = "ECS rolls back";

    // Labels of a deployment, in the order of the page.
    public static final String SERVICE = "Service";
    public static final String TARGET = "Target";
    public static final String VERSION = "Version";
    public static final String TASK_DEFINITION = "Task definition";
    public static final String PREVIOUS = "Previous task definition";
    public static final String ROLLED_BACK_TO = "Rolled back to";
    public static final String STRATEGY = "Strategy";
    public static final String EXPECTED_DURATION = "Expected duration";
    public static final String BAKE_TIME_ENDS = "Bake time ends";
    public static final String DEPLOYMENT = "Deployment";
    public static final String COMMIT = "Commit";
    public static final String STARTED = "Started";
    public static final String DURATION = "Duration";
    public static final String RESULT = "Result";
    public static final String BUILD = "Build";
    public static final String STARTED_BY = "Started by";

    // Columns of the dashboard.
    public static final String CLUSTER = "Cluster";
    public static final String REGION = "Region";
    public static final String STATE = "State";
    public static final String SINCE = "Since";
    public static final String LAST_RESULT = "Last result";

    private PageMessages() {}

    public static String newServiceFrom(String template) {
        return "New service from " + template;
    }

    public static String upgrade(String service, String template) {
        return "Upgrade of " + service + " to " + template;
    }

    public static String takenByNextRelease(String version) {
        return "ecs.yaml stays as it is: the next release takes the version " + version + ".";
    }

    public static String versionGone(String version) {
        return "The version " + version + " is no longer configured, so the difference cannot be shown.";
    }

    public static String taskDefinitionIn(String environment) {
        return "Task definition in " + environment;
    }

    public static String serviceIn(String environment) {
        return "Service in " + environment;
    }

    public static String noJobsHere(String folder) {
        return "Jobs cannot be created in " + folder + ". Download the files instead";
    }

    public static String jobNotCreated(String why) {
        return "The job was not created: " + why;
    }

    public static String sameAs(String environment) {
        return "same as " + environment;
    }

    public static String differsFrom(String environment, String version) {
        return environment + " has " + (version.isEmpty() ? "another version" : version);
    }

    /** {@code api:17, 2 of 3 tasks running}. */
    public static String runsLive(String revision, int running, int desired, int pending) {
        return revision + ", " + running + " of " + desired + (desired == 1 ? " task" : " tasks") + " running"
                + (pending > 0 ? ", " + pending + " pending" : "");
    }

    /** The deployment of ECS; an unknown state is shown as AWS writes it. */
    public static String rolloutLive(String state, String reason) {
        return switch (state) {
            case "IN_PROGRESS" -> "deployment in progress";
            case "FAILED" -> "deployment failed" + (reason.isEmpty() ? "" : ": " + reason);
            default -> "deployment " + state;
        };
    }

    public static String revisionDeployedHere(String revision) {
        return "last deployed here: " + revision;
    }

    public static String otherAccountDetail(String account) {
        return "the read credentials of the target belong to account " + account;
    }

    public static String asOf(String ago) {
        return "ECS, as of " + ago;
    }

    public static String weekFrom(String day) {
        return "week from " + day;
    }

    public static String commit(String commit) {
        return "commit " + commit;
    }

    public static String receiverFails(String since) {
        return "failing for " + since;
    }

    public static String eventsLost(long events) {
        return events + (events == 1 ? " event was" : " events were")
                + " given up since the start of Jenkins, because too many waited or for too long.";
    }

    public static String imageOf(String container) {
        return "Image of " + container;
    }

    public static String digestOf(String container) {
        return "Digest of " + container;
    }

    public static String serviceIn(String service, String region) {
        return service + " in " + region;
    }

    public static String expectedDuration(long expectedMillis, long timeoutMillis) {
        return "about " + Durations.text(expectedMillis) + ", timeout " + Durations.text(timeoutMillis);
    }

    public static String traffic(String newShare, String oldShare) {
        return newShare + " to the new revision, " + oldShare + " to the old one";
    }

    public static String testTraffic(String newShare) {
        return "; test traffic: " + newShare + " to the new revision";
    }

    /** Zero is shown for running tasks only. */
    public static String tasks(int running, int desired, int pending, int old, int failed) {
        return "new: " + running + " of " + desired + " running" + (pending > 0 ? ", " + pending + " pending" : "")
                + (old > 0 ? "; old: " + old + " running" : "") + (failed > 0 ? "; failed: " + failed : "");
    }

    public static String failures(int count, int threshold) {
        return count + " of " + threshold + " failures";
    }

    public static String announcement(String title, String state, String version) {
        return title + ": " + state + (version.isEmpty() ? "" : ", version " + version);
    }

    public static String paused(String stage) {
        return stage.isEmpty() ? "paused" : "paused at " + stage;
    }

    public static String severalPromotions(String path, List<String> where) {
        return "There are several paths '" + path + "'. Set 'definedIn' to one of: " + String.join(", ", where);
    }

    public static String promotionChanged(String digests) {
        return "Another release is in use here by now: " + digests + ". Reload the page";
    }

    public static String waits(String deployment, String pause) {
        return deployment + " is " + pause;
    }

    public static String releaseWaits(String service, String environment) {
        return "Release of " + service + " to " + environment;
    }

    public static String pauseUntil(long epochMillis, String then) {
        return "until " + Durations.moment(epochMillis) + (then.isEmpty() ? "" : "; then " + then);
    }

    public static String notAnApprover(String approvers) {
        return "You are not one of the users and groups who may approve: " + approvers;
    }

    /** {@code approved by Amy Smith (amy) at 2026-11-30 08:00 UTC}. */
    public static String answered(boolean approved, String user, String name, String at) {
        boolean named = !name.isBlank() && !name.equals(user);
        return (approved ? "approved" : "rejected") + " by " + (named ? name + " (" + user + ")" : user) + " at " + at;
    }

    public static String verificationIn(String environment) {
        return "Verification in " + environment;
    }

    /** {@code 1.4.1 (api:17) since 2026-11-30 08:00 UTC, by shop/deploy #12}. */
    public static String runsNow(String version, String revision, String since, String build) {
        return (version.isEmpty() ? revision : version + " (" + revision + ")") + " since " + since + ", by " + build;
    }

    public static String change(String before, String after) {
        return before.isEmpty()
                ? after
                : before.equals(after) ? after + " (runs already)" : before + " is replaced by " + after;
    }

    public static String moreCommits(int more) {
        return "and " + more + " more";
    }

    public static String notASubmitter(String submitters) {
        return "You are not one of the users who may answer this pause: " + submitters;
    }

    public static String adviceLine(String advice) {
        return "What to do: " + advice;
    }

    public static String deploymentCheck(String service, String region) {
        return "ECS deployment of " + serviceIn(service, region);
    }

    public static String planCheck(String service, String region) {
        return "ECS plan of " + serviceIn(service, region);
    }

    public static String planSummary(String summary) {
        return "This " + summary;
    }

    public static String refusedByRules(int rules) {
        return rules == 1 ? "A rule refuses it" : rules + " rules refuse it";
    }

    public static String notYetAllowed(int rules) {
        return "The rules allow it, except " + (rules == 1 ? "one" : rules)
                + " about the moment of the deployment, such as an approval or a freeze window";
    }

    public static String refusedPlan(String title) {
        return title + ", refused by rules";
    }

    public static String sameCommit(String commit) {
        return "the same commit: " + commit;
    }

    public static String compareCommits(String before, String now) {
        return "from " + before + " to " + now + ", another job deployed the first one; compare them with: git log "
                + before + ".." + now;
    }

    public static String commitBy(String text, String author) {
        return text + " (" + author + ")";
    }

    public static String moreOnPage(int more) {
        return "… and " + more + " more, on the page of the build";
    }

    public static String verificationCheck(String service, String region) {
        return "ECS verification of " + serviceIn(service, region);
    }

    public static String expected(String limit) {
        return limit.isEmpty() ? "" : " (expected: " + limit + ")";
    }

    public static String servicesShown(int shown, int all) {
        return shown + " of " + all + " services";
    }

    public static String pageOf(int page, int pages) {
        return ", page " + page + " of " + pages;
    }

    /** {@code scale: success}. */
    public static String operation(String kind, String state) {
        return kind + ": " + state;
    }

    public static String taskRuns(int number, String state) {
        return number == 1 ? "task " + state : number + " task runs: " + state;
    }

    public static String deployments(int count, String worstState) {
        return count + " deployments: " + worstState;
    }

    public static String timeline(int count, int days) {
        return count + (count == 1 ? " deployment" : " deployments") + " in " + days
                + " days, higher the longer they took";
    }

    public static String perDay(String number) {
        return number + " per day";
    }

    public static String ruleOf(String rule, String level, boolean warnsOnly) {
        return rule + " of " + level + (warnsOnly ? " (warns)" : "");
    }

    public static String noValue(String rule) {
        return "Enter a value for " + rule;
    }

    public static String replayed(int refused, int evaluated, int listed, int skipped) {
        return "It would have refused " + refused + " of " + evaluated + " recorded deployments"
                + (refused > listed ? "; the newest " + listed + " are listed" : "")
                + (skipped == 0 ? "" : "; " + skipped + " older ones were not evaluated") + ".";
    }

    public static String parametersMissing(String job, Object parameters) {
        return "The job '" + job + "' lacks the string parameters " + parameters + ". Add them to the job.";
    }

    public static String jobNotStarted(String job) {
        return "The job '" + job + "' could not be started. Check whether it is disabled.";
    }

    public static String noSuchDeployment(String id) {
        return "This service has no successful deployment '" + id + "' to roll back to.";
    }

    public static String inEnvironment(String environment, String state) {
        return environment + ": " + state;
    }

    /** @param unmet conditions that are not met */
    public static String release(String service, String path, String state, List<String> unmet) {
        return service + " on path " + path + ", " + state
                + (unmet.isEmpty() ? "" : " (" + String.join("; ", unmet) + ")");
    }

    public static String environmentTime(boolean ended, long at) {
        return (ended ? "ended " : "since ") + Durations.moment(at);
    }

    public static String pathTitle(String path) {
        return "Release path " + path;
    }

    public static String folder(String name) {
        return "folder " + name;
    }

    public static String afterTime(String time) {
        return "after " + time;
    }

    public static String getsThrough(String took, String start) {
        return "A release that starts at " + start + " gets through in " + took + " at the earliest.";
    }

    public static String isStopped(String after, String why) {
        return "A release is stopped after " + after + ": " + why;
    }

    public static String notAStart(String text) {
        return "Start: '" + text + "' is not a time. Use for example 2026-03-02T08:00, in UTC";
    }

    public static String notAnAnswerTime(String text) {
        return "Approvals after: '" + text + "' is not a duration of at most 14d. Use for example 10m or 4h";
    }

    public static String byBuild(String revision, String job, int build) {
        return revision + " by " + job + " #" + build;
    }

    /** @param unmet conditions that are not met */
    public static String releaseAt(String build, List<String> unmet) {
        return build + (unmet.isEmpty() ? "" : ": " + String.join("; ", unmet));
    }

    // The verification after a deployment.

    public static String watchedUntil(long epochMillis) {
        return "until " + Durations.moment(epochMillis);
    }

    /**
     * One sentence each.
     *
     * @param watchedUntil epoch milliseconds; 0 if it is not watched now
     * @param watchEndedBy who deployed the service before the watch was over; may be empty
     * @param acceptedBy may be empty
     */
    @NonNull
    public static List<String> verificationNotes(
            long watchedUntil, @NonNull String watchEndedBy, @NonNull String acceptedBy) {
        List<String> notes = new ArrayList<>();
        if (watchedUntil != 0) {
            notes.add("Repeated until " + Durations.moment(watchedUntil));
        }
        if (!watchEndedBy.isEmpty()) {
            notes.add("The watch ended early, because " + PlainText.line(watchEndedBy) + " deployed the service");
        }
        if (!acceptedBy.isEmpty()) {
            notes.add("Accepted by " + PlainText.line(acceptedBy));
        }
        return notes;
    }

    /**
     * @param service as in {@code prod/api}
     * @param target where it runs; empty for none
     */
    public static String logOf(String service, String target) {
        return "Log of the new tasks of " + service + (target.isEmpty() ? "" : " in " + target);
    }
}
