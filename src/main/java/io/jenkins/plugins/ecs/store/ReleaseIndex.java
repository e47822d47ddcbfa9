package io.jenkins.plugins.ecs.store;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.ExtensionList;
import io.jenkins.plugins.ecs.paths.proof.PathEvent;
import io.jenkins.plugins.ecs.paths.proof.ReleaseLog;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import jenkins.model.Jenkins;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * What is proven on this controller: its {@link ReleaseLog}, in {@code JENKINS_HOME/ecs-deployments}. A release does not
 * go on while it cannot be read or written.
 */
@Extension
@Restricted(NoExternalUse.class)
public final class ReleaseIndex {

    private static final String FILE = "ecs-deployments/releases.jsonl";

    private ReleaseLog log;

    @NonNull
    public static ReleaseIndex get() {
        return ExtensionList.lookupSingleton(ReleaseIndex.class);
    }

    private synchronized ReleaseLog log() {
        if (log == null) {
            log = new ReleaseLog(new File(Jenkins.get().getRootDir(), FILE).toPath());
        }
        return log;
    }

    /** The events of a service, oldest first; of all accounts. */
    @NonNull
    public List<PathEvent> of(@NonNull String region, @NonNull String cluster, @NonNull String service) {
        try {
            return log().of(region, cluster, service);
        } catch (IOException e) {
            throw new UncheckedIOException("Could not read " + FILE, e);
        }
    }

    /** The events of all services, oldest first of each. */
    @NonNull
    public List<PathEvent> all() {
        try {
            return log().all();
        } catch (IOException e) {
            throw new UncheckedIOException("Could not read " + FILE, e);
        }
    }

    /** When it returns, a restart finds the event. */
    public void record(@NonNull PathEvent event) {
        try {
            log().record(event);
        } catch (IOException e) {
            throw new UncheckedIOException("Could not write " + FILE, e);
        }
    }
}
