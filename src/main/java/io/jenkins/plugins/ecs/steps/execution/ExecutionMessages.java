package io.jenkins.plugins.ecs.steps.execution;

import io.jenkins.plugins.ecs.history.ShortLivedService;
import io.jenkins.plugins.ecs.text.PlainText;
import java.util.Collection;
import java.util.List;

/** What executions log to the console. The outcomes come from the packages of the deployment and the verification. */
public final class ExecutionMessages {

    static final String FOLLOWING = "Following a deployment of ";
    static final String ROLLING_BACK = "Rolling back ";
    static final String DEPLOYING = "Deploying ";
    static final String VERIFYING = "Verifying ";
    static final String WARNING = "Warning: ";
    static final String SCALING = "Scaling ";
    static final String DELETING = "Deleting ";
    static final String FORCE_WITHOUT_USER = "Warning: 'force' has no effect, because no user has started this build";
    static final String DEPLOYMENT_RESUMED = "Resuming the deployment after a restart: ";
    static final String DEPLOYMENTS_RESUMED = "Resuming the deployments after a restart: ";
    static final String RELEASE_RESUMED = "Resuming the release after a restart: ";
    static final String APPROVAL_RESUMED = "Still waiting after a restart: ";
    static final String ANSWER_ON_PAGE = "Answer on the build page";
    static final String WAITS_FOR_APPROVAL = "waiting for approval";
    static final String ANSWERED = "answered";
    static final String VERIFICATION_RESUMED = "Resuming the verification after a restart: ";
    static final String STATE_NOT_SAVED = "The state of this step could not be saved, so nothing was sent to AWS";
    static final String PLUGIN_ERROR = "An error in this plugin";
    static final String SECOND_ABORT = "aborted again: no longer waiting for the rollback";
    static final String APPROVAL_OF_UNKNOWN_SERVICE =
            "the approval cannot be used, because the ARN of the service is unknown";
    static final String APPROVAL_NOT_SAVED = "the use of the approval could not be saved with the build";
    static final String PAUSE_IS_OVER = "the pause is over: it was answered elsewhere or timed out";

    /** Who holds the lock of a service. */
    public static final String REMOVAL = "the deletion of services of pull requests";

    public static final String RELEASED_AGAIN = "it was released again";
    public static final String REMOVAL_HANGS = "no answer for long. Check the connection to AWS";
    public static final String REMOVAL_BROKE = "an error in this plugin, see the log of Jenkins";

    private ExecutionMessages() {}

    static String start(String action, String cluster, String service, String origins) {
        return action + cluster + "/" + service + " with " + origins;
    }

    static String startOfServices(List<String> services, String cluster, String origins) {
        return DEPLOYING + String.join(", ", services) + " in " + cluster + " with " + origins;
    }

    static String startOfRelease(
            boolean dryRun, String service, String path, List<String> environments, Collection<String> digests) {
        return (dryRun ? "Dry run, planning the release of " : "Releasing ") + service + " on path " + path + " ("
                + String.join(" -> ", environments) + "): " + String.join(", ", digests);
    }

    /** @param template with its version, which stays the same for the whole release */
    static String template(String template) {
        return "Rendered from template " + template;
    }

    static String consoleLink(String service) {
        return "Deployments of " + service + " in the AWS console";
    }

    static String serviceInConsole(String service) {
        return service + " in the AWS console";
    }

    static String operationResumed(String phase) {
        return "Continuing after a restart: " + phase;
    }

    static String waitsForLock(String holder) {
        return "Waiting for the lock of the service: " + holder;
    }

    static String answerLink(String service) {
        return "Continue or roll back " + service;
    }

    static String progress(String phase, String progress) {
        return phase + (progress.isEmpty() ? "" : ": " + progress);
    }

    static String verifying(String progress) {
        return "verifying: " + progress;
    }

    /** @param inProgress what continues in AWS; may be empty */
    static String notFollowed(String reason, String inProgress) {
        return "it can no longer be followed: " + reason + also(inProgress);
    }

    /** @param inProgress what continues in AWS; may be empty */
    static String persistentError(String error, String inProgress) {
        return "a persistent error in this plugin (" + error + ")" + also(inProgress);
    }

    static String retrying(String what, String error) {
        return what + " (" + error + "); trying again";
    }

    static String abortedInFlight(String phase) {
        return "aborted while " + phase + ": AWS has not responded yet, so the call may still take effect";
    }

    static String targetDeleted(String target) {
        return "Target " + target + " no longer exists: continuing with the settings from the start of this step";
    }

    static String reportArchived(String artifact) {
        return "Failure report archived as artifact " + artifact;
    }

    static String reportNotArchived(String artifact, String problem) {
        return "The failure report could not be archived as artifact " + artifact + ": " + problem;
    }

    static String noServiceDeployed(String region, String cluster) {
        return serviceMissing(
                "this build has deployed none in " + region + (cluster == null ? "" : " to " + cluster), cluster);
    }

    static String severalServicesDeployed(List<String> services, String cluster) {
        return serviceMissing("this build has deployed " + String.join(", ", services), cluster);
    }

    private static String serviceMissing(String deployed, String cluster) {
        return "service: missing, and " + PlainText.line(deployed) + ". Set 'service'"
                + (cluster == null ? " and 'cluster'" : "");
    }

    private static String also(String inProgress) {
        return inProgress.isEmpty() ? "" : "; " + inProgress;
    }

    public static String targetLeadsElsewhere(String target, String region, String cluster, String wasIn, String was) {
        return "target " + target + " leads to " + region + " " + cluster + " now, and the service is in " + wasIn + " "
                + was + ". Delete it there, or let the target lead there again";
    }

    public static String removing(ShortLivedService service, ShortLivedService.Reason reason) {
        return "Deleting " + service.words() + ": "
                + (reason == ShortLivedService.Reason.BRANCH_DELETED
                        ? "the branch of " + service.job() + " is deleted"
                        : "its time limit has passed");
    }

    public static String notRemoved(ShortLivedService service, String problem) {
        return "Could not delete " + service.words() + " of " + service.job() + ": " + problem
                + " (tried again later, at most once an hour)";
    }

    public static String givenUp(ShortLivedService service) {
        return "Could not delete " + service.words() + " of " + service.job() + " for 30 days: "
                + service.failure().problem() + ". It is not tried again. Delete the service yourself";
    }

    public static String left(ShortLivedService service) {
        return service.words() + " of " + PlainText.line(service.job()) + ": "
                + service.failure().problem();
    }
}
