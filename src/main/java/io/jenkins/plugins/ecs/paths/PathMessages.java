package io.jenkins.plugins.ecs.paths;

import io.jenkins.plugins.ecs.text.Arns;
import io.jenkins.plugins.ecs.text.Durations;
import io.jenkins.plugins.ecs.text.PlainText;
import java.time.Duration;
import java.util.Collection;
import java.util.List;

/** What users read about release paths. */
final class PathMessages {

    static final String VERIFY = "verify: ";
    static final String TWICE = "the name is used twice. Each environment of a path has a name of its own";
    static final String IRREVERSIBLE = "it was left running, because a task before the deployment cannot be undone";
    static final String NO_ROLLBACK_TARGET = "there is no previous revision to roll back to";
    static final String LEFT = "it was left running (onVerificationFailure: hold)";
    static final String PREFLIGHT = "checks before the first change";
    static final String NUMBERS_OF_ROLLING =
            "strategy: a rolling update has no percentages and no bake times; remove them";
    static final String PAUSES_WITHOUT_AT = "pauses: timeout and onTimeout need 'at', the stages at which ECS pauses";
    static final String TARGET_AND_WAVES = "target and waves: set one of them, not both";
    static final String EMPTY_WAVE = "waves: a wave has no targets. Add one, or remove the wave";
    static final String FIRST_BAKE = "waves: bake: there is no wave before the first one; use soak, or remove it";
    static final String INTERRUPTED_WITHOUT_SOAK = "soakInterruptedBy: needs 'soak'";
    static final String QUEUED = "waiting for another release of this service";
    static final String NO_HOTFIX =
            "each user who started the build, or a build that led to it, needs the permission ECS deployments/Hotfix";
    static final String STARTER_UNKNOWN =
            "the user who started the build is not known: too many builds led to it, or they were deleted. Start it directly";
    static final String ABORTED = "the build was aborted";

    private PathMessages() {}

    static String path(String name) {
        return "path " + PlainText.line(name) + ": ";
    }

    static String environment(String name) {
        return "environment " + PlainText.line(name) + ": ";
    }

    static String notAName(String name) {
        return "'" + PlainText.line(name) + "' is not a valid name. Use letters, digits, '_', '-' and '.', at most 63";
    }

    static String taken(String where) {
        return where + " already defines this path. A folder may add paths, but not replace them; use another name";
    }

    static String numberOfEnvironments(int number, int most) {
        return "a path has 1 to " + most + " environments, not " + number;
    }

    static String unknownTarget(String target, Collection<String> targets) {
        return "target: "
                + (target == null ? "not set" : "there is no target '" + PlainText.line(target) + "'")
                + ". Existing targets: "
                + (targets.isEmpty() ? "none" : String.join(", ", targets));
    }

    static String unknownFrom(String from, List<String> names) {
        return "from: there is no environment '" + PlainText.line(from) + "' in this path. There is: "
                + PlainText.line(
                        String.join(", ", names.stream().map(String::valueOf).toList()));
    }

    static String fromLater(String from) {
        return "from: '" + PlainText.line(from)
                + "' is not before this environment. A release goes through environments in their order; change the order";
    }

    static String withoutFrom(String field) {
        return field + ": needs 'from', the environment in which the release must be proven";
    }

    static String neverFresh(String freshness, String soak) {
        return "freshness: " + PlainText.line(freshness) + " is not longer than soak: " + PlainText.line(soak)
                + ", so no release could ever enter";
    }

    static String notATime(String field, String text) {
        return field + ": '" + PlainText.line(text) + "' is not a duration. Use for example 30m, 4h or 7d";
    }

    static String timeOutOfRange(String field, String text, long days) {
        return field + ": " + PlainText.line(text) + " is out of range. Use more than 0 and at most " + days + "d";
    }

    static String unknownReaction(String field, String reaction) {
        return field + ": '" + PlainText.line(reaction) + "' is unknown. Use 'rollback' or 'hold'";
    }

    static String notAPattern(String pattern) {
        return "services: '" + PlainText.line(pattern)
                + "' matches no name of a service. Use letters, digits, '-' and '_', '*' for any text and '?' for one"
                + " character";
    }

    /** What a service that must not use the path is told. */
    static String notForService(ReleasePath path, String service) {
        return "service '" + PlainText.line(service) + "' may not use this path (services: "
                + PlainText.line(String.join(", ", path.services())) + ")";
    }

    static String unknownStrategy(String type, List<String> names) {
        return "strategy: " + (type == null ? "type is not set" : "'" + PlainText.line(type) + "' is unknown")
                + ". Use " + String.join(", ", names);
    }

    static String unknownAnswer(String answer) {
        return "pauses: onTimeout: '" + PlainText.line(answer) + "' is unknown. Use 'rollback' or 'continue'";
    }

    static final String RULES_ALLOW = "Rules: as far as they can be judged now, none refuses it";

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

    static String noPlanWithin(String time) {
        return "no response from AWS within " + time;
    }

    static String planLine(String where, String line) {
        return (where.isEmpty() ? "Plan: " : "Plan for " + where + ": ") + line;
    }

    static String unknownBefore(String word) {
        return "before: '" + PlainText.line(word) + "' is unknown. Use 'no', 'allowed', 'irreversible' or 'required'";
    }

    static String plannedStrategy(String target, String strategy) {
        return plannedDeployment(target) + ", " + strategy;
    }

    static String targetTwice(String target) {
        return "target: '" + PlainText.line(target) + "' is used twice; remove one";
    }

    static String tooManyTargets(int number, int most) {
        return "target: an environment has at most " + most + " targets, not " + number;
    }

    static String unknownInterruption(String what) {
        return "soakInterruptedBy: '" + PlainText.line(what) + "' is unknown. Use 'newer', or remove it";
    }

    static String interrupted(String newer) {
        return "a newer release came while it soaked (soakInterruptedBy: newer): " + newer;
    }

    static String unknownMode(String mode) {
        return "mode: '" + PlainText.line(mode) + "' is unknown. Use 'block' or 'warn'";
    }

    static String warns(String environment, String unmet) {
        return "WARNING: " + environment + " would not be entered in mode block: " + unmet;
    }

    static String dryRun(String check) {
        return VERIFY + check + ": dryRun has no effect in a path; remove it";
    }

    static String proven(String environment, long at, String build) {
        return "proven in " + environment + " at " + Durations.moment(at) + " by " + build;
    }

    static String notProven(String environment) {
        return "these digests are not proven in " + environment + "; release them there first";
    }

    static String otherDefinition(String environment) {
        return "these digests are proven in " + environment
                + " with another definition; release them there first with the file or the parameters of this release";
    }

    static String unknownProof(String word) {
        return "prove: '" + PlainText.line(word) + "' is unknown. Use 'digests' or 'definition'";
    }

    static String revoked(String environment, long at, String reason) {
        return "no longer proven in " + environment + " since " + Durations.moment(at) + ": " + reason;
    }

    static String replaced(String environment, String revision, long at) {
        return "no longer in use in " + environment + ": "
                + (at == Use.IN_PROGRESS
                        ? "a deployment of " + Arns.brief(revision) + " is in progress"
                        : "replaced by " + Arns.brief(revision) + " at " + Durations.moment(at));
    }

    static String soaked(long millis, Duration soak) {
        return "soaked " + Durations.text(millis) + " of " + span(soak);
    }

    static String soaks(long millis, Duration soak, long until) {
        return soaked(millis, soak) + ", until " + Durations.moment(until);
    }

    static String baked(long millis, long minimum) {
        return "the wave before is proven for " + Durations.text(millis) + " of " + Durations.text(minimum);
    }

    static String bakes(long millis, long minimum, long until) {
        return baked(millis, minimum) + ", until " + Durations.moment(until);
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

    static String fresh(long millis, Duration freshness) {
        return "proven " + Durations.text(millis) + " ago, at most " + span(freshness);
    }

    static String stale(long millis, Duration freshness, String environment) {
        return "proven " + Durations.text(millis) + " ago, which is more than " + span(freshness)
                + "; prove it again in " + environment;
    }

    static String held(long at, String build, String reason) {
        return "held since " + Durations.moment(at) + ", after " + build + ": " + reason
                + "; a user must start a new build to go on";
    }

    static String lifted(String why) {
        return "started by a user although " + why;
    }

    static String frozen(String reason, long until) {
        return "frozen until " + Durations.moment(until) + ": " + reason;
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

    static String refused(String reason, ReleasePath path) {
        return reason + " (path '" + path.name() + "' of " + path.where() + "; ask "
                + (path.owner().isEmpty() ? "an administrator" : PlainText.line(path.owner())) + ")";
    }

    static final String LOADING = "Jenkins is loading the settings of a folder";

    static String deleted() {
        return "the path was deleted, or no longer has this environment; start the release again";
    }

    static String tooLong(String unmet) {
        return "the conditions were not met within 14 days: " + unmet;
    }

    static String waits(String environment, String unmet) {
        return environment + " waits: " + unmet;
    }

    static String confirms(String environment) {
        return "Confirming that the release is still well in " + environment;
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

    static String provenIn(String environment) {
        return "Proven in " + environment;
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

    static String approvals(int count, int most) {
        return "count: " + count + " is out of range. Use 1 to " + most;
    }

    static String hotfix(Evidence.Hotfix hotfix) {
        return "by " + PlainText.line(hotfix.by()) + ": " + PlainText.line(hotfix.reason());
    }

    static String entersAsHotfix(String environment, String skipped) {
        return environment + " is entered as a hotfix" + (skipped.isEmpty() ? "" : ", although " + skipped);
    }

    static String hotfixIn(String environment) {
        return "Verified in " + environment + ", as a hotfix: it is not proven there until it is released regularly";
    }

    static final String NOBODY_ANSWERS =
            "pauses: groups names nobody. Remove it to let all users with the permission answer";

    static String namesNobody(String field) {
        return field + ": names nobody. Remove it to let all users with the permission approve";
    }

    static String tooFewUsers(int count, int users) {
        return "count: " + count + " approvals are needed, but users names only " + users
                + " and there are no groups, so it could never be given";
    }

    static String rejected(Answer answer) {
        return "rejected by " + PlainText.line(answer.user()) + " at " + Durations.moment(answer.at())
                + (answer.comment().isEmpty() ? "" : ": " + PlainText.line(answer.comment()));
    }

    static String approvedBy(List<String> users) {
        return "approved by " + PlainText.line(String.join(", ", users));
    }

    /** @param end epoch milliseconds; {@code Long.MAX_VALUE} for none */
    static String approvalMissing(List<String> users, ApprovalRule needed, long end) {
        return users.size() + " of " + needed.count() + " approvals"
                + (users.isEmpty() ? "" : " (" + PlainText.line(String.join(", ", users)) + ")")
                + approvers(needed)
                + (end == Long.MAX_VALUE ? "" : ", until " + Durations.moment(end));
    }

    private static String approvers(ApprovalRule needed) {
        return by(needed.approvers())
                + (needed.starterMayApprove() ? "" : ", not by who started the build")
                + (needed.notAuthors() ? ", not by authors of its changes" : "");
    }

    private static String by(List<String> approvers) {
        return approvers.isEmpty() ? "" : " by " + PlainText.line(String.join(", ", approvers));
    }

    static String notApprovedInTime(int given, ApprovalRule needed) {
        return given + " of " + needed.count() + " approvals" + by(needed.approvers()) + " within "
                + Durations.text(needed.timeoutMillis());
    }

    static String nobodyLeft(int given, ApprovalRule needed, List<String> left) {
        return given + " of " + needed.count() + " approvals" + by(needed.approvers()) + ", and "
                + (left.isEmpty() ? "nobody else" : "only " + PlainText.line(String.join(", ", left)) + " of them")
                + " may approve a build that they neither started nor changed";
    }

    static String gave(Answer answer) {
        return PlainText.line(answer.user())
                + (answer.approves() ? " approved" : " rejected")
                + (answer.comment().isEmpty() ? "" : ": " + PlainText.line(answer.comment()));
    }

    static String approvalWaits(String message, String missing) {
        return PlainText.line("waiting for approval: " + message + (missing.isEmpty() ? "" : " (" + missing + ")"));
    }

    static String approvalEnded(String end, String message, String cause) {
        return PlainText.line(end + ": " + message + (cause.isEmpty() ? "" : ": " + cause));
    }

    static String answered(Answer answer) {
        return PlainText.line(answer.user())
                + (answer.approves() ? " approved the release" : " rejected the release")
                + (answer.comment().isEmpty() ? "" : ": " + PlainText.line(answer.comment()));
    }

    static String plannedFrom(String environment, boolean definition) {
        return "proven in " + PlainText.line(environment) + (definition ? " with the same definition" : "");
    }

    static String plannedSoak(String soak, String environment) {
        return "in use in " + PlainText.line(environment) + " for " + soak;
    }

    static String plannedFreshness(String freshness) {
        return "proven at most " + freshness + " ago";
    }

    static String plannedApproval(ApprovalRule needed) {
        return needed.count() + (needed.count() == 1 ? " approval" : " approvals") + approvers(needed);
    }

    static String plannedBake(String bake) {
        return "the wave before is proven for " + bake;
    }

    /** {@code a, b; after 30 min c}. */
    static String waves(List<PathWave> waves) {
        StringBuilder text = new StringBuilder();
        for (PathWave wave : waves) {
            if (text.length() > 0) {
                text.append(wave.bakeMillis() == 0 ? "; then " : "; after " + Durations.text(wave.bakeMillis()) + " ");
            }
            text.append(String.join(", ", wave.targets()));
        }
        return text.toString();
    }

    static String plannedDeployment(String target) {
        return "to target " + PlainText.line(target);
    }

    static String plannedWatch(String time) {
        return "the checks are repeated for " + time;
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

    static String plannedVerification(List<String> checks, boolean rollback) {
        return "default checks"
                + (checks.isEmpty() ? "" : ", " + String.join(", ", checks))
                + (rollback ? "; a failure rolls back" : "; after a failure it is left running");
    }

    /** {@code 4 h}, {@code 7 days}. */
    static String span(Duration time) {
        boolean days = time.toDays() > 2 && time.equals(Duration.ofDays(time.toDays()));
        return days ? time.toDays() + " days" : Durations.text(time.toMillis());
    }
}
