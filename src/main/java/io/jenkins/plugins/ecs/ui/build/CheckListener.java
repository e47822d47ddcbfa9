package io.jenkins.plugins.ecs.ui.build;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.ExtensionList;
import hudson.ExtensionPoint;
import hudson.model.Run;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** Called with the state of deployments and verifications. For parts of the plugin that need other plugins. */
@Restricted(NoExternalUse.class)
public interface CheckListener extends ExtensionPoint {

    /**
     * Must return quickly, because the deployment waits for it.
     *
     * @param id id of the deployment or verification, unique within the build
     */
    void changed(@NonNull Run<?, ?> run, @NonNull String id, @NonNull CheckRunView check);

    /** Calls all listeners. Their errors do not affect the deployment. */
    static void tell(@NonNull Run<?, ?> run, @NonNull String id, @NonNull Supplier<CheckRunView> check) {
        for (CheckListener listener : ExtensionList.lookup(CheckListener.class)) {
            try {
                listener.changed(run, id, check.get());
            } catch (RuntimeException | LinkageError e) {
                Logger.getLogger(CheckListener.class.getName())
                        .log(Level.WARNING, "Could not publish the state of " + run.getExternalizableId(), e);
            }
        }
    }
}
