package io.jenkins.plugins.ecs.ui.build;

import io.jenkins.plugins.ecs.text.Durations;

/** What users read who are asked to approve, or to answer a pause. */
final class AnswerMessages {

    static final String ANSWERED = "This pause is over or has already been answered";
    static final String NOT_FOLLOWED = "This deployment is not being followed at the moment. Try again in a minute";
    static final String NOT_ASKED = "This approval is not, or no longer, asked for, or you have already answered it";
    static final String RELEASE_NOT_RUNNING = "This release is not running at the moment. Try again in a minute";
    static final String NOT_BY_TOKEN = "This is approved on the page, not with an API token";
    static final String NOT_A_USER =
            "Without a user there are no approvals: log in, or ask an administrator to enable security";
    static final String STARTED_BY_YOU = "You started this build, or a build that led to it";
    static final String STARTER_UNKNOWN = "The user who started this build is not known";
    static final String CHANGED_BY_YOU = "You are an author of a change in this build";
    static final String WAITS_FOR_APPROVAL = "waiting for approval";
    static final String ANSWERED_ELSEWHERE = "This pause is answered by the block of the step or in the AWS console";
    static final String ALL_WHO_MAY_APPROVE = "users with the permission ECS deployments/Approve";
    static final String NO_PERMISSION_TO_APPROVE = "You do not have the permission ECS deployments/Approve";
    // What a user sees before approving.
    static final String RUNS_NOW = "Runs now";
    static final String NOT_RECORDED = "not known to this Jenkins";
    static final String DIGEST = "Digest";
    static final String COMMITS = "Commits";
    // What happens at the timeout of a pause.
    static final String CODE_DEPLOY_TERMINATES = "CodeDeploy terminates the old tasks automatically";
    static final String CODE_DEPLOY_STOPS = "CodeDeploy stops the deployment";
    static final String ECS_CONTINUES = "ECS continues automatically";
    static final String ECS_ROLLS_BACK = "ECS rolls back";

    private AnswerMessages() {}

    static String paused(String stage) {
        return stage.isEmpty() ? "paused" : "paused at " + stage;
    }

    static String waits(String deployment, String pause) {
        return deployment + " is " + pause;
    }

    static String releaseWaits(String service, String environment) {
        return "Release of " + service + " to " + environment;
    }

    static String pauseUntil(long epochMillis, String then) {
        return "until " + Durations.moment(epochMillis) + (then.isEmpty() ? "" : "; then " + then);
    }

    static String notAnApprover(String approvers) {
        return "You are not one of the users and groups who may approve: " + approvers;
    }

    /** {@code approved by Amy Smith (amy) at 2026-11-30 08:00 UTC}. */
    static String answered(boolean approved, String user, String name, String at) {
        boolean named = !name.isBlank() && !name.equals(user);
        return (approved ? "approved" : "rejected") + " by " + (named ? name + " (" + user + ")" : user) + " at " + at;
    }

    static String verificationIn(String environment) {
        return "Verification in " + environment;
    }

    /** {@code 1.4.1 (api:17) since 2026-11-30 08:00 UTC, by shop/deploy #12}. */
    static String runsNow(String version, String revision, String since, String build) {
        return (version.isEmpty() ? revision : version + " (" + revision + ")") + " since " + since + ", by " + build;
    }

    static String change(String before, String after) {
        return before.isEmpty()
                ? after
                : before.equals(after) ? after + " (runs already)" : before + " is replaced by " + after;
    }

    static String notASubmitter(String submitters) {
        return "You are not one of the users who may answer this pause: " + submitters;
    }
}
