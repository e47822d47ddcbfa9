package io.jenkins.plugins.ecs.steps.execution;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.init.Terminator;
import hudson.util.DaemonThreadFactory;
import hudson.util.NamingThreadFactory;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
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
            pool = new ThreadPoolExecutor(
                    MOST,
                    MOST,
                    1,
                    TimeUnit.MINUTES,
                    new LinkedBlockingQueue<>(MOST_WAITING),
                    new NamingThreadFactory(new DaemonThreadFactory(), "ecs-verification"));
            pool.allowCoreThreadTimeOut(true);
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
