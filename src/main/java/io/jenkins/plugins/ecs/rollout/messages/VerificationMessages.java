package io.jenkins.plugins.ecs.rollout.messages;

import java.util.Collection;

/** Messages about the verification of the running tasks, which decides whether a deployment was a success. */
public final class VerificationMessages {

    public static final String NO_SERVICE = "the service no longer exists";
    public static final String NO_CHANGE_CLAIM = "there is nothing to change";
    public static final String SERVICE_CLAIM = "the service is set to it";

    private VerificationMessages() {}

    public static String verified(String what) {
        return "Verified: " + what;
    }

    public static String nothingToVerify(String why) {
        return "Nothing to verify: " + why;
    }

    public static String notVerifiedYet(String mismatch) {
        return "Not verified yet: " + mismatch;
    }

    /** @param digests empty, or {@link #pinned} */
    public static String tasks(int running, String revision, String digests) {
        return (running == 1 ? "the running task uses " : "all " + running + " running tasks use ")
                + revision
                + digests;
    }

    /** As {@link #tasks}, where more tasks run. */
    public static String someTasks(int running, String revision, String digests) {
        return running + (running == 1 ? " running task uses " : " running tasks use ") + revision + digests;
    }

    /** @param containers empty for all of them */
    public static String pinned(Collection<String> containers) {
        return containers.isEmpty()
                ? " and its pinned image digests"
                : " and the pinned image " + (containers.size() == 1 ? "digest of " : "digests of ")
                        + String.join(", ", containers);
    }

    public static String noTask(String revision, boolean wantsNone) {
        return "the service is set to " + revision + "; " + (wantsNone ? "its desired count is 0, so " : "")
                + "no task was verified";
    }

    public static String onlySome(int running, int most) {
        return " (" + running + " are running; at most " + most + " were read)";
    }

    public static String stopping(int others) {
        return ", and " + others + (others == 1 ? " older one is" : " older ones are") + " still to stop";
    }

    public static final String SETTINGS_NEXT = "; the changed settings apply from the next deployment on";

    public static final String SAME_IMAGES = ", the same images as when it was good";

    public static String otherImages(Collection<String> images) {
        return "; but " + String.join(", ", images);
    }

    public static String otherImage(String container, String now, String then) {
        return container + " runs " + now + ", not " + then + " as when it was good";
    }

    public static String byCounts(String why) {
        return "by the service's counts only, because " + why;
    }

    // Mismatches.

    public static String complete(String deployer) {
        return deployer + " reports that the deployment is complete";
    }

    public static String mismatch(String claim, String mismatch) {
        return claim + ", but " + mismatch;
    }

    public static String mismatchAdvice(String revision) {
        return "check in the console which of the service's tasks do not use " + revision + ", and why";
    }

    public static String oldTasks(int tasks, String revision) {
        return tasks + (tasks == 1 ? " running task still uses " : " running tasks still use ") + revision;
    }

    public static String notPinned(int tasks, String container, String digest) {
        return "in " + tasks + (tasks == 1 ? " task" : " tasks") + " container " + container + " runs " + digest
                + ", not the pinned digest";
    }

    public static String tooFew(int running, int wanted) {
        return "only " + running + " of " + wanted + " tasks are running";
    }

    public static String traffic(String revision) {
        return "production traffic goes to " + revision;
    }

    public static String setTo(String revision) {
        return "the service is set to " + revision;
    }

    public static String deploymentIs(String rolloutState) {
        return "its deployment is " + rolloutState;
    }
}
