package io.jenkins.plugins.ecs.sandbox;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** The tasks of a cluster that RunTask started. */
final class LooseTasks extends Agenda.Agent {

    /** Stopped tasks stay visible for an hour. */
    static final Duration VISIBLE = Duration.ofHours(1);

    final List<TaskState> tasks = new ArrayList<>();
    private final Publisher publisher;
    private final LogStreams logs;

    LooseTasks(Publisher publisher, LogStreams logs) {
        this.publisher = publisher;
        this.logs = logs;
    }

    @Override
    void step(Wake wake) {
        tasks.forEach(task -> {
            task.step(wake);
            task.write(logs, wake);
        });
        publisher.publishTasks(tasks, wake.now);
        forget(tasks, publisher, wake);
    }

    static void forget(List<TaskState> tasks, Publisher publisher, Wake wake) {
        for (Iterator<TaskState> each = tasks.iterator(); each.hasNext(); ) {
            TaskState task = each.next();
            if (task.isStopped()) {
                Instant end = task.stoppedAt.plus(VISIBLE);
                wake.at(end);
                if (!end.isAfter(wake.now)) {
                    publisher.forgetTask(task, wake.now);
                    each.remove();
                }
            }
        }
    }
}
