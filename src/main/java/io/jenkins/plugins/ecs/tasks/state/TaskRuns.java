package io.jenkins.plugins.ecs.tasks.state;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Runs one after the other: all but the last one have ended. Immutable. */
public final class TaskRuns implements Serializable {

    private static final long serialVersionUID = 1L;

    public static final TaskRuns NONE = new TaskRuns(new ArrayList<>());

    private final ArrayList<TaskRunState> runs;

    private TaskRuns(ArrayList<TaskRunState> runs) {
        this.runs = runs;
    }

    @NonNull
    public List<TaskRunState> list() {
        return Collections.unmodifiableList(runs);
    }

    public int size() {
        return runs.size();
    }

    /** Null before the first one. */
    @CheckForNull
    public TaskRunState last() {
        return runs.isEmpty() ? null : runs.get(runs.size() - 1);
    }

    /** With one more. */
    @NonNull
    public TaskRuns and(@NonNull TaskRunState next) {
        ArrayList<TaskRunState> more = new ArrayList<>(runs);
        more.add(next);
        return new TaskRuns(more);
    }

    /** With another state of the last one. */
    @NonNull
    public TaskRuns with(@NonNull TaskRunState last) {
        ArrayList<TaskRunState> changed = new ArrayList<>(runs);
        changed.set(changed.size() - 1, last);
        return new TaskRuns(changed);
    }
}
