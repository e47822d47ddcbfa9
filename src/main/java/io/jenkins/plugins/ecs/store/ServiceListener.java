package io.jenkins.plugins.ecs.store;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.ExtensionPoint;
import io.jenkins.plugins.ecs.history.ServiceKey;
import java.util.Set;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** Is told when the index has got to know services; for parts that need other plugins. */
@Restricted(NoExternalUse.class)
public interface ServiceListener extends ExtensionPoint {

    /** @param services all that are known now */
    void known(@NonNull Set<ServiceKey> services);
}
