package io.jenkins.plugins.ecs.operations.decide;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.aws.services.ScalableTarget;
import io.jenkins.plugins.ecs.operations.request.Goal;
import io.jenkins.plugins.ecs.operations.request.OperationRequest;
import io.jenkins.plugins.ecs.operations.state.Leftover;
import io.jenkins.plugins.ecs.operations.state.OperationState;
import io.jenkins.plugins.ecs.operations.state.ServiceCounts;
import io.jenkins.plugins.ecs.text.Arns;
import io.jenkins.plugins.ecs.text.PlainText;
import java.util.Objects;

/** What {@code ecsScale} and {@code ecsDelete} say. */
final class OperationMessages {

    static final String CHECK_NAMES = "check 'cluster', 'service', 'region' and the account of the credentials";
    static final String CORRECT = "correct the parameters of the step, or the scaling of the service";
    static final String EXPRESS = "this service belongs to Express Mode; DeleteService does not delete it";
    static final String EXPRESS_ADVICE = "delete it with DeleteExpressGatewayService, which removes its load balancer"
            + " as well: aws ecs delete-express-gateway-service --service-arn <ARN>";
    static final String EXPRESS_SCALING = "this service belongs to Express Mode, which scales it itself; use"
            + " UpdateExpressGatewayService with its scalingTarget";
    static final String DAEMON =
            "this service has the scheduling strategy DAEMON: it runs one task on each container instance and has no count";
    static final String NO_SCALING = "the service has no scaling yet; set both 'min' and 'max' to create one";
    static final String DELETED_MEANWHILE = "the service was deleted meanwhile";
    static final String DRAINING_ALREADY = "The service is already being deleted (DRAINING)";
    static final String INACTIVE_ALREADY = "The service is already deleted (INACTIVE)";
    static final String NO_TARGET = "The service has no scaling";
    static final String DESCALED = "Removed the scaling of the service, with its policies and scheduled actions";
    static final String ANOTHER_SERVICE = "another service of this name was created meanwhile; it was not deleted";
    static final String CREATED_AGAIN = "A service of this name was created again meanwhile";
    static final String DELETION_REQUESTED = "ECS deletes the service";
    static final String NOT_STOPPED = "ECS does not delete the service yet: a deployment is in progress. Waiting";
    static final String RAISED_ADVICE = "find out what scales it: its scaling, a scheduled action or another client"
            + " (DescribeScalingActivities tells); remove its scaling with 'scaling: true'";

    private OperationMessages() {}

    @NonNull
    static String missing(@NonNull OperationRequest request) {
        return "there is no service '" + PlainText.line(request.serviceName()) + "' in cluster '"
                + PlainText.line(request.clusterName()) + "'";
    }

    @NonNull
    static String notActive(@NonNull String status) {
        return "the service is " + PlainText.line(status) + ", not ACTIVE";
    }

    @NonNull
    static String outside(int count, int min, int max) {
        return "count: " + count + " is outside of the range of the scaling (" + min + " to " + max
                + "); set 'min' or 'max' as well";
    }

    @NonNull
    static String noRange(@NonNull Goal.Scale goal, @NonNull ScalableTarget target) {
        return goal.min() == null
                ? "max: " + goal.max() + " is below the minimum of the scaling (" + target.min()
                        + "); set 'min' as well"
                : "min: " + goal.min() + " is above the maximum of the scaling (" + target.max()
                        + "); set 'max' as well";
    }

    @NonNull
    static String rangeUnknown(@NonNull String action) {
        return "Warning: the range of the scaling cannot be read (" + action + "), so scaling may undo the new count";
    }

    @NonNull
    static String tagsUnknown(@NonNull String action) {
        return "Warning: the tags of the service cannot be read (" + action + ")";
    }

    @NonNull
    static String range(@NonNull Goal.Scale goal, @CheckForNull ScalableTarget target) {
        return target == null
                ? "Creating the scaling of the service: " + goal.min() + " to " + goal.max() + " tasks"
                : "Range of the scaling: " + target.min() + " to " + target.max() + " -> "
                        + (goal.min() == null ? target.min() : goal.min()) + " to "
                        + (goal.max() == null ? target.max() : goal.max());
    }

    @NonNull
    static String rangeIs(@NonNull Goal.Scale goal) {
        String min = goal.min() == null ? "" : "min " + goal.min();
        String max = goal.max() == null ? "" : "max " + goal.max();
        return "Range of the scaling: " + min + (min.isEmpty() || max.isEmpty() ? "" : ", ") + max;
    }

    @NonNull
    static String count(int before, int count) {
        return "Desired count: " + (before < 0 ? "" : before + " -> ") + count;
    }

    @NonNull
    static String moved(int count, int now) {
        return "Warning: the desired count is now " + now + ", not " + count
                + ": scaling or another client has changed it";
    }

    @NonNull
    static String settled(@NonNull ServiceCounts counts) {
        return counts.words();
    }

    @NonNull
    static String stopping(@NonNull ServiceCounts counts) {
        return counts.isEmpty()
                ? "All tasks have stopped"
                : (counts.running() + counts.pending()) + " task(s) still have to stop";
    }

    @NonNull
    static String raised(int desired) {
        return "The desired count was raised to " + desired + " again";
    }

    @NonNull
    static String notDescaled(@NonNull String cause) {
        return "The scaling could not be removed beforehand (" + cause + "); AWS removes it with the service";
    }

    @NonNull
    static String stillTrying(@NonNull String failure) {
        return "AWS does not answer as expected (" + failure + "); still trying";
    }

    @NonNull
    static String familyInUse(@NonNull OperationState state, @NonNull String user) {
        return "The task definitions of the family " + family(state) + " stay registered: " + PlainText.line(user)
                + " uses it";
    }

    @NonNull
    static String familyUnknown(@NonNull OperationState state) {
        return "The task definitions of the family " + family(state)
                + " stay registered: there are too many services or schedules to check who else uses it";
    }

    private static String family(OperationState state) {
        return PlainText.line(Objects.requireNonNull(state.service()).family());
    }

    @NonNull
    static String notRemoved(@NonNull String what, @NonNull String cause) {
        return "Not done: " + PlainText.line(what) + ": " + cause;
    }

    @NonNull
    static String removed(@NonNull Leftover leftover) {
        return (leftover.kind() == Leftover.Kind.REVISION ? "Deregistered " : "Removed ") + name(leftover);
    }

    @NonNull
    static String name(@NonNull Leftover leftover) {
        return PlainText.line(
                switch (leftover.kind()) {
                    case RULE -> leftover.targets().size() + " target(s) of the rule " + leftover.name();
                    case SCHEDULE -> "the schedule " + leftover.group() + "/" + leftover.name();
                    case REVISION -> Arns.brief(leftover.name());
                });
    }

    @NonNull
    static String deleted(@NonNull OperationState state) {
        return state.hasActed() ? "the service is deleted" : "the service was already deleted";
    }

    /** What AWS was made to do until an operation ended early; empty if nothing was. */
    @NonNull
    static String left(@NonNull OperationState state) {
        String done = state.progress().done().isEmpty()
                ? ""
                : "; done so far: " + String.join("; ", state.progress().done());
        return done
                + (state.call().isSent()
                        ? "; the last call (" + state.phase().words() + ") may have taken effect"
                        : "");
    }

    @NonNull
    static String timedOut(@NonNull OperationState state, @NonNull String after) {
        String counts = state.counts() == null ? "" : " (" + state.counts().words() + ")";
        String last =
                state.failures().last().isEmpty() ? "" : ": " + state.failures().last();
        return "the timeout of " + after + " expired while " + state.phase().words() + counts + last + left(state);
    }

    @NonNull
    static String aborted(@NonNull String by) {
        String cause = PlainText.line(by);
        return cause.regionMatches(true, 0, "aborted", 0, 7) ? "aborted" + cause.substring(7) : "aborted: " + cause;
    }
}
