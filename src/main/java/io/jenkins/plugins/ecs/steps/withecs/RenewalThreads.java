package io.jenkins.plugins.ecs.steps.withecs;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.init.Terminator;
import hudson.security.ACL;
import hudson.security.ACLContext;
import hudson.util.DaemonThreadFactory;
import hudson.util.NamingThreadFactory;
import io.jenkins.plugins.ecs.steps.execution.RolloutThreads;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** Threads on which the credentials of {@code withEcs} blocks are renewed: STS may be slow, and deployments must not wait for it. */
@Restricted(NoExternalUse.class)
public final class RenewalThreads {

    private static final int MOST = 2;

    private static ScheduledThreadPoolExecutor pool;

    private RenewalThreads() {}

    /** Runs as SYSTEM: credentials are looked up by the build, not by the thread. */
    static synchronized void schedule(@NonNull Runnable renewal, long inMillis) {
        if (!RolloutThreads.isOpen()) {
            return;
        }
        if (pool == null) {
            pool = new ScheduledThreadPoolExecutor(
                    MOST, new NamingThreadFactory(new DaemonThreadFactory(), "ecs-credentials"));
            pool.setKeepAliveTime(1, TimeUnit.MINUTES);
            pool.allowCoreThreadTimeOut(true);
        }
        pool.schedule(
                () -> {
                    try (ACLContext system = ACL.as2(ACL.SYSTEM2)) {
                        renewal.run();
                    }
                },
                inMillis,
                TimeUnit.MILLISECONDS);
    }

    @Terminator
    public static synchronized void shutDown() {
        if (pool != null) {
            pool.shutdownNow();
            pool = null;
        }
    }
}
