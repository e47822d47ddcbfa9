package io.jenkins.plugins.ecs.ui.dashboard;

import edu.umd.cs.findbugs.annotations.NonNull;
import edu.umd.cs.findbugs.annotations.Nullable;
import io.jenkins.plugins.ecs.history.DeploymentRecord;
import io.jenkins.plugins.ecs.paths.proof.PathEvent;
import io.jenkins.plugins.ecs.text.PlainText;
import io.jenkins.plugins.ecs.ui.DisplayText;
import io.jenkins.plugins.ecs.ui.PageMessages;
import io.jenkins.plugins.ecs.ui.build.PathCard;
import io.jenkins.plugins.ecs.ui.build.SlotView;
import java.util.ArrayList;
import java.util.List;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** What a service has in one environment of its path: what was released there last, and what is on its way there. */
@ExportedBean(defaultVisibility = 3)
public final class PlacedCard extends PathCard {

    private final String name;
    private final PathEvent newest;
    private final DeploymentRecord record;
    private final List<SlotView> waiting;

    /**
     * @param newest event of the environment; null if there is none that the user may see
     * @param record the deployment that the event is about; null without an event
     * @param waiting the releases that are in the environment, or wait for it
     */
    PlacedCard(
            @NonNull String name,
            @Nullable PathEvent newest,
            @Nullable DeploymentRecord record,
            @NonNull List<SlotView> waiting) {
        this.name = name;
        this.newest = newest;
        this.record = record;
        this.waiting = waiting;
    }

    @NonNull
    @Override
    @Exported
    public String getName() {
        return name;
    }

    /** {@code proven}, {@code no longer proven} or {@code held}; {@code no release} if nothing is known. */
    @NonNull
    @Override
    @Exported(name = "state")
    public String getWords() {
        if (newest == null) {
            return PathPageMessages.NO_RELEASE;
        }
        return switch (newest.kind()) {
            case PROVEN -> PathPageMessages.PROVEN;
            case HOTFIX -> PathPageMessages.HOTFIX;
            case REVOKED -> PathPageMessages.NO_LONGER_PROVEN;
            case HELD -> PathPageMessages.HELD;
        };
    }

    @NonNull
    @Override
    public String getTone() {
        if (newest == null) {
            return waiting.isEmpty() ? "none" : "busy";
        }
        return switch (newest.kind()) {
            case PROVEN -> "good";
            case HOTFIX -> "warning";
            default -> "bad";
        };
    }

    @NonNull
    @Override
    public String getTime() {
        return newest == null ? "" : PageMessages.environmentTime(false, newest.at());
    }

    /** Epoch milliseconds; 0 if nothing is known. */
    @Exported
    public long getSince() {
        return newest == null ? 0 : newest.at();
    }

    @Exported
    public String getVersion() {
        return record == null ? "" : record.version();
    }

    /** What waits there, and for whom or until when. */
    @Exported
    public List<String> getWaiting() {
        return waiting.stream().map(SlotView::getText).toList();
    }

    @NonNull
    @Override
    public List<SlotView> getSlots() {
        List<SlotView> slots = new ArrayList<>();
        if (record != null) {
            HistoryRow row = new HistoryRow(record);
            slots.add(new SlotView(
                    PathPageMessages.RELEASE,
                    row.getVersion(),
                    getTone(),
                    PathPageMessages.byBuild(DisplayText.brief(record.taskDefinition()), row.getJob(), row.getBuild()),
                    row.getBuildUrl() + "ecs-deployments/"));
        }
        slots.addAll(waiting);
        return slots;
    }

    @NonNull
    @Override
    @Exported
    public String getCause() {
        return newest == null ? "" : PlainText.line(newest.reason());
    }
}
