package io.jenkins.plugins.ecs.benchmark;

import io.jenkins.plugins.ecs.aws.connection.AwsConnection;
import io.jenkins.plugins.ecs.aws.connection.SharedConnections;
import io.jenkins.plugins.ecs.polling.PolledConnection;
import io.jenkins.plugins.ecs.polling.PollerExecutor;
import io.jenkins.plugins.ecs.polling.SharedPoller;
import io.jenkins.plugins.ecs.sandbox.EcsSandbox;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/**
 * What a Jenkins controller has of the plugin: the poller, its eight threads and the shared connections, without a
 * Jenkins. It can be held still, to count what is in memory.
 */
final class Controller implements PollerExecutor, AutoCloseable {

    private static final String THREAD = "ecs-deployment";

    private final AwsConnection.Settings settings;
    private final SharedConnections connections = new SharedConnections();
    private final SharedPoller watch = new SharedPoller(
            this,
            () -> TimeUnit.NANOSECONDS.toMillis(System.nanoTime()),
            () -> ThreadLocalRandom.current().nextDouble());
    private final ScheduledThreadPoolExecutor pool = new ScheduledThreadPoolExecutor(8, task -> thread(task, THREAD));
    /** In Jenkins this is {@code jenkins.util.Timer}, which is there in any case. */
    private final ScheduledThreadPoolExecutor timer =
            new ScheduledThreadPoolExecutor(1, task -> thread(task, "ecs-timer"));

    private final Deque<Runnable> held = new ArrayDeque<>();
    private boolean still;

    Controller(EcsSandbox sandbox) {
        settings = new AwsConnection.Settings(Fleet.REGION, sandbox.endpoint(), null, "benchmark", null);
    }

    private static Thread thread(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }

    PolledConnection join() {
        Supplier<AwsCredentialsProvider> keys = () -> StaticCredentialsProvider.create(
                AwsBasicCredentials.create(EcsSandbox.ACCESS_KEY_ID, EcsSandbox.SECRET_ACCESS_KEY));
        var shared = connections.join(settings, "benchmark", keys);
        return new PolledConnection(
                shared,
                watch.join(shared.key(), shared.place(), shared.connection().ecsCall(), null));
    }

    /** The same for a target with a queue of events. */
    PolledConnection joinNotified(String queueUrl) {
        Supplier<AwsCredentialsProvider> keys = () -> StaticCredentialsProvider.create(
                AwsBasicCredentials.create(EcsSandbox.ACCESS_KEY_ID, EcsSandbox.SECRET_ACCESS_KEY));
        var shared = connections.join(settings, "benchmark", keys);
        AwsConnection aws = shared.connection();
        return new PolledConnection(
                shared, watch.join(shared.key(), shared.place(), aws.ecsCall(), null, aws.queues(), queueUrl));
    }

    @Override
    public void run(Runnable task) {
        synchronized (held) {
            if (still) {
                held.add(task);
                return;
            }
        }
        pool.execute(task);
    }

    @Override
    public void later(Runnable task, long inMillis) {
        timer.schedule(() -> run(task), inMillis, TimeUnit.MILLISECONDS);
    }

    /** Nothing begins any more, and what was in progress is over when this returns. */
    void hold() throws InterruptedException {
        synchronized (held) {
            still = true;
        }
        while (pool.getActiveCount() > 0) {
            Thread.sleep(20);
        }
    }

    void goOn() {
        synchronized (held) {
            still = false;
            held.forEach(pool::execute);
            held.clear();
        }
    }

    /** CPU time of the threads that do the plugin's work, in milliseconds. */
    static long cpuMillis() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long nanos = 0;
        for (long id : threads.getAllThreadIds()) {
            var info = threads.getThreadInfo(id);
            if (info != null && info.getThreadName().startsWith("ecs-deployment")) {
                nanos += Math.max(0, threads.getThreadCpuTime(id));
            }
        }
        return TimeUnit.NANOSECONDS.toMillis(nanos);
    }

    int threads() {
        return pool.getLargestPoolSize();
    }

    int openConnections() {
        return connections.count();
    }

    int lanes() {
        return watch.lanes();
    }

    @Override
    public void close() {
        pool.shutdownNow();
        timer.shutdownNow();
    }
}
