package io.jenkins.plugins.ecs.tasks.decide;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.tasks.messages.TaskMessages;
import io.jenkins.plugins.ecs.tasks.state.ContainerState;
import io.jenkins.plugins.ecs.tasks.state.TaskPlan;
import io.jenkins.plugins.ecs.tasks.state.TaskVerdict;
import io.jenkins.plugins.ecs.tasks.state.TrackedTask;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * How one task ended. An exit code that is absent is not 0: the container never ran. When an essential container ends, ECS
 * stops the others, which then show 137 or 143; that is a consequence and no failure of the run.
 *
 * @param task its id
 * @param exitCode of the container that counts; null where it has none
 */
record TaskEnding(
        @NonNull String task,
        @NonNull TaskVerdict verdict,
        @CheckForNull Integer exitCode,
        @NonNull String cause,
        @NonNull String advice) {

    private static final String EXITED = "EssentialContainerExited";
    /** Such a container was not killed because another one ended. */
    private static final String OUT_OF_MEMORY = "OutOfMemory";

    @NonNull
    static TaskEnding of(@NonNull TrackedTask task, @NonNull TaskPlan plan) {
        if (!task.isStopped()) {
            return new TaskEnding(task.id(), TaskVerdict.UNKNOWN, null, TaskMessages.NOT_KNOWN_TO_HAVE_STOPPED, "");
        }
        if (!task.hasRun()) {
            return new TaskEnding(task.id(), TaskVerdict.NOT_STARTED, null, words(task), task.causeAdvice());
        }
        Integer code = code(task, plan);
        // Endpoints other than AWS give no stopCode.
        boolean byItself = task.stopCode().isEmpty() || task.stopCode().equals(EXITED);
        if (!byItself) {
            return new TaskEnding(task.id(), TaskVerdict.TASK_FAILED, code, words(task), task.causeAdvice());
        }
        return plan.watched() == null ? byAllEssential(task, plan) : byWatched(task, plan, code);
    }

    private static TaskEnding byWatched(TrackedTask task, TaskPlan plan, Integer code) {
        ContainerState watched = container(task, plan.watched()).orElse(null);
        if (watched == null) {
            return new TaskEnding(
                    task.id(), TaskVerdict.UNKNOWN, null, TaskMessages.containerNotShown(plan.watched()), "");
        }
        boolean good = code != null && code == 0;
        String others = others(task, plan);
        return good
                ? new TaskEnding(task.id(), TaskVerdict.SUCCESS, code, Texts.exit(watched) + others, "")
                : new TaskEnding(
                        task.id(), TaskVerdict.TASK_FAILED, code, failure(task, watched) + others, task.causeAdvice());
    }

    /** Without a name, {@code DescribeTasks} can't tell which of them ended first. */
    private static TaskEnding byAllEssential(TrackedTask task, TaskPlan plan) {
        List<ContainerState> essential = task.containers().stream()
                .filter(each -> plan.isEssential(each.name()))
                .toList();
        boolean oneEndedWell = essential.stream().anyMatch(each -> Objects.equals(each.exitCode(), 0));
        Optional<ContainerState> failed =
                essential.stream().filter(each -> !isGood(each, oneEndedWell)).findFirst();
        if (failed.isEmpty() && !essential.isEmpty()) {
            return new TaskEnding(task.id(), TaskVerdict.SUCCESS, 0, Texts.exits(essential), "");
        }
        return new TaskEnding(
                task.id(),
                TaskVerdict.TASK_FAILED,
                failed.map(ContainerState::exitCode).orElse(null),
                failed.map(each -> failure(task, each)).orElse(TaskMessages.NO_ESSENTIAL_CONTAINER),
                task.causeAdvice());
    }

    private static boolean isGood(ContainerState container, boolean oneEndedWell) {
        Integer code = container.exitCode();
        boolean consequence = oneEndedWell && !container.reason().startsWith(OUT_OF_MEMORY);
        return code != null && (code == 0 || (consequence && (code == 137 || code == 143)));
    }

    /** Said, but without weight. */
    private static String others(TrackedTask task, TaskPlan plan) {
        List<ContainerState> others = task.containers().stream()
                .filter(each -> !each.name().equals(plan.watched()))
                .filter(each -> each.exitCode() != null && each.exitCode() != 0)
                .toList();
        return others.isEmpty() ? "" : TaskMessages.notCounted(Texts.exits(others));
    }

    private static String failure(TrackedTask task, ContainerState container) {
        boolean known = !task.causeTitle().isEmpty() && !task.causeId().equals("exited-zero");
        return Texts.exit(container) + (known ? ": " + task.causeTitle() : "");
    }

    private static String words(TrackedTask task) {
        if (task.evidence().isEmpty()) {
            return task.causeTitle();
        }
        return task.causeTitle().isEmpty() ? task.evidence() : task.causeTitle() + ": " + task.evidence();
    }

    private static Integer code(TrackedTask task, TaskPlan plan) {
        if (plan.watched() == null) {
            return task.containers().stream()
                    .map(ContainerState::exitCode)
                    .filter(code -> code != null && code != 0)
                    .findFirst()
                    .orElse(null);
        }
        return container(task, plan.watched()).map(ContainerState::exitCode).orElse(null);
    }

    private static Optional<ContainerState> container(TrackedTask task, String name) {
        return task.containers().stream()
                .filter(each -> each.name().equals(name))
                .findFirst();
    }
}
