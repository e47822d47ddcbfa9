package io.jenkins.plugins.ecs.rollout.messages;

import java.util.Collection;

/** Messages about rollbacks: to which revision, with which images, and what is known about both. */
public final class RollbackMessages {

    public static final String NAME_REVISION = "name the revision in 'to'";
    public static final String INVISIBLE = "rolled back, but the service cannot be read";
    public static final String COMPLETED_FIRST =
            "The deployment completed before it could be rolled back: rolling back with a new deployment";
    public static final String NO_SERVICE_DEPLOYMENT = "it reports no service deployment";
    public static final String STILL_RUNS = "still running";

    private RollbackMessages() {}

    public static String byNewDeployment(String why) {
        return "ECS cannot be asked to roll back the deployment in progress, because " + why
                + ": rolling back with a new deployment";
    }

    /** @param by who recorded the revision as good */
    public static String rollingBack(String revision, String by, String current) {
        return "Rolling back to " + revision + " (" + by + "); the service is set to " + current;
    }

    public static String askingEcs(String deployment, String revision, String status) {
        return "Deployment " + deployment + " of " + revision + " is in progress (" + status
                + "): asking ECS to roll it back";
    }

    public static String registersAgain(String revision) {
        return revision + " is deregistered: registering it again";
    }

    public static String pins(String container, String image) {
        return "Container " + container + " uses the known good image by its digest: " + image;
    }

    public static String byEcs(String deployment) {
        return "by ECS, service deployment " + deployment;
    }

    public static String byDeploymentAfter(String revision) {
        return "by a deployment, after " + revision;
    }

    public static String alreadyBack(String revision, String by) {
        return "already rolled back to " + revision + " (" + by + "); to roll back further, name the revision in 'to'";
    }

    public static String isAlreadyBack(String already) {
        return "The service is " + already;
    }

    /** @param hidden empty, or why ECS could not be asked */
    public static String noCandidate(Collection<String> skipped, String hidden) {
        return "no other revision than the current one is known to be good"
                + (skipped.isEmpty() ? "" : " (" + String.join(", ", skipped) + " can no longer be used)")
                + (hidden.isEmpty() ? "" : ", and ECS cannot be asked for one, because " + hidden);
    }

    public static final String NO_REVISION_NAMED =
            "the revisions of its successful service deployments are not reported (the responses have no"
                    + " targetServiceRevisionArn or no serviceRevisionArn)";

    public static String rolledBack(String revision) {
        return "ECS rolled back to " + revision;
    }

    // Whether policy rules may treat it as a rollback.

    public static String neverGood(String revision, String ecs) {
        return "no build of this Jenkins recorded " + revision + " as good for this service, and ECS " + ecs;
    }

    public static String held(String revision) {
        return "the verification of " + revision + " by ecsRelease did not pass";
    }

    public static final String NO_SUCCESS = "shows no successful deployment of it";

    public static String cannotAsk(String why) {
        return "cannot be asked for a deployment of it, because " + why;
    }

    public static String tagMayHaveMoved(String container, String revision, String image) {
        return "container " + container + " of " + revision + " uses an image tag (" + image
                + "), which may refer to another image than the known good one";
    }

    // Images.

    public static String imagesUnknown(String why) {
        return "Cannot check whether its images are still in the registry: " + why;
    }

    public static String digestUnknown(String container, String image) {
        return "Container " + container + " uses an image tag (" + image
                + "), which may now refer to another image; the digest of the known good one was not recorded";
    }

    public static String registryNotRead(String container, String image, String digest) {
        return "Container " + container + " uses an image tag (" + image
                + "), which may now refer to another image than the known good one, " + digest
                + "; only images in Amazon ECR can be checked";
    }

    public static String mayBePulledThrough(String container, String image) {
        return "The image of container " + container + " is not in Amazon ECR (" + image
                + "); a pull through cache rule may add it when it is pulled";
    }

    public static String tagMoved(String container, String image, String now, String then, boolean isThere) {
        return "The tag of container " + container + " (" + image + ") now refers to another image: " + now + ", not "
                + then + (isThere ? "" : "; the known good image is no longer in the registry");
    }

    public static String tagDeleted(String container, String image, String digest) {
        return deleted(container, image) + ", but the known good one still is (" + digest + ")";
    }

    public static String imageDeleted(String container, String image) {
        return deleted(container, image) + ": its tasks cannot start";
    }

    private static String deleted(String container, String image) {
        return "The image of container " + container + " is no longer in the registry (" + image + ")";
    }
}
