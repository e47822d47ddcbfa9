package io.jenkins.plugins.ecs.diagnosis;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.aws.ecs.EcsTask;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Why the tasks of one deployment stopped: grouped by cause, counted, and sorted by permanence, then by number. Tasks
 * of other deployments and benign causes such as scaling are omitted.
 */
public final class TaskEvidence {

    private static final int EXAMPLES = 3;

    private static final Comparator<TaskGroup> WEIGHT = Comparator.<TaskGroup>comparingInt(
                    group -> group.cause().is(Permanence.PERMANENT) ? 0 : 1)
            .thenComparing(TaskGroup::count, Comparator.reverseOrder())
            .thenComparing(group -> group.cause().permanence());

    private final List<TaskGroup> groups;

    private TaskEvidence(List<TaskGroup> groups) {
        this.groups = groups;
    }

    /**
     * @param tasks as returned by {@code DescribeTasks}; running tasks are ignored
     * @param deploymentId {@code ecs-svc/<number>}; without it there is no evidence
     */
    @NonNull
    public static TaskEvidence of(@NonNull List<EcsTask> tasks, @CheckForNull String deploymentId) {
        Map<List<String>, Gathering> gatherings = new LinkedHashMap<>();
        for (EcsTask task : tasks) {
            if (deploymentId == null || !task.startedBy().equals(deploymentId) || !isStopping(task)) {
                continue;
            }
            FailedContainer culprit = FailedContainer.of(task);
            if (!culprit.cause().is(Permanence.NOISE)) {
                List<String> key = List.of(
                        culprit.cause().id(),
                        culprit.container(),
                        MessageFingerprint.key(culprit.cause().evidence()));
                gatherings.computeIfAbsent(key, k -> new Gathering(culprit)).add(task, culprit);
            }
        }
        return new TaskEvidence(gatherings.values().stream()
                .map(Gathering::group)
                .sorted(WEIGHT)
                .toList());
    }

    private static boolean isStopping(EcsTask task) {
        return task.lastStatus().equals("STOPPED")
                || !task.stoppedReason().isEmpty()
                || !task.stopCode().isEmpty();
    }

    @NonNull
    public List<TaskGroup> groups() {
        return groups;
    }

    public boolean isEmpty() {
        return groups.isEmpty();
    }

    /** The most important group. */
    @NonNull
    public Optional<TaskGroup> dominant() {
        return groups.stream().findFirst();
    }

    @NonNull
    public Optional<TaskGroup> permanent() {
        return dominant().filter(group -> group.cause().is(Permanence.PERMANENT));
    }

    /** Number of tasks that stopped for causes of this kind. */
    public int count(@NonNull Permanence kind) {
        return groups.stream()
                .filter(group -> group.cause().is(kind))
                .mapToInt(TaskGroup::count)
                .sum();
    }

    private static final class Gathering {
        private final FailedContainer first;
        private final Set<Integer> exitCodes = new LinkedHashSet<>();
        private final List<String> tasks = new ArrayList<>();
        private int count;

        Gathering(FailedContainer first) {
            this.first = first;
        }

        void add(EcsTask task, FailedContainer culprit) {
            count++;
            if (culprit.exitCode() != null) {
                exitCodes.add(culprit.exitCode());
            }
            if (tasks.size() < EXAMPLES) {
                tasks.add(task.arn());
            }
        }

        TaskGroup group() {
            return new TaskGroup(first.cause(), first.container(), count, List.copyOf(exitCodes), List.copyOf(tasks));
        }
    }
}
