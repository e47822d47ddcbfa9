package io.jenkins.plugins.ecs.sandbox;

/** What happens to a deployment whose task definition names an image. */
public enum Scenario {
    /** Tasks start and stay healthy. */
    OK,
    /** Tasks need ten minutes to RUNNING. */
    SLOW,
    /** The essential container exits with 1 two seconds after it started. */
    CRASH,
    /** The essential container is killed with 137 and OutOfMemoryError. */
    OUT_OF_MEMORY,
    /** CannotPullContainerError: the image is not in the registry. */
    IMAGE_NOT_FOUND,
    /** ResourceInitializationError: a secret of the task definition does not exist. */
    SECRET_MISSING,
    /** CannotStartContainerError: exec format error, an image for another CPU. */
    EXEC_FORMAT,
    /** Tasks fail to start for the {@linkplain ScenarioRule#reason reason} that the rule gives. */
    FAILS_TO_START,
    /** Tasks run, fail the target group's health checks and are stopped by ECS. */
    ELB_UNHEALTHY,
    /** No task can be placed; events say so. */
    NO_CAPACITY,
    /** Tasks stay PENDING, and nothing says why. */
    STUCK,
    /** The first task or tasks crash, the later ones are well. */
    FLAKY,
    /** Somebody else updates the service back to the revision before, in the middle of this deployment. */
    SUPERSEDED,
    /** Somebody deletes the service in the middle of this deployment. */
    DELETED_MIDWAY,
    /** An alarm of the service goes off in the middle of this deployment. */
    ALARM,
    /** Traffic can't be shifted: the listener rules do not fit. Blue/green, linear and canary only. */
    BAD_ROUTING,
    /** The service deployment shows a status for a while that no SDK knows, then continues. */
    UNKNOWN_STATUS,
    /** The deployment is successful although a task of the revision before keeps running. */
    SUCCESS_BUT_OLD_TASKS,
    /** ECS can neither stop nor start tasks because of the minimum and maximum percent. */
    PLACEMENT_STUCK_MIN_MAX
}
