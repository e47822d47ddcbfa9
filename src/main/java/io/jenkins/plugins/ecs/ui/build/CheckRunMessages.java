package io.jenkins.plugins.ecs.ui.build;

/** Labels and sentences of the checks that other plugins publish for a commit. */
final class CheckRunMessages {

    static final String DRY_RUN = " (dry run)";
    static final String FAILURE_REPORT = "Failure report";
    static final String TASK_DEFINITION_CHANGES = "Changes of the task definition";
    static final String RULES_REFUSE = "Rules that refuse it";
    static final String RULES_REFUSE_NOW = "Rules that refuse it at this moment";
    static final String RULES_WARN = "Rules that warn";
    static final String RULES_ALLOW = "Rules that allow it";
    static final String ALLOWED_BY_RULES = "The rules allow it";
    static final String SERVICE_CHANGES = "Changes of the service";
    static final String DIGESTS = "Digests of the images";
    static final String TASKS_AROUND = "Tasks before and after the deployment";
    static final String DETAILS = "Details";
    static final String NO_CHANGES = "none";
    static final String COMMITS_SINCE = "Commits since what ran before";

    static final String PLANNING = "planning";
    static final String PATH_CONDITIONS = "Conditions of the path before it enters";
    static final String WARNING_CONDITIONS = "Conditions of the path, which only warn";
    static final String NO_PLAN = "It is not known what would change";
    static final String TOO_LONG = "too long to be shown here, see the page of the build";
    static final String NOT_NOW = "What keeps it from entering at this moment";

    private CheckRunMessages() {}

    static String ofEnvironment(String label, String text) {
        return label + ": " + text;
    }

    static String adviceLine(String advice) {
        return "What to do: " + advice;
    }

    static String deploymentCheck(String service, String region) {
        return "ECS deployment of " + BuildMessages.serviceIn(service, region);
    }

    static String planCheck(String service, String region) {
        return "ECS plan of " + BuildMessages.serviceIn(service, region);
    }

    /**
     * @param path that the release goes along
     * @param to the only environment that it enters; empty if it enters all of them
     */
    static String releasePlanCheck(String service, String path, String to) {
        return "ECS release plan of " + service + " on path " + path + (to.isEmpty() ? "" : " to " + to);
    }

    /** @param changed environments that would change in one of their targets */
    static String plannedEnvironments(int changed, int all) {
        return "planned, " + changed + " of " + all + (all == 1 ? " environment" : " environments") + " would change";
    }

    /** @param failed environments of which a target could not be planned */
    static String notPlanned(int failed, int all) {
        return "no plan for " + failed + " of " + all + (all == 1 ? " environment" : " environments");
    }

    static String moreTargets(int more) {
        return "… and " + more + (more == 1 ? " more target" : " more targets") + ", on the page of the build";
    }

    static String planSummary(String summary) {
        return "This " + summary;
    }

    static String refusedByRules(int rules) {
        return rules == 1 ? "A rule refuses it" : rules + " rules refuse it";
    }

    static String notYetAllowed(int rules) {
        return "The rules allow it, except " + (rules == 1 ? "one" : rules)
                + " about the moment of the deployment, such as an approval or a freeze window";
    }

    static String refusedPlan(String title) {
        return title + ", refused by rules";
    }

    static String sameCommit(String commit) {
        return "the same commit: " + commit;
    }

    static String compareCommits(String before, String now) {
        return "from " + before + " to " + now + ", another job deployed the first one; compare them with: git log "
                + before + ".." + now;
    }

    static String moreOnPage(int more) {
        return "… and " + more + " more, on the page of the build";
    }

    static String verificationCheck(String service, String region) {
        return "ECS verification of " + BuildMessages.serviceIn(service, region);
    }

    static String expected(String limit) {
        return limit.isEmpty() ? "" : " (expected: " + limit + ")";
    }
}
