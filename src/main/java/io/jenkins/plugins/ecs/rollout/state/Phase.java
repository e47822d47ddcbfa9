package io.jenkins.plugins.ecs.rollout.state;

/**
 * Where a rollout stands. The names are persisted. A phase that changes AWS ({@link #changesAws()}) is saved as pending
 * before its call is sent, so that after a restart or a lost answer we look before we repeat.
 */
public enum Phase {
    /** Waits until nobody else deploys the service. */
    QUEUED("waiting in the queue"),
    /** Reads the service and its task definition; works out what to register. */
    PLANNING("planning"),
    /** {@code RegisterTaskDefinition}. */
    REGISTERING("registering the task definition"),
    /** Runs tasks with the new revision; the service is not changed yet. */
    RUNNING_BEFORE("running tasks before the deployment"),
    /** {@code RegisterScalableTarget}, which suspends the scaling of the service. */
    SUSPENDING("suspending the scaling"),
    /** {@code UpdateService}. */
    UPDATING("updating the service"),
    /** {@code TagResource} and {@code UntagResource} of the service. */
    TAGGING("changing the tags of the service"),
    /** Looks for the service deployment that our update made. */
    RESOLVING("identifying the deployment"),
    /** Follows our deployment to its end. */
    FOLLOWING("following the deployment"),
    /** {@code ContinueServiceDeployment}. */
    ANSWERING("answering a pause"),
    /** {@code StopServiceDeployment} with rollback. */
    STOPPING("asking ECS to roll back"),
    /** Compares what runs with what was asked for. */
    PROVING("verifying the running tasks"),
    /** Runs tasks with the deployed revision. */
    RUNNING_AFTER("running tasks after the deployment"),
    /** Runs the checks of the verification after the deployment. */
    VERIFYING("verifying the service"),
    /** A user decides what becomes of a deployment whose verification did not pass. */
    HOLDING("waiting for a decision"),
    /** Verifies the service again and again for some time after the success. */
    WATCHING("watching the service"),
    /** Deploys the previous revision again, because a task or the verification after the deployment failed. */
    ROLLING_BACK("rolling back to the previous revision"),
    /** Asks the stopped tasks why the deployment failed. */
    DIAGNOSING("determining the cause"),
    /** {@code DeleteService} of a service that this deployment created, and that did not come up. */
    REMOVING("deleting the service that was created"),
    /** The scaling of the service becomes what the service definition says, after a success. */
    SCALING("changing the scaling"),
    /** {@code PutTargets} and {@code UpdateSchedule} of scheduled tasks, after a success. */
    SCHEDULING("moving scheduled tasks"),
    /** {@code DeregisterTaskDefinition} of old revisions, after a success. */
    TIDYING("deregistering old revisions"),
    /** {@code RegisterScalableTarget}, which restores the scaling of the service, however the deployment ended. */
    RESUMING("resuming the scaling"),
    ENDED("ended");

    private final String words;

    Phase(String words) {
        this.words = words;
    }

    /** Lowercase words for a status line. */
    public String words() {
        return words;
    }

    public boolean changesAws() {
        return this == REGISTERING
                || this == UPDATING
                || this == TAGGING
                || this == REMOVING
                || this == ANSWERING
                || this == STOPPING
                || this == SUSPENDING
                || this == RESUMING
                || this == SCALING
                || this == SCHEDULING
                || this == TIDYING;
    }

    /** Whether the verdict of the deployment stands, and something else is left to do. */
    public boolean isAfterVerdict() {
        return this == SCALING || this == SCHEDULING || this == TIDYING || this == REMOVING || this == RESUMING;
    }

    /** Whether its rounds are those of a run of tasks, of a verification or of another rollout. */
    public boolean isNested() {
        return this == RUNNING_BEFORE || this == RUNNING_AFTER || this == ROLLING_BACK || isVerification();
    }

    /** Whether the deployment is complete, and its verification is not. */
    public boolean isVerification() {
        return this == VERIFYING || this == HOLDING || this == WATCHING;
    }

    /** Whether the service cannot have been touched yet. */
    public boolean isBeforeUpdate() {
        return this == QUEUED
                || this == PLANNING
                || this == REGISTERING
                || this == RUNNING_BEFORE
                || this == SUSPENDING;
    }
}
