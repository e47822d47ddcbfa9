package io.jenkins.plugins.ecs.ui.dashboard;

import java.util.List;

/** Labels and sentences of the other pages of the dashboard. */
final class DashboardMessages {

    // New services.
    static final String TEAM = "Team";
    static final String RELEASE_PATH = "Release path";
    static final String REQUIRED = "required";
    static final String YES = "yes";
    static final String ACCOUNT_OF_CREDENTIALS = "that of the credentials";
    static final String RULE_ALLOWS = "allowed";
    static final String RULE_WARNS = "only a warning";
    static final String RULE_NOT_YET = "cannot be judged yet";
    static final String RULE_REFUSES = "refused";
    // Another version of a template.
    static final String CHANGE_LINE = "Change this line of ecs.yaml, and commit it:";
    static final String THE_LINE = "This line of ecs.yaml takes the newest version:";
    static final String SAME_DEFINITIONS = "Both versions render the same definitions.";
    // Services by environments.
    static final String ELSEWHERE = "Elsewhere";
    static final String SAME_COMMIT = ", same commit";
    static final String DIFFERENT_COMMITS = ", different commits";
    static final String VERSION_UNKNOWN = "version not known";
    // Measures of delivery.
    static final String DEPLOYMENTS = "Deployments";
    static final String LEAD_TIME = "Lead time for changes (median)";
    static final String FAILURE_RATE = "Change failure rate";
    static final String TIME_TO_RESTORE = "Time to restore (median)";
    // Receivers of events.
    static final String RECEIVER_GOOD = "good";
    static final String RECEIVER_DISABLED = "disabled";
    // Two deployments beside each other.
    static final String SAME = "same";
    static final String DIFFERENT = "different";
    static final String RESULT = "Result";
    static final String BUILD = "Build";
    static final String STARTED_BY = "Started by";
    // Columns of the dashboard.
    static final String CLUSTER = "Cluster";
    static final String REGION = "Region";
    static final String STATE = "State";
    static final String SINCE = "Since";
    static final String LAST_RESULT = "Last result";

    private DashboardMessages() {}

    /** @param behind whether the environment has the older ones */
    static String commitsApart(int commits, boolean behind) {
        return ", " + commits + (commits == 1 ? " commit " : " commits ") + (behind ? "behind" : "ahead");
    }

    static String newServiceFrom(String template) {
        return "New service from " + template;
    }

    static String upgrade(String service, String template) {
        return "Upgrade of " + service + " to " + template;
    }

    static String takenByNextRelease(String version) {
        return "ecs.yaml stays as it is: the next release takes the version " + version + ".";
    }

    static String versionGone(String version) {
        return "The version " + version + " is no longer configured, so the difference cannot be shown.";
    }

    static String taskDefinitionIn(String environment) {
        return "Task definition in " + environment;
    }

    static String serviceOf(String environment) {
        return "Service in " + environment;
    }

    static String noJobsHere(String folder) {
        return "Jobs cannot be created in " + folder + ". Download the files instead";
    }

    static String jobNotCreated(String why) {
        return "The job was not created: " + why;
    }

    static String sameAs(String environment) {
        return "same as " + environment;
    }

    static String differsFrom(String environment, String version) {
        return environment + " has " + (version.isEmpty() ? "another version" : version);
    }

    static String weekFrom(String day) {
        return "week from " + day;
    }

    static String receiverFails(String since) {
        return "failing for " + since;
    }

    static String eventsLost(long events) {
        return events + (events == 1 ? " event was" : " events were")
                + " given up since the start of Jenkins, because too many waited or for too long.";
    }

    static String severalPromotions(String path, List<String> where) {
        return "There are several paths '" + path + "'. Set 'definedIn' to one of: " + String.join(", ", where);
    }

    static String promotionChanged(String digests) {
        return "Another release is in use here by now: " + digests + ". Reload the page";
    }

    static String servicesShown(int shown, int all) {
        return shown + " of " + all + " services";
    }

    static String pageOf(int page, int pages) {
        return ", page " + page + " of " + pages;
    }

    static String perDay(String number) {
        return number + " per day";
    }

    static String ruleOf(String rule, String level, boolean warnsOnly) {
        return rule + " of " + level + (warnsOnly ? " (warns)" : "");
    }

    static String noValue(String rule) {
        return "Enter a value for " + rule;
    }

    static String replayed(int refused, int evaluated, int listed, int skipped) {
        return "It would have refused " + refused + " of " + evaluated + " recorded deployments"
                + (refused > listed ? "; the newest " + listed + " are listed" : "")
                + (skipped == 0 ? "" : "; " + skipped + " older ones were not evaluated") + ".";
    }

    static String noSuchDeployment(String id) {
        return "This service has no successful deployment '" + id + "' to roll back to.";
    }

    static String timeline(int count, int days) {
        return count + (count == 1 ? " deployment" : " deployments") + " in " + days
                + " days, higher the longer they took";
    }
}
