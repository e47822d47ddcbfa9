package io.jenkins.plugins.ecs.steps.execution;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.init.Terminator;
import io.jenkins.plugins.ecs.config.settings.DaemonThreads;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadPoolExecutor;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** The few threads for reads of checks that may take their own time: an address that answers slowly holds no round. */
@Restricted(NoExternalUse.class)
public final class BackgroundReadThreads {

    private static final int MOST = 16;
    private static final int MOST_WAITING = 1_000;

    private static ThreadPoolExecutor pool;

    private BackgroundReadThreads() {}

    @NonNull
    static synchronized Executor pool() {
        if (pool == null) {
            pool = DaemonThreads.of("ecs-verification", MOST, MOST_WAITING);
        }
        return pool;
    }

    @Terminator
    public static synchronized void shutDown() {
        if (pool != null) {
            pool.shutdownNow();
            pool = null;
        }
    }
}
