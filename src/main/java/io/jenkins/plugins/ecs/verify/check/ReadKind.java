package io.jenkins.plugins.ecs.verify.check;

import io.jenkins.plugins.ecs.aws.AwsFailure;
import java.util.EnumSet;
import java.util.Set;

/** A read that checks need. One read serves all checks that need it. */
public enum ReadKind {
    SERVICE,
    TASKS,
    REVISIONS,
    DEFINITION,
    /** The service as AWS shows it, with its tags. */
    SERVICE_TREE,
    TARGETS,
    ALARMS,
    /** The target groups of the two revisions between which traffic is shifted. */
    SPLIT,
    /** The scaling of the service with its policies and scheduled actions. */
    SCALING,
    /** The task definition to deploy. */
    PLANNED,
    /** A read for one check only, made in the background. */
    OWN_READ;

    public static Set<ReadKind> of(CheckSpec spec) {
        return switch (spec.kind()) {
            case SERVICE -> EnumSet.of(SERVICE);
            case TASKS -> EnumSet.of(SERVICE, TASKS);
            case DIGEST ->
                // The image or digest that the check names is compared with the tasks only.
                spec.text(DigestCheck.IMAGE) == null && spec.text(DigestCheck.DIGEST) == null
                        ? EnumSet.of(SERVICE, TASKS, REVISIONS)
                        : EnumSet.of(SERVICE, TASKS);
            case HEALTH -> EnumSet.of(SERVICE, TASKS, DEFINITION);
            case TARGETS -> EnumSet.of(SERVICE, TARGETS);
            case ALARMS -> EnumSet.of(SERVICE, ALARMS);
            case HTTP -> spec.text(CheckSpec.URL) == null ? EnumSet.of(SERVICE, OWN_READ) : EnumSet.of(OWN_READ);
            case LOGS ->
                spec.text(LogsCheck.GROUP) == null
                        ? EnumSet.of(SERVICE, DEFINITION, OWN_READ)
                        : EnumSet.of(SERVICE, OWN_READ);
            case SCHEDULES, METRIC -> EnumSet.of(SERVICE, OWN_READ);
            case CANARY -> CanaryCheck.isFound(spec) ? EnumSet.of(SERVICE) : EnumSet.of(SERVICE, SPLIT, OWN_READ);
            case DRIFT -> DriftCheck.reads(spec);
            case IMAGE, ROLES, SECRETS, LOG_GROUP, TARGET_GROUP, LISTENER_RULES, PERCENT, QUOTA ->
                EnumSet.of(SERVICE, DEFINITION, PLANNED, OWN_READ);
            case STABLE_FOR -> EnumSet.of(SERVICE, TASKS, DEFINITION, TARGETS, ALARMS);
        };
    }

    /** Why the read failed; null if it did not. */
    public AwsFailure failure(CheckObservation seen) {
        return switch (this) {
            case SERVICE -> seen.serviceFailure;
            case TASKS -> seen.tasksFailure;
            case REVISIONS -> seen.revisionsFailure;
            case DEFINITION -> seen.definitionFailure;
            case SERVICE_TREE -> seen.serviceTreeFailure;
            case TARGETS -> seen.targetsFailure;
            case ALARMS -> seen.alarmsFailure;
            case SPLIT -> seen.splitFailure;
            case SCALING -> seen.scalingFailure;
            case PLANNED, OWN_READ -> null;
        };
    }
}
