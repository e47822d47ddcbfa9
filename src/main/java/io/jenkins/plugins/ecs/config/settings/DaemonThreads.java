package io.jenkins.plugins.ecs.config.settings;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.util.DaemonThreadFactory;
import hudson.util.NamingThreadFactory;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Pools of a few daemon threads for work aside. A pool without work for a minute has no threads. */
public final class DaemonThreads {

    private DaemonThreads() {}

    /**
     * @param name of the threads
     * @param most threads
     * @param mostWaiting tasks that wait for one; more are rejected
     */
    @NonNull
    public static ThreadPoolExecutor of(@NonNull String name, int most, int mostWaiting) {
        ThreadPoolExecutor threads = new ThreadPoolExecutor(
                most,
                most,
                1,
                TimeUnit.MINUTES,
                new LinkedBlockingQueue<>(mostWaiting),
                new NamingThreadFactory(new DaemonThreadFactory(), name));
        threads.allowCoreThreadTimeOut(true);
        return threads;
    }
}
