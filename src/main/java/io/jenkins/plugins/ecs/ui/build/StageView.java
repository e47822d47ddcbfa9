package io.jenkins.plugins.ecs.ui.build;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.rollout.state.TimedEvent;
import io.jenkins.plugins.ecs.text.Durations;
import io.jenkins.plugins.ecs.ui.DisplayText;
import java.util.ArrayList;
import java.util.List;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** One stage of a deployment: name, start, duration, and its segment of the stage bar. */
@ExportedBean(defaultVisibility = 2)
public final class StageView {

    /** Width of the stage bar. */
    static final int WIDTH = 1000;

    private static final String END = "ENDED";
    private static final int COLOURS = 4;
    /** Narrower segments are not drawn. */
    private static final int NARROWEST = 5;

    private final TimedEvent begin;
    private final long until;
    private final boolean current;
    private int begins;
    private int ends;
    private int colour;

    private StageView(TimedEvent begin, long until, boolean current) {
        this.begin = begin;
        this.until = until;
        this.current = current;
    }

    /** @param finishedAt 0 while the deployment is in progress */
    @NonNull
    static List<StageView> of(@NonNull List<TimedEvent> stages, long finishedAt, long now) {
        List<StageView> views = new ArrayList<>();
        for (int i = 0; i < stages.size(); i++) {
            TimedEvent stage = stages.get(i);
            boolean last = i == stages.size() - 1;
            if (!stage.what().equals(END)) {
                long until = last
                        ? (finishedAt == 0 ? now : finishedAt)
                        : stages.get(i + 1).at();
                // A phase that is followed immediately by a stage of ECS would be redundant.
                boolean noise = stage.what().equals("FOLLOWING") && !last && until - stage.at() < 1000;
                if (!noise) {
                    views.add(new StageView(stage, until, last && finishedAt == 0));
                }
            }
        }
        place(views);
        return views;
    }

    /** Segments are proportional to the durations. */
    private static void place(List<StageView> views) {
        long all = views.stream().mapToLong(StageView::getDuration).sum();
        long over = 0;
        int drawn = 0;
        for (StageView view : views) {
            view.begins = share(over, all);
            over += view.getDuration();
            view.ends = share(over, all);
            if (view.isDrawn()) {
                view.colour = drawn++ % COLOURS + 1;
            }
        }
    }

    private static int share(long part, long all) {
        return all == 0 ? 0 : (int) Math.round((double) part * WIDTH / all);
    }

    /** The phase of the plugin, or the stage of ECS. */
    @Exported
    public String getId() {
        return begin.what();
    }

    @Exported
    public String getName() {
        return DisplayText.stage(begin.what());
    }

    /** Epoch milliseconds. */
    @Exported
    public long getStartedAt() {
        return begin.at();
    }

    /** Milliseconds; for the current stage, until now. */
    @Exported
    public long getDuration() {
        return Math.max(0, until - begin.at());
    }

    @Exported
    public boolean isCurrent() {
        return current;
    }

    /** Whether the segment is wide enough to be drawn. */
    public boolean isDrawn() {
        return getWidth() >= NARROWEST;
    }

    /** Start of the segment. */
    public int getX() {
        return begins;
    }

    public int getWidth() {
        return ends - begins;
    }

    /** Starts at 1; 0 if the segment is not drawn. */
    public int getColour() {
        return colour;
    }

    public String getTime() {
        return DisplayText.time(begin.at());
    }

    public String getIso() {
        return DisplayText.iso(begin.at());
    }

    public String getTook() {
        return current ? "now" : Durations.text(getDuration());
    }
}
