package io.jenkins.plugins.ecs.diagnosis;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.aws.EcsTask;
import io.jenkins.plugins.ecs.aws.EcsTask.Container;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Why tasks stopped, grouped and counted. */
public final class StoppedTasks {

    private static final String[] NOISE = {
        "Scaling activity initiated by", "Availability-zone rebalancing initiated by"
    };

    private StoppedTasks() {}

    /**
     * The most frequent reason of the tasks that this deployment started, with its count; empty where there is none.
     *
     * @param deploymentId {@code ecs-svc/<number>}; tasks of other deployments do not count, nor does scaling
     */
    @NonNull
    public static String summary(@NonNull List<EcsTask> tasks, @CheckForNull String deploymentId) {
        Map<String, Integer> reasons = new LinkedHashMap<>();
        tasks.stream()
                .filter(task -> deploymentId != null && task.startedBy().equals(deploymentId))
                .filter(task -> !isNoise(task.stoppedReason()))
                .forEach(task -> reasons.merge(reason(task), 1, Integer::sum));
        Optional<Map.Entry<String, Integer>> most =
                reasons.entrySet().stream().max(Comparator.comparingInt(Map.Entry::getValue));
        return most.map(e -> e.getKey() + (e.getValue() > 1 ? " (" + e.getValue() + " tasks)" : ""))
                .orElse("");
    }

    private static boolean isNoise(String reason) {
        for (String noise : NOISE) {
            if (reason.startsWith(noise)) {
                return true;
            }
        }
        return false;
    }

    /** The task's own reason, unless it only says that a container exited: then that container tells more. */
    private static String reason(EcsTask task) {
        String reason = task.stoppedReason();
        boolean general = reason.isEmpty() || reason.startsWith("Essential container in task exited")
                || task.stopCode().equals("TaskFailedToStart");
        return general ? containers(task) : reason;
    }

    private static String containers(EcsTask task) {
        for (Container container : task.containers()) {
            boolean failed = container.exitCode() != null && container.exitCode() != 0;
            if (!container.reason().isEmpty() || failed) {
                String exit = container.exitCode() == null ? "" : " exited with " + container.exitCode();
                String why = container.reason().isEmpty() ? "" : ": " + container.reason();
                return "container " + container.name() + exit + why;
            }
        }
        return task.stoppedReason().isEmpty() ? task.stopCode() : task.stoppedReason();
    }
}
