package io.jenkins.plugins.ecs.policy;

import io.jenkins.plugins.ecs.text.Durations;
import io.jenkins.plugins.ecs.text.PlainText;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** Why rules refuse. Each text names what is refused, what is allowed or required, the rule and the contact. */
final class PolicyMessages {

    static final String NOT_EVALUATED = "cannot be evaluated: ";

    static final String NO_CIRCUIT_BREAKER =
            "the service has no deployment circuit breaker; enable it in the service's deployment configuration";
    static final String NO_TARGET = "no target is set; set 'target'";
    static final String NO_EXPORT = "AWS credentials must not be passed to scripts";
    static final String IMAGES_UNKNOWN = "the images are unknown";
    static final String NOTHING_TO_VERIFY =
            "a service that does not exist yet cannot be verified before it is created; an administrator must create it, or"
                    + " let this rule only warn";
    static final String OTHER_REVISION = "another revision was running when the service was verified";

    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm VV", Locale.ROOT);

    private PolicyMessages() {}

    static String refusal(String reason, String rule, String place, String contact) {
        return reason + " (rule '" + rule + "' of " + place + "; ask "
                + (contact.isEmpty() ? "an administrator" : contact) + ").";
    }

    static String passed(String rule, String place) {
        return rule + " of " + place;
    }

    static String overridden(String refusal, String user, String reason) {
        return refusal + " Overridden by " + user + ": " + reason;
    }

    static String unreadable(List<String> problems) {
        return "the rules cannot be read, so everything is refused: " + String.join("; ", problems)
                + " (ask an administrator).";
    }

    static String allRulesFailed(RuntimeException error) {
        return "the rules " + NOT_EVALUATED + error + " (ask an administrator).";
    }

    static String ruleFailed(RuntimeException error) {
        return "the rule " + NOT_EVALUATED + error;
    }

    static String unknown(String what, List<String> allowed) {
        return "the " + what + " is unknown" + allowed(String.join(", ", allowed));
    }

    static String notCreatable(String service, List<String> patterns) {
        return "service " + service + " does not exist and must not be created; "
                + (patterns.isEmpty()
                        ? "no rule 'createService' allows it"
                        : "services that may be created: " + String.join(", ", patterns));
    }

    static String notAllowed(String what, String value, List<String> allowed) {
        return what + " " + value + " is not allowed" + allowed(String.join(", ", allowed));
    }

    static String noDigest(String image) {
        return "image " + image + " has no digest (…@sha256:…)";
    }

    static String mutableTag(String image, List<String> mutableTags) {
        return "image " + image + " has neither a digest nor an immutable tag; mutable tags: "
                + String.join(", ", mutableTags);
    }

    static final String CIRCUIT_BREAKER_NOT_YET =
            "whether the circuit breaker is on is known when the deployment is planned";

    static String notYet(Foresight.Unknown what, List<String> allowed) {
        String words =
                switch (what) {
                    case ACCOUNT -> "the account is known when AWS is asked";
                    case REGISTRY -> "the image of the release is not known yet";
                    case ROLES -> "roles of credentials and of look-ups are known when AWS is asked";
                    case DURATION -> "the maximum duration is known when the deployment is planned";
                    case CIRCUIT_BREAKER -> CIRCUIT_BREAKER_NOT_YET;
                };
        return words + allowed(String.join(", ", allowed));
    }

    static String durationNotYet(Duration limit) {
        return notYet(Foresight.Unknown.DURATION, List.of(Durations.text(limit.toMillis())));
    }

    static String durationUnknown(Duration limit) {
        return "the maximum duration of the deployment is unknown" + allowed(Durations.text(limit.toMillis()));
    }

    static String tooLong(Duration longest, Duration limit) {
        return "the deployment may take " + Durations.text(longest.toMillis())
                + " (timeout and configured bake time, traffic steps, hooks and pauses)"
                + allowed(Durations.text(limit.toMillis()));
    }

    static String pathRequired(List<String> paths, String used) {
        String required = "only a release on path " + String.join(" or ", paths) + " may change this";
        return used == null ? required + "; use ecsRelease" : required + ", not one on path " + used;
    }

    static String notApproved(List<String> reasons) {
        return "no " + (reasons.isEmpty() ? "" : "valid ") + "approval in this build" + because(reasons);
    }

    static String approverStartedBuild(String user) {
        return user + " started the build";
    }

    static String notAnApprover(String user, List<String> approvers) {
        return user + " is not one of the approvers (" + String.join(", ", approvers) + ")";
    }

    static String approvalExpired(String user, Duration validFor) {
        return approvalOf(user) + " is older than " + validFor.toHours() + " h";
    }

    static String approvalOfUnknown(String user) {
        return approvalOf(user) + " cannot be matched, because it is unknown what is deployed";
    }

    static String approvedBeforePlan(String user) {
        return approvalOf(user) + " was given before the plan was shown";
    }

    static String approvedOtherPlan(String user) {
        return approvalOf(user) + " is for a plan that deploys something else";
    }

    static String approvedOther(String user, String what) {
        return approvalOf(user) + " is only for " + what;
    }

    static String approvedOneImage(String user, String digest, List<String> others) {
        return approvalOf(user) + " is only for image " + digest + ", and the deployment also changes to "
                + String.join(", ", others) + "; show a plan (dryRun) before the approval to have all images approved";
    }

    static String approvedNothing(String user) {
        return approvalOf(user)
                + " names no image with a digest, and no plan was shown before it; give ecsApprove the parameter image";
    }

    static String approvalUsed(String user) {
        return approvalOf(user) + " was already used for another version of this service";
    }

    static String notVerified(List<String> reasons) {
        return "no " + (reasons.isEmpty() ? "" : "valid ") + "verification in this build" + because(reasons);
    }

    static String verificationExpired(Duration validFor) {
        return "the verification is older than " + validFor.toHours() + " h";
    }

    static String frozen(String reason, ZonedDateTime until) {
        return reason + ", until " + MINUTE.format(until);
    }

    static String rollbackOnlyBy(List<String> names) {
        return "only these users and groups may roll back: " + String.join(", ", names);
    }

    static String notDeletable(String service, List<String> patterns) {
        return "service " + service + " must not be deleted; deletable: " + String.join(", ", patterns);
    }

    static String notEphemeral(String service) {
        return "service " + service
                + " must not be deleted: no rule 'deletable' allows it, and it was not created by this plugin with the tag"
                + " jenkins:ephemeral";
    }

    static String deployedByAnother(Change.OtherDeployment other, Duration since, int days) {
        return "the job " + PlainText.line(other.job()) + " has deployed this service in its build #" + other.build()
                + ", " + Durations.text(since.toMillis()) + " ago, and services that another job deployed within "
                + days + " days are protected; a user who starts the build may set 'force: true'";
    }

    private static String allowed(String values) {
        return "; allowed: " + values;
    }

    private static String approvalOf(String user) {
        return "the approval of " + user;
    }

    private static String because(List<String> reasons) {
        return reasons.isEmpty() ? "" : ": " + String.join("; ", reasons);
    }
}
