package io.jenkins.plugins.ecs.ui.build;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import edu.umd.cs.findbugs.annotations.Nullable;
import io.jenkins.plugins.ecs.history.DeployState;
import io.jenkins.plugins.ecs.rollout.state.Details;
import io.jenkins.plugins.ecs.rollout.state.Outcome;
import io.jenkins.plugins.ecs.text.PlainLine;
import io.jenkins.plugins.ecs.text.PlainText;
import io.jenkins.plugins.ecs.ui.DisplayText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** One deployment, for pages and the REST API. Its texts are plain, not escaped. */
@ExportedBean(defaultVisibility = 2)
public final class DeploymentView {

    private final String id;
    private final Outcome outcome;
    private final Details details;
    private final DeployState state;
    private final long now;

    /** @param details null if they were lost */
    public DeploymentView(@NonNull String id, @NonNull Outcome outcome, @CheckForNull Details details, long now) {
        this.id = id;
        this.outcome = outcome;
        this.details = details;
        this.state = DeployState.of(outcome);
        this.now = now;
    }

    /** Id of the deployment, unique within its build. */
    @Exported
    public String getId() {
        return id;
    }

    /** For ids of elements of the panel. */
    public Outcome getOutcome() {
        return outcome;
    }

    /** The verdict's name, or {@code IN_PROGRESS}. */
    @Exported
    public String getStatus() {
        return outcome.verdict() == null ? "IN_PROGRESS" : outcome.verdict().name();
    }

    /** The state as on a badge: {@code deploying 40 %}. */
    @Exported
    public String getState() {
        int percent = outcome.verdict() == null ? DeployState.percent(outcome) : 0;
        return state == DeployState.DEPLOYING && percent > 0 ? getPlainState() + " " + percent + " %" : getPlainState();
    }

    /** The state without the percentage. */
    String getPlainState() {
        return outcome.verdict() == null
                ? state.words()
                : DisplayText.words(outcome.verdict().name());
    }

    /** CSS class; the state is always shown as text, too. */
    public String getTone() {
        return state.tone().name().toLowerCase(Locale.ROOT);
    }

    /** A status icon of Jenkins; the state is always shown as text, too. */
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
            case REGISTERED:
            case ABORTED:
            case NOT_STARTED:
                return "symbol-status-aborted";
            default:
                return "symbol-status-red";
        }
    }

    /** The plan of a dry run; null for other deployments. */
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

    /** Announced by screen readers when the state changes. */
    public String getHeadline() {
        return BuildMessages.announcement(getTitle(), getState(), getVersion());
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

    /** The version, usually the image's tag. */
    @Exported
    public String getVersion() {
        return PlainLine.of(outcome.version(), 128);
    }

    /** The cause of the failure, the verification of the success, or the latest progress. */
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

    /** URL of the AWS documentation about the cause; may be empty. */
    @Exported
    public String getDocUrl() {
        return DisplayText.link(outcome.docUrl());
    }

    /** The failure report; null if there is none. */
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

    /** By container name. */
    @Exported
    public Map<String, String> getImages() {
        return outcome.images();
    }

    /** By container name. */
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

    /** Running tasks of the previous revision. */
    @Exported
    public int getOldCount() {
        return outcome.oldCount();
    }

    @Exported
    public int getFailedTasks() {
        return outcome.failedTasks();
    }

    /** Failures counted by the circuit breaker. */
    @Exported
    public int getBreakerFailures() {
        return outcome.breakerFailures();
    }

    /** Number of failed tasks that triggers the circuit breaker; 0 if unknown. */
    @Exported
    public int getBreakerThreshold() {
        return outcome.failureThreshold();
    }

    /**
     * Last reported share of the production traffic for the new revision, in percent; null if no traffic is shifted.
     */
    @Exported
    public Double getProductionWeight() {
        return outcome.productionWeight();
    }

    /** The same for test traffic. */
    @Exported
    public Double getTestWeight() {
        return outcome.testWeight();
    }

    /** The lifecycle stage as reported by AWS; empty for rolling updates. */
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

    /** Epoch milliseconds; 0 while the deployment is in progress. */
    @Exported
    public long getFinishedAt() {
        return outcome.finishedAt();
    }

    @Exported(inline = true)
    public List<StageView> getStages() {
        return details == null ? List.of() : StageView.of(details.stages(), outcome.finishedAt(), now);
    }

    /** The latest events of the service, oldest first. */
    @Exported(inline = true)
    public List<EventView> getEvents() {
        return details == null
                ? List.of()
                : details.events().stream().map(EventView::new).toList();
    }

    /** Refusals of rules that only warn. */
    @Exported
    public List<String> getRuleWarnings() {
        return details == null
                ? List.of()
                : details.ruleWarnings().stream().map(PlainText::line).toList();
    }

    /** The changes of the task definition. */
    @Exported
    public List<String> getChanges() {
        return details == null
                ? List.of()
                : details.changes().stream().map(PlainText::line).toList();
    }

    /** The changes of the scaling that the service definition asked for. */
    @Exported
    public List<String> getScalingChanges() {
        return outcome.scalingChanges().stream().map(PlainText::line).toList();
    }

    /** What is wrong with the scaling of the service. */
    @Exported
    public List<String> getScalingProblems() {
        return outcome.scalingProblems().stream().map(PlainText::line).toList();
    }

    /** Text of the traffic bar; empty if no traffic is shifted. */
    public String getTraffic() {
        return ProgressTexts.traffic(outcome);
    }

    /** Text of the task bar; empty if there are no tasks. */
    public String getTasks() {
        return ProgressTexts.tasks(outcome);
    }

    /** Text of the circuit breaker's bar; empty if unknown. */
    public String getBreaker() {
        return ProgressTexts.breaker(outcome);
    }

    /** Labels and values, the most important first. Empty values are omitted. */
    public List<LabeledValue> getRows() {
        return DeploymentRows.of(this);
    }

    /** The effective settings: each value with its origin in parentheses. */
    public List<LabeledValue> getSettings() {
        return DeploymentRows.settings(details);
    }

    /** The name of the target; null if none was set. */
    @Exported
    public String getTarget() {
        return outcome.target();
    }

    /** The label of the target, or its name if it has none; empty if none was set. */
    @Exported
    public String getTargetLabel() {
        return outcome.targetLabel();
    }

    /** End of the bake time in epoch milliseconds; 0 outside of the bake time. */
    @Exported
    public long getBakeEndsAt() {
        return outcome.bakeEndsAt();
    }

    /** The tasks before the deployment that have begun. */
    @Exported(inline = true)
    public List<TaskRunView> getBefore() {
        return outcome.before().stream().map(TaskRunView::new).toList();
    }

    /** The tasks after the deployment that have begun. */
    @Exported(inline = true)
    public List<TaskRunView> getAfter() {
        return outcome.after().stream().map(TaskRunView::new).toList();
    }

    /** Both, in the order in which they ran, by the words of their stage. */
    public Map<String, List<TaskRunView>> getSurroundingTasks() {
        Map<String, List<TaskRunView>> tasks = new LinkedHashMap<>();
        tasks.put("Tasks before the deployment", getBefore());
        tasks.put("Tasks after the deployment", getAfter());
        tasks.values().removeIf(List::isEmpty);
        return tasks;
    }

    /** A line for each scheduled task that was given the revision. */
    @Exported
    public List<String> getMovedSchedules() {
        return outcome.movedSchedules().stream().map(PlainText::line).toList();
    }

    /** A line for each scheduled task that was not given the revision, although it should have been. */
    @Exported
    public List<String> getScheduleProblems() {
        return outcome.scheduleProblems().stream().map(PlainText::line).toList();
    }

    /** The last verification after the deployment; null if there was none. */
    @Nullable
    @Exported(inline = true)
    public DeploymentVerificationView getVerification() {
        return DeploymentVerificationView.of(outcome);
    }

    /** The pauses of the deployment. */
    @Exported(inline = true)
    public List<PauseView> getPauses() {
        return outcome.pauses().stream().map(PauseView::new).toList();
    }

    /** Changes whenever the page must be reloaded. */
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
                getMovedSchedules(),
                getScheduleProblems(),
                getPauses().stream().map(PauseView::getEnd).toList(),
                getBefore().stream().map(TaskRunView::stamp).toList(),
                getAfter().stream().map(TaskRunView::stamp).toList(),
                getVerification() == null ? "" : getVerification().stamp(),
                stages,
                events));
    }
}
