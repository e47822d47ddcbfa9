package io.jenkins.plugins.ecs.ui.build;

import edu.umd.cs.findbugs.annotations.NonNull;
import java.util.List;

/** One environment in a picture of a path. All such pictures have the same markup. */
public abstract class PathCard {

    @NonNull
    public abstract String getName();

    /** Its state in lowercase words. */
    @NonNull
    public abstract String getWords();

    /** Colour of its frame; the state is always shown as text, too. */
    @NonNull
    public abstract String getTone();

    /** A time in words; empty if there is none. */
    @NonNull
    public abstract String getTime();

    @NonNull
    public abstract List<SlotView> getSlots();

    /** Why it ended as it did; empty if there is nothing to say. */
    @NonNull
    public abstract String getCause();
}
