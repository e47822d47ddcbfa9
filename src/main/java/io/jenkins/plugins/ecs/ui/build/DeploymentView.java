package io.jenkins.plugins.ecs.ui.build;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.history.DeployState;
import io.jenkins.plugins.ecs.rollout.state.Details;
import io.jenkins.plugins.ecs.rollout.state.Outcome;
import io.jenkins.plugins.ecs.text.Durations;
import io.jenkins.plugins.ecs.text.PlainLine;
import io.jenkins.plugins.ecs.text.PlainText;
import io.jenkins.plugins.ecs.ui.DisplayText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** One deployment as a page and the REST API show it. Texts are plain; whoever renders them escapes them. */
@ExportedBean(defaultVisibility = 2)
public final class DeploymentView {

    private final String id;
    private final Outcome outcome;
    private final Details details;
    private final DeployState state;
    private final long now;

    /** @param details null where they were lost */
    public DeploymentView(@NonNull String id, @NonNull Outcome outcome, @CheckForNull Details details, long now) {
        this.id = id;
        this.outcome = outcome;
        this.details = details;
        this.state = DeployState.of(outcome);
        this.now = now;
    }

    /** Names it among the deployments of its build. */
    @Exported
    public String getId() {
        return id;
    }

    /** For fragments of the panel. */
    public Outcome getOutcome() {
        return outcome;
    }

    /** The verdict's name, or {@code IN_PROGRESS}. */
    @Exported
    public String getStatus() {
        return outcome.verdict() == null ? "IN_PROGRESS" : outcome.verdict().name();
    }

    /** In the words of a badge: {@code deploying 40 %}. */
    @Exported
    public String getState() {
        int percent = outcome.verdict() == null ? DeployState.percent(outcome) : 0;
        return state == DeployState.DEPLOYING && percent > 0 ? getPlainState() + " " + percent + " %" : getPlainState();
    }

    /** The same without how far it is. */
    String getPlainState() {
        return outcome.verdict() == null
                ? state.words()
                : outcome.verdict().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** For the style sheet; never the only sign of the state. */
    public String getTone() {
        return state.tone().name().toLowerCase(Locale.ROOT);
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
            case REACHED:
            case PLANNED:
            case ABORTED:
            case NOT_STARTED:
                return "symbol-status-aborted";
            default:
                return "symbol-status-red";
        }
    }

    /** What the deployment would do; null unless it was only planned. */
    @Exported(inline = true)
    public PlanView getPlan() {
        return outcome.plan() == null ? null : new PlanView(outcome.plan());
    }

    @Exported
    public boolean isRunning() {
        return outcome.verdict() == null;
    }

    @Exported
    public String getTitle() {
        return outcome.cluster() + "/" + outcome.service();
    }

    /** What a screen reader is told when it changes. */
    public String getHeadline() {
        return getTitle() + ": " + getState() + (getVersion().isEmpty() ? "" : ", version " + getVersion());
    }

    @Exported
    public String getRegion() {
        return outcome.region();
    }

    @Exported
    public String getCluster() {
        return outcome.cluster();
    }

    @Exported
    public String getService() {
        return outcome.service();
    }

    /** The image's tag, as a rule. */
    @Exported
    public String getVersion() {
        return PlainLine.of(outcome.version(), 128);
    }

    /** Why it is as it is: the cause, the proof, or the newest line of progress. */
    @Exported
    public String getSummary() {
        if (outcome.verdict() == null) {
            return PlainText.line(
                    outcome.phase().words() + (outcome.progress().isEmpty() ? "" : ": " + outcome.progress()));
        }
        return PlainText.line(outcome.cause().isEmpty() ? outcome.proof() : outcome.cause());
    }

    @Exported
    public String getAdvice() {
        return PlainText.line(outcome.advice());
    }

    /** A page of AWS's documentation about the cause; may be empty. */
    @Exported
    public String getDocUrl() {
        return DisplayText.link(outcome.docUrl());
    }

    /** Why it failed; null where there is no report. */
    @CheckForNull
    @Exported(inline = true)
    public ReportView getReport() {
        return outcome.report() == null ? null : new ReportView(outcome.report());
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
    public String getRollbackTaskDefinition() {
        return outcome.rollbackTaskDefinition();
    }

    @Exported
    public String getDeploymentId() {
        return outcome.deploymentId();
    }

    @Exported
    public String getServiceDeploymentArn() {
        return outcome.serviceDeploymentArn();
    }

    /** By container. */
    @Exported
    public Map<String, String> getImages() {
        return outcome.images();
    }

    /** By container. */
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
    public int getPendingCount() {
        return outcome.pendingCount();
    }

    /** Running tasks of what was there before. */
    @Exported
    public int getOldCount() {
        return outcome.oldCount();
    }

    @Exported
    public int getFailedTasks() {
        return outcome.failedTasks();
    }

    /** How far the circuit breaker has counted. */
    @Exported
    public int getBreakerFailures() {
        return outcome.breakerFailures();
    }

    /** At how many failed tasks the circuit breaker triggers; 0 where it is not known. */
    @Exported
    public int getBreakerThreshold() {
        return outcome.failureThreshold();
    }

    /** Percent of the production traffic for the new revision, a snapshot; null where ECS shifts none. */
    @Exported
    public Double getProductionWeight() {
        return outcome.productionWeight();
    }

    /** The same of test traffic. */
    @Exported
    public Double getTestWeight() {
        return outcome.testWeight();
    }

    /** AWS's own word; empty for rolling updates. */
    @Exported
    public String getLifecycleStage() {
        return outcome.lifecycleStage();
    }

    @Exported
    public boolean isAwaitingApproval() {
        return outcome.awaitsAction();
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

    @Exported(inline = true)
    public List<StageView> getStages() {
        return details == null ? List.of() : StageView.of(details.stages(), outcome.finishedAt(), now);
    }

    /** The newest of the service, oldest first. */
    @Exported(inline = true)
    public List<EventView> getEvents() {
        return details == null
                ? List.of()
                : details.events().stream().map(EventView::new).toList();
    }

    /** What rules that only warn would have refused. */
    @Exported
    public List<String> getRuleWarnings() {
        return details == null
                ? List.of()
                : details.ruleWarnings().stream().map(PlainText::line).toList();
    }

    /** What the task definition changed. */
    @Exported
    public List<String> getChanges() {
        return details == null
                ? List.of()
                : details.changes().stream().map(PlainText::line).toList();
    }

    /** Words beside the traffic bar; empty where ECS shifts no traffic. */
    public String getTraffic() {
        Double weight = outcome.productionWeight();
        if (weight == null) {
            return "";
        }
        Double test = outcome.testWeight();
        return percent(weight) + " to the new revision, " + percent(100 - weight) + " to the old one"
                + (test != null && test > 0 ? "; test traffic: " + percent(test) + " to the new one" : "");
    }

    private static String percent(double weight) {
        return weight == Math.rint(weight) ? Math.round(weight) + " %" : String.format(Locale.ROOT, "%.1f %%", weight);
    }

    /** Words beside the bar of tasks; empty where there are none to be seen. */
    public String getTasks() {
        if (outcome.desiredCount() == 0 && outcome.runningCount() == 0) {
            return "";
        }
        return "new: " + outcome.runningCount() + " of " + outcome.desiredCount() + " running"
                + (outcome.pendingCount() > 0 ? ", " + outcome.pendingCount() + " pending" : "")
                + (outcome.oldCount() > 0 ? "; old: " + outcome.oldCount() : "")
                + (outcome.failedTasks() > 0 ? "; failed: " + outcome.failedTasks() : "");
    }

    /** Words beside the circuit breaker's gauge; empty where it is not known. */
    public String getBreaker() {
        return outcome.failureThreshold() == 0
                ? ""
                : outcome.breakerFailures() + " of " + outcome.failureThreshold() + " failures";
    }

    /** Label and value, in the order in which a person asks; empty ones are left out. */
    public List<Row> getRows() {
        Map<String, String> rows = new LinkedHashMap<>();
        rows.put("Service", getTitle() + " in " + getRegion());
        rows.put("Target", outcome.targetLabel());
        rows.put("Version", getVersion());
        rows.put("Task definition", DisplayText.brief(outcome.taskDefinition()));
        rows.put("Before", DisplayText.brief(outcome.previousTaskDefinition()));
        rows.put("Rolled back to", DisplayText.brief(outcome.rollbackTaskDefinition()));
        rows.put("Strategy", outcome.strategy());
        rows.put(
                "Expected to take",
                outcome.waitMillis() == 0
                        ? ""
                        : "about " + Durations.text(outcome.waitMillis()) + ", timeout "
                                + Durations.text(outcome.allowedMillis()));
        rows.put("Bake time until", outcome.bakeEndsAt() == 0 ? "" : Durations.moment(outcome.bakeEndsAt()));
        rows.put("Deployment", outcome.deploymentId());
        rows.put("Commit", outcome.commit());
        rows.put("Began", DisplayText.time(outcome.startedAt()));
        rows.put("Took", outcome.finishedAt() == 0 ? "" : Durations.text(outcome.finishedAt() - outcome.startedAt()));
        outcome.images().forEach((container, image) -> rows.put("Image of " + container, image));
        outcome.imageDigests().forEach((container, digest) -> rows.put("Digest of " + container, digest));
        List<Row> shown = new ArrayList<>();
        rows.forEach((label, value) -> {
            if (value != null && !value.isEmpty()) {
                shown.add(new Row(PlainText.line(label), PlainText.line(value)));
            }
        });
        return shown;
    }

    /** The name of the target that it went to; null where none was named. */
    @Exported
    public String getTarget() {
        return outcome.target();
    }

    /** The target's label or else its name; empty where none was named. */
    @Exported
    public String getTargetLabel() {
        return outcome.targetLabel();
    }

    /** Each setting that counted: its value and, in brackets, the place that it came from. */
    public List<Row> getSettings() {
        List<Row> shown = new ArrayList<>();
        if (details != null) {
            details.settings()
                    .forEach((label, value) -> shown.add(new Row(PlainText.line(label), PlainText.line(value))));
        }
        return shown;
    }

    /** When the bake time is over: epoch milliseconds; 0 outside of it. */
    @Exported
    public long getBakeEndsAt() {
        return outcome.bakeEndsAt();
    }

    /** Each time that the deployment waited for an answer. */
    @Exported(inline = true)
    public List<PauseView> getPauses() {
        return outcome.pauses().stream().map(PauseView::new).toList();
    }

    /** Another one means that the page shows something that is no longer so. */
    String stamp() {
        int events = details == null
                ? 0
                : Objects.hash(details.events().stream()
                        .map(event -> event.at() + event.what())
                        .toList());
        int stages = details == null ? 0 : details.stages().size();
        return Integer.toHexString(Objects.hash(
                getStatus(),
                getState(),
                getSummary(),
                getTasks(),
                getTraffic(),
                getBreaker(),
                outcome.deploymentId(),
                outcome.taskDefinition(),
                outcome.awaitsAction(),
                getPauses().stream().map(PauseView::getEnd).toList(),
                stages,
                events));
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
