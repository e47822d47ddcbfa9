package io.jenkins.plugins.ecs.tasks;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.aws.ConsoleLinks;
import io.jenkins.plugins.ecs.tasks.logs.LogCursor;
import io.jenkins.plugins.ecs.tasks.messages.TaskMessages;
import io.jenkins.plugins.ecs.tasks.state.ContainerState;
import io.jenkins.plugins.ecs.tasks.state.TaskPlan;
import io.jenkins.plugins.ecs.tasks.state.TaskRunState;
import io.jenkins.plugins.ecs.tasks.state.TaskVerdict;
import io.jenkins.plugins.ecs.tasks.state.TrackedTask;
import io.jenkins.plugins.ecs.text.Arns;
import io.jenkins.plugins.ecs.text.Durations;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A run of tasks as pages and scripts see it. Kept with the build by XStream, so it is a class of texts, numbers and plain
 * collections.
 */
public final class TaskOutcome implements Serializable {

    private static final long serialVersionUID = 1L;
    private static final int KEPT_LINES = 20;

    private final String region;
    private final String cluster;
    private final String service;
    private final String taskDefinition;
    private final String watched;
    private final String command;
    private final String phase;
    /** Null while it runs. */
    private final TaskVerdict verdict;

    private final Integer exitCode;
    private final String cause;
    private final String advice;
    private final long startedAt;
    private final long finishedAt;
    private final String target;
    private final String targetLabel;
    private final String startedBy;
    private final LinkedHashMap<String, String> images;
    private final ArrayList<LinkedHashMap<String, Object>> tasks = new ArrayList<>();
    private final ArrayList<String> lastLines;
    private final String output;

    private TaskOutcome(TaskRunState state) {
        TaskPlan plan = state.plan();
        region = state.request().region();
        cluster = state.request().clusterName();
        service = state.request().serviceName();
        taskDefinition = plan == null || plan.taskDefinition() == null ? "" : plan.taskDefinition();
        watched = plan == null || plan.watched() == null ? "" : plan.watched();
        command = plan == null ? "" : plan.shownCommand();
        phase = state.phase().words();
        verdict = state.end() == null ? null : state.end().verdict();
        exitCode = state.end() == null ? null : state.end().exitCode();
        cause = state.end() == null ? "" : state.end().cause();
        advice = state.end() == null ? "" : state.end().advice();
        startedAt = state.startedAt();
        finishedAt = state.end() == null ? 0 : state.end().at();
        target = state.request().origin().target();
        targetLabel = state.request().origin().targetLabel();
        startedBy = state.request().origin().startedBy();
        images = plan == null ? new LinkedHashMap<>() : new LinkedHashMap<>(plan.images());
        state.tasks().forEach(task -> tasks.add(task(state, task)));
        List<String> last = state.logs().last();
        lastLines = new ArrayList<>(last.subList(Math.max(0, last.size() - KEPT_LINES), last.size()));
        output = state.logs().output();
    }

    @NonNull
    public static TaskOutcome of(@NonNull TaskRunState state) {
        return new TaskOutcome(state);
    }

    private static LinkedHashMap<String, Object> task(TaskRunState state, TrackedTask task) {
        LinkedHashMap<String, Object> map = new LinkedHashMap<>();
        map.put("arn", task.arn());
        map.put("status", task.lastStatus());
        map.put("stopCode", task.stopCode());
        map.put("stoppedReason", task.stoppedReason());
        map.put("createdAt", task.times().createdAt());
        map.put("pullStartedAt", task.times().pullStartedAt());
        map.put("pullStoppedAt", task.times().pullStoppedAt());
        map.put("startedAt", task.times().startedAt());
        map.put("stoppedAt", task.times().stoppedAt());
        LinkedHashMap<String, Object> containers = new LinkedHashMap<>();
        for (ContainerState container : task.containers()) {
            LinkedHashMap<String, Object> one = new LinkedHashMap<>();
            one.put("exitCode", container.exitCode());
            one.put("reason", container.reason());
            one.put("healthStatus", container.healthStatus());
            state.logs().cursors().stream()
                    .filter(cursor -> cursor.isOf(task.arn(), container.name()))
                    .findFirst()
                    .ifPresent(cursor -> addLog(one, cursor));
            containers.put(container.name(), one);
        }
        map.put("containers", containers);
        return map;
    }

    private static void addLog(Map<String, Object> container, LogCursor cursor) {
        container.put("logGroup", cursor.group());
        container.put("logStream", cursor.stream());
        container.put("logRegion", cursor.region());
    }

    public String region() {
        return region;
    }

    public String cluster() {
        return cluster;
    }

    /** Empty where it was given none. */
    public String service() {
        return service;
    }

    /** ARN; empty while it is not known. */
    public String taskDefinition() {
        return taskDefinition;
    }

    /** The container that counts; empty where all essential ones do. */
    public String watched() {
        return watched;
    }

    /** The command that the step gave its container, masked; empty where that of the definition runs. */
    public String command() {
        return command;
    }

    public String phase() {
        return phase;
    }

    @CheckForNull
    public TaskVerdict verdict() {
        return verdict;
    }

    @CheckForNull
    public Integer exitCode() {
        return exitCode;
    }

    public String cause() {
        return cause;
    }

    public String advice() {
        return advice;
    }

    /** Epoch milliseconds. */
    public long startedAt() {
        return startedAt;
    }

    /** Epoch milliseconds; 0 while it runs. */
    public long finishedAt() {
        return finishedAt;
    }

    @CheckForNull
    public String target() {
        return target;
    }

    @CheckForNull
    public String targetLabel() {
        return targetLabel;
    }

    public String startedBy() {
        return startedBy;
    }

    public Map<String, String> images() {
        return Collections.unmodifiableMap(images);
    }

    /** A map for each task. */
    public List<Map<String, Object>> tasks() {
        return Collections.unmodifiableList(new ArrayList<>(tasks));
    }

    /** The last lines of the logs. */
    public List<String> lastLines() {
        return Collections.unmodifiableList(lastLines);
    }

    /** The end of the log of the container that counts; empty unless it is kept. */
    public String output() {
        return output;
    }

    /** {@code prod/api:7}, or {@code prod} while the definition is not known. */
    @NonNull
    public String name() {
        String what = taskDefinition.isEmpty() ? service : Arns.brief(taskDefinition);
        return what.isEmpty() ? cluster : cluster + "/" + what;
    }

    /** One line. */
    @NonNull
    public String message() {
        return verdict == null ? name() + ": " + phase : verdict + ": " + name() + ": " + cause;
    }

    @NonNull
    public List<String> consoleLines() {
        List<String> lines = new ArrayList<>();
        lines.add(message() + " after " + Durations.text(finishedAt - startedAt));
        if (!advice.isEmpty()) {
            lines.add(TaskMessages.whatToDo(advice));
        }
        return lines;
    }

    @NonNull
    public String consoleUrl() {
        return ConsoleLinks.tasks(region, cluster);
    }

    /** Of one task. */
    @NonNull
    public String consoleUrl(@NonNull String taskArn) {
        return ConsoleLinks.task(region, cluster, Arns.brief(taskArn));
    }
}
