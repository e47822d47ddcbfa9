package io.jenkins.plugins.ecs.verify.check;

import io.jenkins.plugins.ecs.aws.AwsFailure;
import java.util.EnumSet;
import java.util.Set;

/** What a check has to see, so that one read serves all checks that need it. */
public enum ReadKind {
    SERVICE,
    TASKS,
    REVISIONS,
    DEFINITION,
    TARGETS,
    ALARMS,
    /** The definition that is to be deployed. */
    PLANNED,
    /** A read that takes its own time. */
    OWN_READ;

    public static Set<ReadKind> of(CheckSpec spec) {
        return switch (spec.kind()) {
            case SERVICE -> EnumSet.of(SERVICE);
            case TASKS -> EnumSet.of(SERVICE, TASKS);
            case DIGEST ->
                // What the check names is held against the tasks alone.
                spec.text(DigestCheck.IMAGE) == null && spec.text(DigestCheck.DIGEST) == null
                        ? EnumSet.of(SERVICE, TASKS, REVISIONS)
                        : EnumSet.of(SERVICE, TASKS);
            case HEALTH -> EnumSet.of(SERVICE, TASKS, DEFINITION);
            case TARGETS -> EnumSet.of(SERVICE, TARGETS);
            case ALARMS -> EnumSet.of(SERVICE, ALARMS);
            case HTTP -> spec.text("url") == null ? EnumSet.of(SERVICE, OWN_READ) : EnumSet.of(OWN_READ);
            case LOGS ->
                spec.text(LogsCheck.GROUP) == null
                        ? EnumSet.of(SERVICE, DEFINITION, OWN_READ)
                        : EnumSet.of(SERVICE, OWN_READ);
            case METRIC -> EnumSet.of(SERVICE, OWN_READ);
            case DRIFT -> EnumSet.of(SERVICE, DEFINITION);
            case IMAGE, ROLES, SECRETS, LOG_GROUP, TARGET_GROUP, LISTENER_RULES, PERCENT, QUOTA ->
                EnumSet.of(SERVICE, DEFINITION, PLANNED, OWN_READ);
            case STABLE_FOR -> EnumSet.of(SERVICE, TASKS, DEFINITION, TARGETS, ALARMS);
        };
    }

    /** Why it could not be seen; null if it could. */
    public AwsFailure failure(CheckObservation seen) {
        return switch (this) {
            case SERVICE -> seen.serviceFailure;
            case TASKS -> seen.tasksFailure;
            case REVISIONS -> seen.revisionsFailure;
            case DEFINITION -> seen.definitionFailure;
            case TARGETS -> seen.targetsFailure;
            case ALARMS -> seen.alarmsFailure;
            case PLANNED, OWN_READ -> null;
        };
    }
}
