package io.jenkins.plugins.ecs.tasks.decide;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.aws.AwsFailure;
import io.jenkins.plugins.ecs.aws.AwsFailureMessages;
import io.jenkins.plugins.ecs.tasks.request.TaskRequest;
import io.jenkins.plugins.ecs.tasks.state.ContainerState;
import io.jenkins.plugins.ecs.tasks.state.TaskRunState;
import io.jenkins.plugins.ecs.tasks.state.TrackedTask;
import io.jenkins.plugins.ecs.text.PlainText;
import java.util.List;
import java.util.stream.Collectors;

/** Parts of messages. */
final class Texts {

    private Texts() {}

    /** The ids of all tasks. */
    @NonNull
    static String tasks(@NonNull TaskRunState state) {
        return state.tasks().isEmpty()
                ? "started by " + state.request().origin().startedBy()
                : state.tasks().stream().map(TrackedTask::id).collect(Collectors.joining(", "));
    }

    /** Which of them still run. */
    @NonNull
    static String running(@NonNull TaskRunState state) {
        return state.tasks().stream()
                .filter(task -> !task.isStopped())
                .map(TrackedTask::id)
                .collect(Collectors.joining(", "));
    }

    /** {@code app exited with 1, proxy exited with 143}. */
    @NonNull
    static String exits(@NonNull List<ContainerState> containers) {
        return containers.stream().map(Texts::exit).collect(Collectors.joining(", "));
    }

    @NonNull
    static String exit(@NonNull ContainerState container) {
        String code = container.exitCode() == null ? " has no exit code" : " exited with " + container.exitCode();
        return container.name() + code + (container.reason().isEmpty() ? "" : " (" + container.reason() + ")");
    }

    @NonNull
    static String count(int tasks) {
        return tasks == 1 ? "1 task" : tasks + " tasks";
    }

    /** @param by such as {@code Aborted by alice}, or {@code Timeout has been exceeded} */
    @NonNull
    static String aborted(@NonNull String by) {
        String cause = PlainText.line(by);
        return cause.regionMatches(true, 0, "aborted", 0, 7) ? "aborted" + cause.substring(7) : "aborted: " + cause;
    }

    /** Why a call failed. */
    @NonNull
    static String cause(@NonNull AwsFailure failure, @NonNull TaskRequest request) {
        return AwsFailureMessages.cause(failure, request.region(), request.clusterName(), request.serviceName());
    }

    /** At most 255 characters, which AWS shows to everybody who may read tasks. */
    @NonNull
    static String stopReason(@NonNull String why, @NonNull String build) {
        String reason = PlainText.line("Jenkins build " + build + ": " + why);
        return reason.length() <= 255 ? reason : reason.substring(0, 255);
    }
}
