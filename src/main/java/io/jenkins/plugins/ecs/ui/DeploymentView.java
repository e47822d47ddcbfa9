package io.jenkins.plugins.ecs.ui;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.rollout.Outcome;
import io.jenkins.plugins.ecs.rollout.Spans;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** One deployment as a page and the REST API show it. Texts are plain; whoever renders them escapes them. */
@ExportedBean(defaultVisibility = 2)
public final class DeploymentView {

    private final Outcome outcome;

    public DeploymentView(@NonNull Outcome outcome) {
        this.outcome = outcome;
    }

    /** The verdict's name, or {@code IN_PROGRESS}. */
    @Exported
    public String getStatus() {
        return outcome.verdict() == null ? "IN_PROGRESS" : outcome.verdict().name();
    }

    /** A status icon of Jenkins' own; never the only sign of the state. */
    public String getIcon() {
        if (outcome.verdict() == null) {
            return "symbol-status-blue-anime";
        }
        if (outcome.verdict().isGreen()) {
            return "symbol-status-blue";
        }
        switch (outcome.verdict()) {
            case STARTED:
            case ABORTED:
                return "symbol-status-aborted";
            default:
                return "symbol-status-red";
        }
    }

    @Exported
    public String getTitle() {
        return outcome.cluster() + "/" + outcome.service();
    }

    @Exported
    public String getRegion() {
        return outcome.region();
    }

    /** Why it is as it is: the cause, the proof, or the newest line of progress. */
    @Exported
    public String getSummary() {
        if (outcome.verdict() == null) {
            return outcome.phase().words() + (outcome.progress().isEmpty() ? "" : ": " + outcome.progress());
        }
        return outcome.cause().isEmpty() ? outcome.proof() : outcome.cause();
    }

    @Exported
    public String getAdvice() {
        return outcome.advice();
    }

    /** A page of AWS's documentation about the cause; may be empty. */
    @Exported
    public String getDocUrl() {
        return outcome.docUrl();
    }

    @Exported
    public String getConsoleUrl() {
        return outcome.consoleUrl();
    }

    @Exported
    public String getTaskDefinition() {
        return outcome.taskDefinition();
    }

    @Exported
    public String getPreviousTaskDefinition() {
        return outcome.previousTaskDefinition();
    }

    @Exported
    public String getDeploymentId() {
        return outcome.deploymentId();
    }

    @Exported
    public String getServiceDeploymentArn() {
        return outcome.serviceDeploymentArn();
    }

    @Exported
    public Map<String, String> getImageDigests() {
        return outcome.imageDigests();
    }

    @Exported
    public int getDesiredCount() {
        return outcome.desiredCount();
    }

    @Exported
    public int getRunningCount() {
        return outcome.runningCount();
    }

    @Exported
    public int getFailedTasks() {
        return outcome.failedTasks();
    }

    /** Epoch milliseconds. */
    @Exported
    public long getStartedAt() {
        return outcome.startedAt();
    }

    /** Epoch milliseconds; 0 while it is under way. */
    @Exported
    public long getFinishedAt() {
        return outcome.finishedAt();
    }

    /** Label and value, in the order in which a person asks; empty ones are left out. */
    public List<Row> getRows() {
        Map<String, String> rows = new LinkedHashMap<>();
        rows.put("What to do", outcome.advice());
        rows.put("Service", getTitle() + " in " + getRegion());
        rows.put("Task definition", brief(outcome.taskDefinition()));
        rows.put("Before", brief(outcome.previousTaskDefinition()));
        rows.put("Rolled back to", brief(outcome.rollbackTaskDefinition()));
        rows.put("Deployment", outcome.deploymentId());
        rows.put("Tasks", tasks());
        rows.put("Took", outcome.finishedAt() == 0 ? "" : Spans.text(outcome.finishedAt() - outcome.startedAt()));
        outcome.imageDigests().forEach((container, digest) -> rows.put("Image of " + container, digest));
        List<Row> shown = new ArrayList<>();
        rows.forEach((label, value) -> {
            if (value != null && !value.isEmpty()) {
                shown.add(new Row(label, value));
            }
        });
        return shown;
    }

    private String tasks() {
        if (outcome.desiredCount() == 0 && outcome.runningCount() == 0) {
            return "";
        }
        String failed = outcome.failedTasks() == 0
                ? ""
                : ", " + outcome.failedTasks() + " failed"
                        + (outcome.failureThreshold() == 0
                                ? ""
                                : " (circuit breaker at " + outcome.failureThreshold() + ")");
        return outcome.runningCount() + " of " + outcome.desiredCount() + " running" + failed;
    }

    private static String brief(String arn) {
        return arn == null ? "" : arn.substring(arn.lastIndexOf('/') + 1);
    }

    /** A label and its value. */
    public static final class Row {
        private final String label;
        private final String value;

        Row(String label, String value) {
            this.label = label;
            this.value = value;
        }

        public String getLabel() {
            return label;
        }

        public String getValue() {
            return value;
        }
    }
}
