package io.jenkins.plugins.ecs.tasks;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.aws.AwsFailure;
import io.jenkins.plugins.ecs.aws.connection.AwsClients;
import io.jenkins.plugins.ecs.aws.ecs.EcsApi;
import io.jenkins.plugins.ecs.aws.services.LogPage;
import io.jenkins.plugins.ecs.aws.services.LogsApi;
import io.jenkins.plugins.ecs.polling.IndependentReads;
import io.jenkins.plugins.ecs.polling.RateLimiter;
import io.jenkins.plugins.ecs.tasks.decide.TaskDecision;
import io.jenkins.plugins.ecs.tasks.decide.TaskObservation;
import io.jenkins.plugins.ecs.tasks.decide.TaskPhaseHandler;
import io.jenkins.plugins.ecs.tasks.decide.TaskRead;
import io.jenkins.plugins.ecs.tasks.logs.LogCursor;
import io.jenkins.plugins.ecs.tasks.logs.LogPages;
import io.jenkins.plugins.ecs.tasks.state.TaskRunState;
import io.jenkins.plugins.ecs.text.masking.Masking;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes the reads that a phase declares, and lets it decide. */
final class TaskReader {

    private static final int NEWEST = 3;
    private static final int MOST_PAGES = 10;
    private static final int MOST_EVENTS = 10_000;
    /** A page of fewer events is rarely followed by another one; long events fill a page sooner. */
    private static final int FULL_PAGE = 10;

    private static final int LAST_EVENTS = 200;
    private static final String READ_LOG = "GetLogEvents";

    private final EcsApi ecs;
    private final AwsClients clients;
    private final RateLimiter gate;
    private final Masking masking;

    TaskReader(EcsApi ecs, AwsClients clients, RateLimiter gate, Masking masking) {
        this.ecs = ecs;
        this.clients = clients;
        this.gate = gate;
        this.masking = masking;
    }

    /**
     * Asks the phase until it needs nothing more, and decides at the time at which nothing was missing: a deadline may have
     * passed while AWS was slow to answer. Reads that the poller has yet to make end the round.
     */
    @NonNull
    TaskDecision decide(@NonNull TaskRunState state, @NonNull Clock clock) {
        TaskPhaseHandler handler = TaskPhaseHandler.of(state.phase());
        TaskObservation seen = new TaskObservation(masking, clock.millis());
        while (true) {
            long now = clock.millis();
            List<TaskRead> missing = handler.reads(state, seen, now).stream()
                    .filter(read -> !seen.has(read))
                    .toList();
            if (missing.isEmpty()) {
                return handler.decide(state, seen, now);
            }
            read(missing, seen);
        }
    }

    private void read(List<TaskRead> reads, TaskObservation seen) {
        IndependentReads.each(reads, read -> {
            try {
                seen.put(read, answer(read));
            } catch (AwsFailure failure) {
                seen.put(read, failure);
            }
        });
    }

    private Object answer(TaskRead read) {
        if (read instanceof TaskRead.Service service) {
            return ecs.serviceTree(service.cluster(), service.service());
        } else if (read instanceof TaskRead.Definition definition) {
            return ecs.taskDefinition(definition.reference());
        } else if (read instanceof TaskRead.Cluster cluster) {
            return ecs.clusterArn(cluster.name()).orElse("");
        } else if (read instanceof TaskRead.Tags tags) {
            return ecs.tags(tags.arn());
        } else if (read instanceof TaskRead.Newest newest) {
            return ecs.newestRevisions(newest.family(), NEWEST);
        } else if (read instanceof TaskRead.Tasks tasks) {
            return ecs.tasks(tasks.cluster(), tasks.arns());
        } else if (read instanceof TaskRead.StartedBy startedBy) {
            return ecs.tasksStartedBy(startedBy.cluster(), startedBy.startedBy(), startedBy.desiredStatus());
        } else if (read instanceof TaskRead.Log log) {
            return pages(log);
        }
        LogCursor cursor = ((TaskRead.LogEnd) read).cursor();
        return clients.logs(cursor.region()).tail(cursor.group(), cursor.stream(), LAST_EVENTS);
    }

    /** Page by page to the end of the stream, as far as the rate limit lets it. Pages in the middle may be empty. */
    private LogPages pages(TaskRead.Log log) {
        LogCursor cursor = log.cursor();
        LogsApi logs = clients.logs(cursor.region());
        List<LogPage.Event> events = new ArrayList<>();
        String token = cursor.token();
        boolean exists = cursor.exists();
        for (int i = 0; i < MOST_PAGES && events.size() < log.most(); i++) {
            long wait = gate.turnIn(READ_LOG);
            if (wait > 0) {
                return new LogPages(exists, events, token, false, wait);
            }
            Optional<LogPage> page;
            try {
                page = logs.page(
                        cursor.group(),
                        cursor.stream(),
                        token,
                        cursor.lastTimestamp(),
                        Math.min(MOST_EVENTS, Math.max(1, log.most())));
            } catch (AwsFailure failure) {
                if (events.isEmpty()) {
                    throw failure;
                }
                return new LogPages(true, events, token, false, 0);
            }
            if (page.isEmpty()) {
                return events.isEmpty() && !exists ? LogPages.MISSING : new LogPages(exists, events, token, true, 0);
            }
            exists = true;
            events.addAll(page.get().events());
            String next = page.get().next();
            if (next.isEmpty() || next.equals(token)) {
                return new LogPages(true, events, next.isEmpty() ? null : next, true, 0);
            }
            token = next;
            int read = page.get().events().size();
            if (read > 0 && read < FULL_PAGE) {
                // Most likely the end, which the next round sees: each read counts against the rate limit.
                return new LogPages(true, events, token, false, 0);
            }
        }
        return new LogPages(true, events, token, false, 0);
    }
}
