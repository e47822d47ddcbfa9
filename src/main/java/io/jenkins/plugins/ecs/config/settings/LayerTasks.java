package io.jenkins.plugins.ecs.config.settings;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import java.util.List;

/**
 * The tasks of one place, or those that count.
 *
 * @param before null where nothing is set; an empty list means no tasks
 * @param after the same
 */
public record LayerTasks(
        @CheckForNull List<DeploymentTask> before,
        @CheckForNull List<DeploymentTask> after) {

    static final LayerTasks NONE = new LayerTasks(null, null);

    /** @param further what counts where this place sets nothing */
    @NonNull
    LayerTasks or(@NonNull LayerTasks further) {
        return new LayerTasks(before == null ? further.before : before, after == null ? further.after : after);
    }
}
