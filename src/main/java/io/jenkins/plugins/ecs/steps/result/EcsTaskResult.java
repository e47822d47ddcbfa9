package io.jenkins.plugins.ecs.steps.result;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.tasks.TaskOutcome;
import io.jenkins.plugins.ecs.tasks.state.TaskVerdict;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jenkinsci.plugins.scriptsecurity.sandbox.whitelists.Whitelisted;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** What {@code ecsRunTask} gives to the pipeline, also to sandboxed scripts. Immutable. */
public final class EcsTaskResult implements Serializable {

    private static final long serialVersionUID = 1L;

    private final TaskOutcome outcome;

    @Restricted(NoExternalUse.class)
    public EcsTaskResult(@NonNull TaskOutcome outcome) {
        this.outcome = outcome;
    }

    /** The verdict. */
    @Whitelisted
    public String getStatus() {
        return String.valueOf(outcome.verdict());
    }

    @Whitelisted
    public boolean isSuccessful() {
        TaskVerdict verdict = outcome.verdict();
        return verdict != null && verdict.isGreen();
    }

    /** Of the container that counts; null if it never ran. */
    @CheckForNull
    @Whitelisted
    public Integer getExitCode() {
        return outcome.exitCode();
    }

    /** Of the first task, by name: {@code exitCode}, {@code reason}, {@code healthStatus}, {@code logStream}. */
    @Whitelisted
    public Map<String, Object> getContainers() {
        Map<String, Object> containers = new LinkedHashMap<>();
        if (!outcome.tasks().isEmpty() && outcome.tasks().get(0).get("containers") instanceof Map<?, ?> first) {
            first.forEach((name, container) -> containers.put(String.valueOf(name), container));
        }
        return containers;
    }

    /** A map for each task. */
    @Whitelisted
    public List<Map<String, Object>> getTasks() {
        List<Map<String, Object>> tasks = new ArrayList<>();
        for (Map<String, Object> task : outcome.tasks()) {
            Map<String, Object> shown = new LinkedHashMap<>(task);
            shown.put("pullSeconds", seconds(task, "pullStartedAt", "pullStoppedAt"));
            shown.put("startSeconds", seconds(task, "createdAt", "startedAt"));
            shown.put("runSeconds", seconds(task, "startedAt", "stoppedAt"));
            tasks.add(shown);
        }
        return tasks;
    }

    /** Null where one of the two is not known. */
    private static Long seconds(Map<String, Object> task, String from, String to) {
        long begin = task.get(from) instanceof Long time ? time : 0;
        long end = task.get(to) instanceof Long time ? time : 0;
        return begin > 0 && end >= begin ? (Long) ((end - begin) / 1000) : null;
    }

    @Whitelisted
    public List<String> getTaskArns() {
        List<String> arns = new ArrayList<>();
        outcome.tasks().forEach(task -> arns.add(String.valueOf(task.get("arn"))));
        return arns;
    }

    /** The end of the log of the container that counts, if {@code captureOutput} is set. */
    @Whitelisted
    public String getOutput() {
        return outcome.output();
    }

    /** ARN of the revision that ran. */
    @Whitelisted
    public String getTaskDefinition() {
        return outcome.taskDefinition();
    }

    @Whitelisted
    public String getCause() {
        return outcome.cause();
    }

    @Whitelisted
    public String getAdvice() {
        return outcome.advice();
    }

    /** One line for people. */
    @Whitelisted
    public String getMessage() {
        return outcome.message();
    }

    @Whitelisted
    public String getRegion() {
        return outcome.region();
    }

    @Whitelisted
    public String getCluster() {
        return outcome.cluster();
    }

    /** Empty without a service. */
    @Whitelisted
    public String getService() {
        return outcome.service();
    }

    /** Epoch milliseconds. */
    @Whitelisted
    public long getStartedAt() {
        return outcome.startedAt();
    }

    /** Epoch milliseconds. */
    @Whitelisted
    public long getFinishedAt() {
        return outcome.finishedAt();
    }

    @Whitelisted
    public long getDurationSeconds() {
        return Math.max(0, outcome.finishedAt() - outcome.startedAt()) / 1000;
    }

    /** The tasks of the cluster in the AWS console. */
    @Whitelisted
    public String getConsoleUrl() {
        return outcome.consoleUrl();
    }

    @Whitelisted
    @Override
    public String toString() {
        return getMessage();
    }
}
