package io.jenkins.plugins.ecs.steps.execution;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.security.ACL;
import hudson.security.ACLContext;
import hudson.util.DaemonThreadFactory;
import hudson.util.NamingThreadFactory;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** A few daemon threads, made when they are first needed. They run as SYSTEM: credentials are resolved by the build. */
public final class StepThreads {

    private final String name;
    private final int most;
    private ScheduledThreadPoolExecutor pool;

    public StepThreads(@NonNull String name, int most) {
        this.name = name;
        this.most = most;
    }

    /** Does nothing while Jenkins goes down: the next start continues. */
    public void schedule(@NonNull Runnable task, long inMillis) {
        if (RolloutThreads.isOpen()) {
            pool().schedule(() -> asSystem(task), inMillis, TimeUnit.MILLISECONDS);
        }
    }

    /** If all threads have hung, new ones take their place; the old ones end when their calls do. */
    synchronized void replaceIfHung() {
        if (pool != null && pool.getActiveCount() >= most && !pool.getQueue().isEmpty()) {
            pool.shutdown();
            pool = null;
        }
    }

    public synchronized void shutDown() {
        if (pool != null) {
            pool.shutdownNow();
            pool = null;
        }
    }

    private static void asSystem(Runnable task) {
        try (ACLContext system = ACL.as2(ACL.SYSTEM2)) {
            task.run();
        }
    }

    private synchronized ScheduledThreadPoolExecutor pool() {
        if (pool == null) {
            pool = new ScheduledThreadPoolExecutor(most, new NamingThreadFactory(new DaemonThreadFactory(), name));
            pool.setKeepAliveTime(1, TimeUnit.MINUTES);
            pool.allowCoreThreadTimeOut(true);
            pool.setRemoveOnCancelPolicy(true);
        }
        return pool;
    }
}
