package io.jenkins.plugins.ecs.config.settings;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** What the {@code withEcs} blocks around a step set. Immutable; persisted with their bodies, so it holds ids only. */
public final class EcsContext implements Serializable {

    private static final long serialVersionUID = 1L;

    /** Innermost first. */
    private final ArrayList<SettingsLayer> layers;

    private EcsContext(ArrayList<SettingsLayer> layers) {
        this.layers = layers;
    }

    /** A block inside of others. */
    @NonNull
    public static EcsContext inside(@CheckForNull EcsContext outer, @NonNull SettingsLayer block) {
        ArrayList<SettingsLayer> layers = new ArrayList<>();
        layers.add(block);
        if (outer != null) {
            layers.addAll(outer.layers);
        }
        return new EcsContext(layers);
    }

    /** A step's own layer and those of the blocks around it, nearest first. */
    @NonNull
    public static List<SettingsLayer> around(@NonNull SettingsLayer step, @CheckForNull EcsContext blocks) {
        return Collections.unmodifiableList(inside(blocks, step).layers);
    }
}
