package io.jenkins.plugins.ecs.store;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.ExtensionList;
import io.jenkins.plugins.ecs.history.TaskRunRecord;
import io.jenkins.plugins.ecs.history.TaskRuns;
import java.io.File;
import java.io.IOException;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.model.Jenkins;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** This controller's {@link TaskRuns}. What can't be written is only logged: it must never disturb a run. */
@Extension
@Restricted(NoExternalUse.class)
public final class TaskRunIndex {

    private static final Logger LOGGER = Logger.getLogger(TaskRunIndex.class.getName());
    private static final String FILE = "ecs-deployments/task-runs.jsonl";

    private TaskRuns runs;

    @NonNull
    public static TaskRunIndex get() {
        return ExtensionList.lookupSingleton(TaskRunIndex.class);
    }

    /** Read from disk when it is needed first. */
    @NonNull
    public synchronized TaskRuns runs() {
        if (runs == null) {
            TaskRuns read = new TaskRuns(new File(Jenkins.get().getRootDir(), FILE).toPath());
            change(read::load);
            runs = read;
        }
        return runs;
    }

    public void note(@NonNull TaskRunRecord record) {
        change(() -> runs().note(record));
    }

    void forget(@NonNull String job, int build) {
        change(() -> runs().forget(job, build));
    }

    void move(@NonNull String from, @NonNull String to) {
        change(() -> runs().move(from, to));
    }

    private static void change(Work work) {
        try {
            work.run();
        } catch (IOException | RuntimeException e) {
            LOGGER.log(Level.WARNING, "could not read or write the index of ECS task runs", e);
        }
    }

    @FunctionalInterface
    private interface Work {
        void run() throws IOException;
    }
}
