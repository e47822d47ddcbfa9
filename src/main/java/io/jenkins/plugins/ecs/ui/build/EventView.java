package io.jenkins.plugins.ecs.ui.build;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.rollout.state.TimedEvent;
import io.jenkins.plugins.ecs.ui.DisplayText;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** An event of the service. Its time is AWS's. */
@ExportedBean(defaultVisibility = 2)
public final class EventView {

    private final TimedEvent event;

    EventView(@NonNull TimedEvent event) {
        this.event = event;
    }

    /** Epoch milliseconds. */
    @Exported
    public long getAt() {
        return event.at();
    }

    @Exported
    public String getMessage() {
        return event.what();
    }

    public String getTime() {
        return DisplayText.time(event.at());
    }

    public String getIso() {
        return DisplayText.iso(event.at());
    }
}
