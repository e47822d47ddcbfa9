package io.jenkins.plugins.ecs.ui.build;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.tasks.TaskOutcome;
import io.jenkins.plugins.ecs.tasks.state.TaskVerdict;
import io.jenkins.plugins.ecs.text.Arns;
import io.jenkins.plugins.ecs.text.Durations;
import io.jenkins.plugins.ecs.text.PlainText;
import io.jenkins.plugins.ecs.ui.DisplayText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** A run of tasks as a person or a program sees it. Texts are plain; whoever renders them escapes them. */
@ExportedBean(defaultVisibility = 2)
public final class TaskRunView {

    private final TaskOutcome outcome;

    public TaskRunView(@NonNull TaskOutcome outcome) {
        this.outcome = outcome;
    }

    /** The verdict, or {@code IN_PROGRESS}. */
    @Exported
    public String getStatus() {
        TaskVerdict verdict = outcome.verdict();
        return verdict == null ? "IN_PROGRESS" : verdict.name();
    }

    /** The same in lowercase words. */
    public String getState() {
        TaskVerdict verdict = outcome.verdict();
        return verdict == null ? outcome.phase() : DisplayText.words(verdict.name());
    }

    /** A status icon of Jenkins' own; never the only sign of the state. */
    public String getIcon() {
        TaskVerdict verdict = outcome.verdict();
        if (verdict == null) {
            return "symbol-status-blue-anime";
        }
        return switch (verdict) {
            case SUCCESS -> "symbol-status-blue";
            case ABORTED -> "symbol-status-aborted";
            case UNKNOWN -> "symbol-status-yellow";
            default -> "symbol-status-red";
        };
    }

    /** Colour of its frame. */
    public String getTone() {
        TaskVerdict verdict = outcome.verdict();
        if (verdict == null) {
            return "busy";
        }
        return switch (verdict) {
            case SUCCESS -> "good";
            case ABORTED -> "none";
            case UNKNOWN -> "warning";
            default -> "bad";
        };
    }

    public boolean isRunning() {
        return outcome.verdict() == null;
    }

    public boolean isBad() {
        TaskVerdict verdict = outcome.verdict();
        return verdict != null && !verdict.isGreen() && verdict != TaskVerdict.ABORTED;
    }

    @Exported
    public String getTitle() {
        return PlainText.line(outcome.name());
    }

    @Exported
    public String getRegion() {
        return outcome.region();
    }

    /** The command that the step gave, masked; empty where that of the definition runs. */
    @Exported
    public String getCommand() {
        return PlainText.line(outcome.command());
    }

    @Exported
    public String getSummary() {
        return PlainText.line(outcome.message());
    }

    @Exported
    public Integer getExitCode() {
        return outcome.exitCode();
    }

    @Exported
    public String getAdvice() {
        return PlainText.line(outcome.advice());
    }

    @Exported
    public String getTaskDefinition() {
        return outcome.taskDefinition();
    }

    @Exported
    public String getStartedBy() {
        return outcome.startedBy();
    }

    /** Empty where it was given none. */
    public String getTarget() {
        return PlainText.line(outcome.targetLabel() == null ? outcome.target() : outcome.targetLabel());
    }

    /** Epoch milliseconds. */
    @Exported
    public long getStartedAt() {
        return outcome.startedAt();
    }

    /** Epoch milliseconds; 0 while it runs. */
    @Exported
    public long getFinishedAt() {
        return outcome.finishedAt();
    }

    @Exported
    public String getConsoleUrl() {
        return outcome.consoleUrl();
    }

    /** A row for each container of each task. */
    @Exported
    public List<Row> getContainers() {
        List<Row> rows = new ArrayList<>();
        for (Map<String, Object> task : outcome.tasks()) {
            if (task.get("containers") instanceof Map<?, ?> containers && !containers.isEmpty()) {
                containers.forEach((name, container) ->
                        rows.add(new Row(outcome, task, String.valueOf(name), (Map<?, ?>) container)));
            } else {
                rows.add(new Row(outcome, task, "", Map.of()));
            }
        }
        return rows;
    }

    /** The last lines of the log. */
    public List<String> getLastLines() {
        return outcome.lastLines().stream().map(PlainText::line).toList();
    }

    /** Changes with what a page shows of it. */
    @NonNull
    String stamp() {
        return Integer.toHexString((outcome.message() + outcome.tasks() + outcome.lastLines()).hashCode());
    }

    /** A container of a task. */
    @ExportedBean(defaultVisibility = 3)
    public static final class Row {

        private final TaskOutcome outcome;
        private final Map<String, Object> task;
        private final String name;
        private final Map<?, ?> container;

        Row(TaskOutcome outcome, Map<String, Object> task, String name, Map<?, ?> container) {
            this.outcome = outcome;
            this.task = task;
            this.name = name;
            this.container = container;
        }

        @Exported
        public String getTask() {
            return Arns.brief(String.valueOf(task.get("arn")));
        }

        @Exported
        public String getContainer() {
            return name;
        }

        @Exported
        public String getStatus() {
            return PlainText.line(String.valueOf(task.get("status")));
        }

        /** Empty where there is none. */
        @Exported
        public String getExitCode() {
            return container.get("exitCode") == null ? "" : String.valueOf(container.get("exitCode"));
        }

        @Exported
        public String getReason() {
            String own = container.get("reason") == null ? "" : String.valueOf(container.get("reason"));
            return PlainText.line(own.isEmpty() ? String.valueOf(task.get("stoppedReason")) : own);
        }

        @Exported
        public String getLogStream() {
            return container.get("logStream") == null ? "" : PlainText.line(String.valueOf(container.get("logStream")));
        }

        /** How long it ran, for people; empty while that is not known. */
        public String getRan() {
            long from = task.get("startedAt") instanceof Long time ? time : 0;
            long to = task.get("stoppedAt") instanceof Long time ? time : 0;
            return from > 0 && to >= from ? Durations.text(to - from) : "";
        }

        public String getConsoleUrl() {
            return outcome.consoleUrl(String.valueOf(task.get("arn")));
        }
    }
}
