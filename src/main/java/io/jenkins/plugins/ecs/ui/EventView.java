package io.jenkins.plugins.ecs.ui;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.rollout.Moment;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** An event of the service, by AWS's clock. */
@ExportedBean(defaultVisibility = 2)
public final class EventView {

    private final Moment event;

    EventView(@NonNull Moment event) {
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
        return Words.time(event.at());
    }

    public String getIso() {
        return Words.iso(event.at());
    }
}
