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

/** Is told what becomes of the deployments and verifications of builds; for parts that need other plugins. */
@Restricted(NoExternalUse.class)
public interface CheckListener extends ExtensionPoint {

    /**
     * Must not take long: a deployment waits for it.
     *
     * @param id names the deployment or the verification among those of the build
     */
    void changed(@NonNull Run<?, ?> run, @NonNull String id, @NonNull CheckRunView check);

    /** Tells all of them. What goes wrong there disturbs no deployment. */
    static void tell(@NonNull Run<?, ?> run, @NonNull String id, @NonNull Supplier<CheckRunView> check) {
        for (CheckListener listener : ExtensionList.lookup(CheckListener.class)) {
            try {
                listener.changed(run, id, check.get());
            } catch (RuntimeException | LinkageError e) {
                Logger.getLogger(CheckListener.class.getName())
                        .log(Level.WARNING, "could not tell of " + run.getExternalizableId(), e);
            }
        }
    }
}
