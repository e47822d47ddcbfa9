package io.jenkins.plugins.ecs.config.settings;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.rollout.request.Setting;
import java.util.ArrayList;
import java.util.List;

/**
 * The checks after a deployment, of all places: those of administrators are added to those of the step, which can neither
 * replace nor weaken them.
 *
 * @param own those of the step
 * @param required those of administrators
 */
record LayerChecks(
        @NonNull List<CheckSettings> own, @NonNull List<CheckSettings> required) {

    static final LayerChecks NONE = new LayerChecks(List.of(), List.of());

    /** @param layer the next one, further from the step */
    @NonNull
    LayerChecks and(@NonNull SettingsLayer layer) {
        if (layer.verify().isEmpty()) {
            return this;
        }
        if (isStep(layer)) {
            return new LayerChecks(layer.verify(), required);
        }
        List<CheckSettings> all = new ArrayList<>(required);
        all.addAll(layer.verify());
        return new LayerChecks(own, all);
    }

    /** The reaction to a failure of what a place requires is that of the place, and if it sets none the default. */
    @NonNull
    static SettingsLayer complete(@NonNull SettingsLayer layer) {
        boolean open =
                !isStep(layer) && !layer.verify().isEmpty() && layer.get(Setting.ON_VERIFICATION_FAILURE) == null;
        return open
                ? layer.with(
                        Setting.ON_VERIFICATION_FAILURE,
                        Setting.ON_VERIFICATION_FAILURE.kind().otherwise())
                : layer;
    }

    private static boolean isStep(SettingsLayer layer) {
        return EcsSettings.OF_STEP.equals(layer.origin());
    }
}
