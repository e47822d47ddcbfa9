package io.jenkins.plugins.ecs.live;

/** A difference between what Jenkins recorded of a service and what ECS says now. */
public enum LiveFinding {
    /** ECS has no such service. */
    MISSING,
    /** It is being deleted, or was deleted. */
    DELETED,
    /** The credentials read another account, so that nothing else can be compared. */
    OTHER_ACCOUNT,
    /** It is set to a revision that was not deployed by this Jenkins last. */
    FOREIGN_REVISION,
    /** A newer deployment of the same revision: settings of the service, or images, may have changed. */
    FOREIGN_DEPLOYMENT,
    /** The same revision, but ECS pinned other images for it. */
    OTHER_DIGESTS,
    /** Another job of this Jenkins, which the user may not see, has deployed it. */
    OTHER_JOB
}
