package io.jenkins.plugins.ecs.polling;

/** The threads that run rounds and reads. */
public interface PollerExecutor {

    /** As soon as a thread is free. */
    void run(Runnable task);

    /** Runs a short task later, which makes no calls. */
    void later(Runnable task, long inMillis);
}
