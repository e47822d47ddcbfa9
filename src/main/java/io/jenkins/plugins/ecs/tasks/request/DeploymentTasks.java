package io.jenkins.plugins.ecs.tasks.request;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.tasks.messages.TaskRequestMessages;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

/** The tasks that run one after the other before and after a deployment, with the revision that it brings. Immutable. */
public final class DeploymentTasks implements Serializable {

    private static final long serialVersionUID = 1L;

    public static final DeploymentTasks NONE = new DeploymentTasks(List.of(), List.of());

    private final ArrayList<TaskRequest> before;
    private final ArrayList<TaskRequest> after;

    public DeploymentTasks(@NonNull List<TaskRequest> before, @NonNull List<TaskRequest> after) {
        this.before = new ArrayList<>(before);
        this.after = new ArrayList<>(after);
    }

    /** Those that run before the service is updated. */
    @NonNull
    public List<TaskRequest> before() {
        return Collections.unmodifiableList(before);
    }

    /** Those that run once the deployment is complete and verified. */
    @NonNull
    public List<TaskRequest> after() {
        return Collections.unmodifiableList(after);
    }

    @NonNull
    public List<TaskRequest> all() {
        return Stream.concat(before.stream(), after.stream()).toList();
    }

    /** How long they may take together. */
    public long timeoutMillis() {
        return all().stream()
                .mapToLong(task -> task.following().timeoutMillis())
                .sum();
    }

    /** All that is wrong with them, without asking AWS. */
    @NonNull
    public List<String> problems(boolean waitsForEnd) {
        List<String> problems = new ArrayList<>();
        problems("before", before, problems);
        problems("after", after, problems);
        if (!after.isEmpty() && !waitsForEnd) {
            problems.add(TaskRequestMessages.AFTER_NOT_WAITED);
        }
        return problems;
    }

    private static void problems(String field, List<TaskRequest> tasks, List<String> problems) {
        for (int i = 0; i < tasks.size(); i++) {
            String where = field + "[" + i + "].";
            TaskRequestChecks.problems(tasks.get(i)).forEach(problem -> problems.add(where + problem));
        }
    }
}
