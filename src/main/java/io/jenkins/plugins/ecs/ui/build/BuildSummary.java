package io.jenkins.plugins.ecs.ui.build;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.text.PlainLine;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** A short summary of a build: its deployments and the worst state, or else its task runs or verifications. */
public final class BuildSummary {

    private static final int LONGEST_VERSION = 24;
    /** The most important states first. */
    private static final List<String> ORDER = List.of("busy", "bad", "warning", "none", "good");

    private final String icon;
    private final String text;
    private final String shortText;
    private final String tooltip;

    private BuildSummary(String icon, String text, String shortText, String tooltip) {
        this.icon = icon;
        this.text = text;
        this.shortText = shortText;
        this.tooltip = tooltip;
    }

    /** One of the lists is not empty. */
    @NonNull
    static BuildSummary of(
            @NonNull List<DeploymentView> deployments,
            @NonNull List<TaskRunView> tasks,
            @NonNull List<OperationView> operations,
            @NonNull List<VerificationView> verifications,
            @NonNull List<ReleaseView> releases,
            @NonNull List<AskedApprovalView> approvals) {
        if (!deployments.isEmpty()) {
            return of(deployments);
        }
        if (!tasks.isEmpty()) {
            return of(tasks.get(tasks.size() - 1), tasks.size());
        }
        if (!operations.isEmpty()) {
            OperationView last = operations.get(operations.size() - 1);
            String text = BuildMessages.operation(last.getKind(), last.getState());
            return new BuildSummary(last.getIcon(), text, text, last.getSummary());
        }
        if (verifications.isEmpty() && releases.isEmpty()) {
            AskedApprovalView asked = approvals.get(approvals.size() - 1);
            return new BuildSummary(asked.getIcon(), asked.state(), asked.state(), asked.getSummary());
        }
        if (verifications.isEmpty()) {
            ReleaseView release = releases.get(releases.size() - 1);
            return new BuildSummary(release.getIcon(), release.getState(), release.getState(), release.getSummary());
        }
        VerificationView last = verifications.get(verifications.size() - 1);
        return new BuildSummary(last.getIcon(), last.getStatus(), last.getStatus(), last.getSummary());
    }

    private static BuildSummary of(TaskRunView last, int number) {
        String text = BuildMessages.taskRuns(number, last.getState());
        return new BuildSummary(last.getIcon(), text, text, last.getSummary());
    }

    /** @param deployments at least one */
    @NonNull
    public static BuildSummary of(@NonNull List<DeploymentView> deployments) {
        DeploymentView worst = deployments.stream()
                .min(Comparator.comparingInt(view -> ORDER.indexOf(view.getTone())))
                .orElseThrow();
        String version = PlainLine.of(worst.getVersion(), LONGEST_VERSION);
        boolean one = deployments.size() == 1;
        String text = one
                ? worst.getState() + " " + version
                : BuildMessages.deployments(deployments.size(), worst.getState());
        boolean well = one && worst.getTone().equals("good");
        String tooltip =
                deployments.stream().limit(10).map(DeploymentView::getHeadline).collect(Collectors.joining("; "));
        return new BuildSummary(worst.getIcon(), text, well ? version : text, tooltip);
    }

    public String getIcon() {
        return icon;
    }

    /** {@code healthy 2.0.0}; {@code 3 deployments: failed} if there are several. */
    public String getText() {
        return text;
    }

    /** Only the version if all succeeded, because a list of builds has little room. */
    public String getShortText() {
        return shortText;
    }

    public String getTooltip() {
        return tooltip;
    }
}
