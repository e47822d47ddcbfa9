package io.jenkins.plugins.ecs.diagnosis;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.aws.ecs.EcsTask;
import io.jenkins.plugins.ecs.aws.ecs.EcsTask.Container;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Why one task stopped, and which of its containers caused it.
 *
 * @param container name of the container; empty for the task as a whole
 * @param exitCode null if no container ran
 */
record FailedContainer(
        Cause cause, String container, @CheckForNull Integer exitCode) {

    private static final String EXITED = "Essential container in task exited";

    @NonNull
    static FailedContainer of(@NonNull EcsTask task) {
        Optional<Cause> ofTask = CauseCatalogue.ofText(task.stoppedReason());
        if (ofTask.isPresent() && ofTask.get().is(Permanence.NOISE)) {
            return new FailedContainer(ofTask.get(), "", null);
        }
        List<FailedContainer> told = new ArrayList<>();
        for (Container container : task.containers()) {
            CauseCatalogue.ofText(container.reason())
                    .ifPresent(cause -> told.add(new FailedContainer(cause, container.name(), container.exitCode())));
        }
        ofTask.ifPresent(cause -> told.add(byHealth(task, cause).orElse(new FailedContainer(cause, "", null))));
        return told.stream()
                .min(Comparator.comparing(culprit -> culprit.cause().permanence()))
                .or(() -> byStopCode(task))
                .or(() -> byExit(task))
                .orElseGet(() -> unknown(task));
    }

    /** The task's reason is that a container is unhealthy; the containers' health status says which one. */
    private static Optional<FailedContainer> byHealth(EcsTask task, Cause cause) {
        if (!cause.id().equals("container-health")) {
            return Optional.empty();
        }
        List<Container> unhealthy = task.containers().stream()
                .filter(container -> container.healthStatus().equals("UNHEALTHY"))
                .toList();
        return unhealthy.size() == 1
                ? Optional.of(new FailedContainer(
                        cause, unhealthy.get(0).name(), unhealthy.get(0).exitCode()))
                : Optional.empty();
    }

    private static Optional<FailedContainer> byStopCode(EcsTask task) {
        Cause cause =
                switch (task.stopCode()) {
                    case "SpotInterruption" -> InfrastructureCauses.SPOT.cause();
                    case "TerminationNotice", "InfrastructureHealth" -> InfrastructureCauses.HOST.cause();
                    case "UserInitiated" ->
                        CauseCatalogue.ofText("Task stopped by user").orElseThrow();
                    default -> null;
                };
        return Optional.ofNullable(cause).map(c -> new FailedContainer(c.withEvidence(words(task)), "", null));
    }

    private static Optional<FailedContainer> byExit(EcsTask task) {
        boolean exited = task.stopCode().equals("EssentialContainerExited")
                || task.stoppedReason().isEmpty()
                || task.stoppedReason().startsWith(EXITED);
        if (!exited) {
            return Optional.empty();
        }
        return task.containers().stream()
                .filter(container -> container.exitCode() != null)
                .min(Comparator.comparingInt(container -> suspicion(container.exitCode())))
                .map(FailedContainer::exited);
    }

    /**
     * When an essential container exits, ECS stops the other containers with SIGTERM (143) and then SIGKILL (137). So a
     * container with another exit code is the cause, and one with 0 is preferred to these two.
     */
    private static int suspicion(int exitCode) {
        return switch (exitCode) {
            case 0 -> 1;
            case 137 -> 2;
            case 143 -> 3;
            default -> 0;
        };
    }

    private static FailedContainer exited(Container container) {
        String words = EXITED + (container.reason().isEmpty() ? "" : ": " + container.reason());
        return new FailedContainer(ExitCodes.of(container.exitCode(), words), container.name(), container.exitCode());
    }

    private static FailedContainer unknown(EcsTask task) {
        Optional<Container> told = task.containers().stream()
                .filter(container -> !container.reason().isEmpty())
                .findFirst();
        String words = task.stoppedReason().startsWith("Task failed to start")
                        || task.stoppedReason().isEmpty()
                ? told.map(Container::reason).orElse(words(task))
                : task.stoppedReason();
        String name = told.map(Container::name).orElse("");
        Integer code = task.containers().stream()
                .map(Container::exitCode)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
        return new FailedContainer(Cause.unknown(words), name, code);
    }

    private static String words(EcsTask task) {
        if (!task.stoppedReason().isEmpty()) {
            return task.stoppedReason();
        }
        return task.stopCode().isEmpty() ? "ECS reports no reason" : task.stopCode();
    }
}
