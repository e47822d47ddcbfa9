package io.jenkins.plugins.ecs.paths.proof;

import io.jenkins.plugins.ecs.paths.definition.ApprovalRule;
import io.jenkins.plugins.ecs.text.Arns;
import io.jenkins.plugins.ecs.text.Durations;
import io.jenkins.plugins.ecs.text.PlainText;
import java.time.Duration;
import java.util.List;

/** What users read about the conditions of environments, as they are judged. */
public final class ConditionMessages {

    static final String NO_HOTFIX =
            "each user who started the build, or a build that led to it, needs the permission ECS deployments/Hotfix";
    static final String STARTER_UNKNOWN =
            "the user who started the build is not known: too many builds led to it, or they were deleted. Start it directly";

    private ConditionMessages() {}

    static String proven(String environment, long at, String build) {
        return "proven in " + environment + " at " + Durations.moment(at) + " by " + build;
    }

    public static String notProven(String environment) {
        return "these digests are not proven in " + environment + "; release them there first";
    }

    static String otherDefinition(String environment) {
        return "these digests are proven in " + environment
                + " with another definition; release them there first with the file or the parameters of this release";
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

    public static String tooLong(String unmet) {
        return "the conditions were not met within 14 days: " + unmet;
    }

    static String hotfix(Evidence.Hotfix hotfix) {
        return "by " + PlainText.line(hotfix.by()) + ": " + PlainText.line(hotfix.reason());
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

    /** Who may approve, after a number of approvals. */
    public static String approvers(ApprovalRule needed) {
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

    /** {@code 4 h}, {@code 7 days}. */
    public static String span(Duration time) {
        boolean days = time.toDays() > 2 && time.equals(Duration.ofDays(time.toDays()));
        return days ? time.toDays() + " days" : Durations.text(time.toMillis());
    }
}
