package io.jenkins.plugins.ecs.store;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.ExtensionPoint;
import io.jenkins.plugins.ecs.history.ServiceKey;
import java.util.Set;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** Called when the index has new services. For parts of the plugin that need other plugins. */
@Restricted(NoExternalUse.class)
public interface ServiceListener extends ExtensionPoint {

    /** @param services all services in the index */
    void known(@NonNull Set<ServiceKey> services);
}
