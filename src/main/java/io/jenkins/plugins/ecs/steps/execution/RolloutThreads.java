package io.jenkins.plugins.ecs.steps.execution;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.init.Terminator;
import io.jenkins.plugins.ecs.credentials.BuildConnections;
import io.jenkins.plugins.ecs.polling.PollerExecutor;
import io.jenkins.plugins.ecs.polling.SharedPoller;
import io.jenkins.plugins.ecs.polling.Watchdog;
import io.jenkins.plugins.ecs.rollout.lock.Registrations;
import java.lang.ref.WeakReference;
import java.time.Clock;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import jenkins.model.Jenkins;
import jenkins.util.Timer;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * The few threads on which all deployments of this controller take their rounds. A deployment that waits holds none. An
 * own pool, because {@code jenkins.util.Timer} has ten threads for the whole controller and AWS calls block.
 */
@Restricted(NoExternalUse.class)
public final class RolloutThreads {

    private static final StepThreads THREADS = new StepThreads("ecs-deployment", 8);
    private static final int LISTENER_THREADS = 4;
    /** Each waits for the events of one queue at a time. */
    private static final StepThreads LISTENERS = new StepThreads("ecs-events", LISTENER_THREADS);

    private static SharedPoller watch;
    private static Registrations registrations;
    private static Watchdog watchdog;

    /** The Jenkins that goes down; in tests another one may follow. */
    private static volatile WeakReference<Jenkins> closed = new WeakReference<>(null);

    private RolloutThreads() {}

    /** Runs as SYSTEM: credentials are looked up by the build, not by the thread. */
    public static void schedule(@NonNull Runnable round, long inMillis) {
        THREADS.schedule(round, ControllerTime.onMachine(inMillis));
    }

    /** The poller of this controller, made when the first deployment begins. */
    public static synchronized SharedPoller watch() {
        if (watch == null) {
            watch = new SharedPoller(
                    new PoolWorkers(THREADS),
                    new PoolWorkers(LISTENERS),
                    LISTENER_THREADS,
                    RolloutThreads::now,
                    () -> ThreadLocalRandom.current().nextDouble());
        }
        return watch;
    }

    /** The threads of the poller. */
    static PollerExecutor workers() {
        return new PoolWorkers(THREADS);
    }

    /** The revisions that this controller registers. */
    public static synchronized Registrations registrations() {
        if (registrations == null) {
            registrations = new Registrations();
        }
        return registrations;
    }

    /** Finds deployments that nobody polls; made when the first one begins. */
    static synchronized Watchdog watchdog() {
        if (watchdog == null) {
            watchdog = new Watchdog(new PoolWorkers(THREADS), RolloutThreads::now);
        }
        return watchdog;
    }

    /** By which deadlines are kept. */
    public static Clock clock() {
        return ControllerTime.clock();
    }

    /** Milliseconds that never go back. */
    static long now() {
        return ControllerTime.now();
    }

    /** Where all threads have hung for minutes, others take their place; they end when their calls do. */
    static void replaceHungThreads() {
        THREADS.replaceIfHung();
    }

    private record PoolWorkers(StepThreads threads) implements PollerExecutor {
        @Override
        public void run(Runnable task) {
            threads.schedule(task, 0);
        }

        @Override
        public void later(Runnable task, long inMillis) {
            if (isOpen()) {
                soon(task, ControllerTime.onMachine(inMillis));
            }
        }
    }

    /** For what neither calls AWS nor may wait behind a round that does: aborts. */
    static void soon(@NonNull Runnable shortTask, long inMillis) {
        Timer.get().schedule(shortTask, inMillis, TimeUnit.MILLISECONDS);
    }

    /**
     * No round begins, and none fails its build, while Jenkins goes down: the next start takes them up. Jenkins says so
     * itself only after the terminators of all plugins, of which each may take its time.
     */
    public static boolean isOpen() {
        Jenkins jenkins = Jenkins.getInstanceOrNull();
        return jenkins != null && !closed.refersTo(jenkins) && !jenkins.isTerminating();
    }

    @Terminator
    public static synchronized void shutDown() {
        closed = new WeakReference<>(Jenkins.getInstanceOrNull());
        THREADS.shutDown();
        LISTENERS.shutDown();
        LockTable.forget();
        BuildConnections.closeShared();
        watch = null;
        watchdog = null;
        registrations = null;
    }
}
