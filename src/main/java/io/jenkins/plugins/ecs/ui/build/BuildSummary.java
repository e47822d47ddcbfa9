package io.jenkins.plugins.ecs.ui.build;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.text.PlainLine;
import io.jenkins.plugins.ecs.ui.PageMessages;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** A short summary of all deployments of a build: their number and the worst state. */
public final class BuildSummary {

    private static final int LONGEST_VERSION = 24;
    /** The most important states first. */
    private static final List<String> ORDER = List.of("busy", "bad", "warning", "none", "good");

    private final DeploymentView worst;
    private final List<DeploymentView> all;

    private BuildSummary(DeploymentView worst, List<DeploymentView> all) {
        this.worst = worst;
        this.all = all;
    }

    /** @param deployments at least one */
    @NonNull
    public static BuildSummary of(@NonNull List<DeploymentView> deployments) {
        DeploymentView worst = deployments.stream()
                .min(Comparator.comparingInt(view -> ORDER.indexOf(view.getTone())))
                .orElseThrow();
        return new BuildSummary(worst, deployments);
    }

    public String getIcon() {
        return worst.getIcon();
    }

    /** {@code healthy 2.0.0}; {@code 3 deployments: failed} if there are several. */
    public String getText() {
        return all.size() == 1
                ? worst.getState() + " " + PlainLine.of(worst.getVersion(), LONGEST_VERSION)
                : PageMessages.deployments(all.size(), worst.getState());
    }

    /** Only the version if all succeeded, because a list of builds has little room. */
    public String getShortText() {
        boolean well = all.size() == 1 && worst.getTone().equals("good");
        return well ? PlainLine.of(worst.getVersion(), LONGEST_VERSION) : getText();
    }

    public String getTooltip() {
        return all.stream().limit(10).map(DeploymentView::getHeadline).collect(Collectors.joining("; "));
    }
}
