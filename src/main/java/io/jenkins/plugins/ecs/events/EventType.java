package io.jenkins.plugins.ecs.events;

import edu.umd.cs.findbugs.annotations.NonNull;
import java.util.Locale;
import java.util.Optional;

/** What has happened. The names are persisted and part of the configuration. */
public enum EventType {
    /** The service was told to deploy. */
    STARTED("deployment.started"),
    /** The deployment waits for an approval. */
    WAITING("approval.requested"),
    /** An approval was answered in Jenkins. */
    ANSWERED("approval.answered"),
    /** An answer was given, but a rule such as a freeze window holds it back. */
    HELD("approval.held"),
    /** A wait for an approval ended without an answer from Jenkins. */
    WAIT_ENDED("approval.ended"),
    SUCCEEDED("deployment.succeeded"),
    /** The service already ran what was to be deployed. */
    UNCHANGED("deployment.unchanged"),
    /** The step ended as configured, and the deployment continues. */
    CONTINUES("deployment.continues"),
    /** The previous revision runs again. */
    ROLLED_BACK("deployment.rolledback"),
    FAILED("deployment.failed"),
    /** A newer deployment of the same service took over. */
    SUPERSEDED("deployment.superseded"),
    ABORTED("deployment.aborted"),
    /** Refused before anything was changed. */
    REFUSED("deployment.refused"),
    /** Not deployed, because another service of the same step failed. */
    NOT_STARTED("deployment.notstarted"),
    /** A dry run ended. */
    PLANNED("deployment.planned"),
    /** It is not known how the deployment ended. */
    UNKNOWN("deployment.unknown"),
    VERIFIED("verification.passed"),
    VERIFICATION_FAILED("verification.failed"),
    /** The verification has no result: errors, too few data, or it was aborted. */
    VERIFICATION_INCONCLUSIVE("verification.inconclusive"),
    /** A verification found that the service does not run what was deployed. */
    DRIFTED("service.drifted"),
    TASKS_SUCCEEDED("taskrun.succeeded"),
    TASKS_FAILED("taskrun.failed"),
    TASKS_ABORTED("taskrun.aborted"),
    /** It is not known how the tasks ended. */
    TASKS_UNKNOWN("taskrun.unknown"),
    /** A service was scaled or deleted. */
    CHANGED("service.changed"),
    CHANGE_FAILED("service.changefailed"),
    /** A release entered an environment that it would not have entered if its path did not only warn. */
    RELEASE_WARNED("release.warned"),
    /** A release entered an environment as a hotfix, without the conditions about its proof. */
    RELEASE_HOTFIX("release.hotfix"),
    /** A release has reached an environment of its path. */
    PROMOTED("release.promoted"),
    /** A release has reached all environments that it goes to. */
    RELEASED("release.succeeded"),
    RELEASE_FAILED("release.failed"),
    RELEASE_ABORTED("release.aborted"),
    /** It is not known how the release ended. */
    RELEASE_UNKNOWN("release.unknown"),
    /** Sent by the button that tests a notification. */
    TEST("notification.test");

    private final String key;

    EventType(String key) {
        this.key = key;
    }

    /** For example {@code deployment.started}. */
    @NonNull
    public String getKey() {
        return key;
    }

    /** The type of a CloudEvent: {@code io.jenkins.ecs.deployment.started.v1}. */
    @NonNull
    public String getCloudEventType() {
        return "io.jenkins.ecs." + key + ".v1";
    }

    /** By its name or its key, whatever the case. */
    @NonNull
    public static Optional<EventType> parse(@NonNull String text) {
        String name = text.trim();
        for (EventType type : values()) {
            if (type.name().equalsIgnoreCase(name) || type.key.equals(name.toLowerCase(Locale.ROOT))) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }
}
