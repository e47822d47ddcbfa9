package io.jenkins.plugins.ecs.ui.build;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.rollout.LogTail;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The small state that an open page polls: whether anything has changed. */
public final class LiveState {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final boolean running;
    private final String stamp;
    private final String headline;

    private LiveState(boolean running, String stamp, String headline) {
        this.running = running;
        this.stamp = stamp;
        this.headline = headline;
    }

    @NonNull
    static LiveState of(
            @NonNull List<DeploymentView> deployments,
            @NonNull List<TaskRunView> tasks,
            @NonNull List<OperationView> operations,
            @NonNull List<ReleaseView> releases,
            @NonNull List<AskedApprovalView> approvals) {
        return new LiveState(
                deployments.stream().anyMatch(DeploymentView::isRunning)
                        || tasks.stream().anyMatch(TaskRunView::isRunning)
                        || operations.stream().anyMatch(OperationView::isRunning)
                        || releases.stream().anyMatch(ReleaseView::isRunning)
                        || approvals.stream().anyMatch(AskedApprovalView::isRunning),
                Stream.of(
                                deployments.stream().map(DeploymentView::stamp),
                                tasks.stream().map(TaskRunView::stamp),
                                operations.stream().map(OperationView::stamp),
                                releases.stream().map(ReleaseView::stamp),
                                approvals.stream().map(AskedApprovalView::stamp))
                        .flatMap(stamps -> stamps)
                        .collect(Collectors.joining("-")),
                Stream.of(
                                deployments.stream().map(DeploymentView::getHeadline),
                                tasks.stream().map(TaskRunView::getSummary),
                                operations.stream().map(OperationView::getSummary),
                                releases.stream().map(ReleaseView::getSummary),
                                approvals.stream().map(AskedApprovalView::getSummary))
                        .flatMap(lines -> lines)
                        .collect(Collectors.joining("; ")));
    }

    /**
     * The same with the logs that a page shows, which change without their deployments.
     *
     * @param logs by deployment; empty before it was read
     */
    @NonNull
    LiveState with(@NonNull Map<String, Optional<LogTail>> logs) {
        return logs.isEmpty()
                ? this
                : new LiveState(running, stamp + "-" + Integer.toHexString(logs.hashCode()), headline);
    }

    public boolean isRunning() {
        return running;
    }

    public String getStamp() {
        return stamp;
    }

    /** Text of the ARIA live region. */
    public String getHeadline() {
        return headline;
    }

    @NonNull
    String json() {
        ObjectNode json = JSON.createObjectNode();
        json.put("running", running);
        json.put("stamp", stamp);
        json.put("headline", headline);
        return json.toString();
    }
}
