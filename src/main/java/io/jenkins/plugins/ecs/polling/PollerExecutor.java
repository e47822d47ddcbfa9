package io.jenkins.plugins.ecs.polling;

/** The threads that carry out rounds and reads. */
public interface PollerExecutor {

    /** As soon as a thread is free. */
    void run(Runnable task);

    /** Later. The task is short and calls nobody. */
    void later(Runnable task, long inMillis);
}
