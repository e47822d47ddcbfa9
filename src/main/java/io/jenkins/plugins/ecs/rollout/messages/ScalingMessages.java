package io.jenkins.plugins.ecs.rollout.messages;

import io.jenkins.plugins.ecs.aws.services.ScalableTarget.Suspension;
import java.util.ArrayList;
import java.util.List;

/** Messages about the scaling of a service during a deployment ({@code suspendScaling}). */
public final class ScalingMessages {

    public static final String NO_SCALING = "The service has no scaling to suspend";
    public static final String SUSPENDED_ALREADY =
            "The scaling of the service is suspended already, and stays so after the deployment";
    public static final String RESUMED = "Scaling of the service resumed as it was before the deployment";
    public static final String RESUMED_ALREADY = "The scaling of the service is as it was before the deployment";
    public static final String NO_LONGER_EXISTS = "The scaling of the service no longer exists";
    public static final String PAUSES = "suspendScaling: the deployment may wait for an answer, and the service cannot"
            + " scale out meanwhile. Remove the pauses, or omit suspendScaling";
    public static final String ADVICE =
            "set the count within the range of the scaling, for example with ecsScale, or omit" + " suspendScaling";
    public static final String ABANDONED = "the build no longer follows the deployment";
    public static final String TOOK_TOO_LONG = "AWS did not answer in time";

    public static final String DAEMON = "scaling: a DAEMON service runs one task on each container instance and has no"
            + " scaling. Remove it from the service definition";
    public static final String STOPPED = "the build was aborted";

    private ScalingMessages() {}

    // The scaling of a service definition.

    public static String changesAfter(int changes) {
        return changes == 1
                ? "Scaling of the service: 1 change after the deployment"
                : "Scaling of the service: " + changes + " changes after the deployment";
    }

    public static String applied(String change) {
        return "Applied: " + change;
    }

    public static String note(String note) {
        return "Scaling: " + note;
    }

    public static String refusedForNow(String why) {
        return "Application Auto Scaling does not know the service or its scaling yet (" + why
                + "): trying again for up to 2 minutes";
    }

    public static String notShown(String change) {
        return "AWS accepted this change of the scaling, but does not show it: " + change;
    }

    public static String notChanged(String change, String why) {
        return "the scaling of the service was not changed (" + change + "): " + why;
    }

    public static String notApplied(String why) {
        return "the scaling of the service definition is not applied: " + why
                + ". The next build with this service definition applies it";
    }

    public static String outsideOfFile(int count, int min, int max) {
        return "Warning: the desired count " + count + " is outside of the range of 'scaling' (" + min + " to " + max
                + "): Application Auto Scaling moves it there. Change one of the two";
    }

    public static String suspended(Suspension before) {
        return "Scaling of the service suspended during the deployment" + suspendedBefore(before);
    }

    private static String suspendedBefore(Suspension before) {
        String parts = parts(before);
        return parts.isEmpty() ? "" : " (suspended before: " + parts + ")";
    }

    private static String parts(Suspension suspension) {
        List<String> parts = new ArrayList<>();
        if (suspension.scaleIn()) {
            parts.add("scale-in");
        }
        if (suspension.scaleOut()) {
            parts.add("scale-out");
        }
        if (suspension.scheduled()) {
            parts.add("scheduled actions");
        }
        return String.join(", ", parts);
    }

    /** Every registration moves the count into the range. */
    public static String wouldMove(int count, int min, int max) {
        return "suspendScaling: the desired count of the service is " + count
                + ", outside of the range of its scaling (" + min + " to " + max
                + "), and suspending the scaling would move it there";
    }

    public static String countOutside(int count, int min, int max) {
        return "desiredCount: " + count + " is outside of the range of the scaling (" + min + " to " + max
                + "), and resuming the scaling after the deployment would undo it";
    }

    public static String refused(String why) {
        return "the scaling could not be suspended: " + why;
    }

    public static String changedMeanwhile(Suspension now, Suspension before) {
        return "Warning: another client has changed the suspension of the scaling during the deployment; it stays as it is"
                + " (suspended now: " + orNothing(now) + "; before the deployment: " + orNothing(before) + ")";
    }

    private static String orNothing(Suspension suspension) {
        String parts = parts(suspension);
        return parts.isEmpty() ? "nothing" : parts;
    }

    /** With what undoes it. */
    public static String stillSuspended(String resourceId, Suspension before, String why) {
        return "the scaling of the service is still suspended (" + why
                + "). Resume it with: aws application-autoscaling"
                + " register-scalable-target --service-namespace ecs --resource-id " + resourceId
                + " --scalable-dimension ecs:service:DesiredCount --suspended-state DynamicScalingInSuspended="
                + before.scaleIn() + ",DynamicScalingOutSuspended=" + before.scaleOut()
                + ",ScheduledScalingSuspended=" + before.scheduled();
    }

    public static String warning(String problem) {
        return "Warning: " + problem;
    }

    public static String countMoved(int before, int now) {
        return "The desired count changed from " + before + " to " + now
                + " during the deployment, by scaling, a scheduled action or another client";
    }
}
