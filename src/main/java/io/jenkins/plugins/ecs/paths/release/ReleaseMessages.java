package io.jenkins.plugins.ecs.paths.release;

import io.jenkins.plugins.ecs.paths.proof.Answer;
import io.jenkins.plugins.ecs.text.Arns;
import io.jenkins.plugins.ecs.text.PlainText;
import java.util.List;

/** What users read about a release on its way. */
final class ReleaseMessages {

    static final String IRREVERSIBLE = "it was left running, because a task before the deployment cannot be undone";
    static final String NO_ROLLBACK_TARGET = "there is no previous revision to roll back to";
    static final String LEFT = "it was left running (onVerificationFailure: hold)";
    static final String QUEUED = "waiting for another release of this service";
    static final String ABORTED = "the build was aborted";
    static final String RULES_ALLOW = "Rules: as far as they can be judged now, none refuses it";
    static final String LOADING = "Jenkins is loading the settings of a folder";

    private ReleaseMessages() {}

    static String rulesRefuse(String why) {
        return "Rules: it would be refused now: " + why;
    }

    static String rulesWarn(String warning) {
        return "Rules: warning: " + warning;
    }

    static String planned(String moment, String summary) {
        return "At " + moment + ": " + summary;
    }

    static String plannedTask(String task) {
        return "Task: " + task;
    }

    static String morePlanned(int more) {
        return "and " + more + " more changes";
    }

    static String noPlan(String why) {
        return "It is not known what would change: " + why;
    }

    /** @param slot name of the condition */
    static String wouldWait(String slot, String text) {
        return "Condition before it enters (" + slot + "): " + text;
    }

    /** @param slot name of the condition */
    static String wouldWarn(String slot, String text) {
        return "Condition that only warns (" + slot + "): " + text;
    }

    static String notNow(String why) {
        return "It could not enter now: " + why;
    }

    /** @param why of the first one */
    static String notPlanned(List<String> environments, String why) {
        return "no plan for " + String.join(", ", environments) + ": " + why;
    }

    static String noPlanWithin(String time) {
        return "no response from AWS within " + time;
    }

    static String planLine(String where, String line) {
        return (where.isEmpty() ? "Plan: " : "Plan for " + where + ": ") + line;
    }

    static String interrupted(String newer) {
        return "a newer release came while it soaked (soakInterruptedBy: newer): " + newer;
    }

    static String warns(String environment, String unmet) {
        return "WARNING: " + environment + " would not be entered in mode block: " + unmet;
    }

    /** What becomes of a target whose environment has failed elsewhere. */
    static String recalled(String failed) {
        return "rolled back, because the release failed in " + failed;
    }

    static String recalls(String environment, String failed) {
        return "Rolling back " + environment + ", because the release failed in " + failed;
    }

    static String notEntered(String failed) {
        return "not changed, because the release failed in " + failed;
    }

    static String notRecalled(String failed) {
        return "left running without a verification, because the release failed in " + failed + " and "
                + NO_ROLLBACK_TARGET;
    }

    static String keepsRunning(String environment) {
        return environment + " keeps running the release";
    }

    static String waitsFor(String holder) {
        return "Waiting for " + holder + ": one release of this service on this path at a time";
    }

    static String busy(String holder) {
        return holder + " releases the same service on this path (whenBusy: fail)";
    }

    static String superseded(String holder) {
        return "a newer release waits in its place: " + holder;
    }

    static String deleted() {
        return "the path was deleted, or no longer has this environment; start the release again";
    }

    static String waits(String environment, String unmet) {
        return environment + " waits: " + unmet;
    }

    static String nowFails(String message) {
        return "no longer proven, because a later verification failed: " + message;
    }

    static String notConfirmed(String message) {
        return "the proof could not be confirmed: " + message;
    }

    static String runsOther(String environment, String revision) {
        return "in " + environment + " the service runs "
                + (revision.isEmpty() ? "another revision by now" : Arns.brief(revision) + " by now");
    }

    static String preflights(String environment) {
        return "Checking what could let the deployment to " + environment + " fail";
    }

    static String preflightFailed(String message) {
        return "nothing was changed, because the preflight did not pass: " + message;
    }

    static String deploys(String environment) {
        return "Deploying to " + environment;
    }

    static String verifies(String environment) {
        return "Verifying " + environment;
    }

    static String noVerdict(String message) {
        return "deployed, but not proven, and left running: " + message;
    }

    static String failed(String message, String left) {
        return message + "; " + left;
    }

    static String rollsBack(String environment, String revision, String message) {
        return "Rolling back " + environment + " to " + Arns.brief(revision) + ": " + message;
    }

    static String notRolledBack(String failed, String rollback) {
        return failed + "; the rollback did not succeed: " + rollback;
    }

    static String ended(String verdict, String service, String path, String why) {
        return PlainText.line(verdict + ": " + service + " on path " + path + (why.isEmpty() ? "" : ": " + why));
    }

    static String entersAsHotfix(String environment, String skipped) {
        return environment + " is entered as a hotfix" + (skipped.isEmpty() ? "" : ", although " + skipped);
    }

    static String hotfixIn(String environment) {
        return "Verified in " + environment + ", as a hotfix: it is not proven there until it is released regularly";
    }

    static String answered(Answer answer) {
        return PlainText.line(answer.user())
                + (answer.approves() ? " approved the release" : " rejected the release")
                + (answer.comment().isEmpty() ? "" : ": " + PlainText.line(answer.comment()));
    }

    /** @param until a moment */
    static String watches(String environment, String time, String until) {
        return environment + ": watching for " + time + ", until " + until;
    }

    static String watchPassed(String environment) {
        return environment + ": the watch has ended, and its last verification passed";
    }

    static String watchHasNoResult(String environment, String message) {
        return environment + ": the watch continues; its last verification has no result: " + message;
    }

    /** @param after how long after the proof */
    static String watchFailed(String after, String message) {
        return "the watch, " + after + " after the verification, failed: " + message;
    }
}
