package io.jenkins.plugins.ecs.ui.build;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.rollout.LogTail;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The logs of the deployments of one step. Only those that a page shows are read, in the background, however many pages
 * do; at most three within five seconds, first the one that was read longest ago.
 */
final class StepTails {

    private static final Logger LOGGER = Logger.getLogger(StepTails.class.getName());
    private static final int MOST_RECENT = 3;

    private final Function<String, LogTail> read;
    private final Executor threads;
    private final LongSupplier clock;
    /** By the id of the deployment's record. */
    private final Map<String, RecentTail> tails = new LinkedHashMap<>();

    /** @param clock monotonic milliseconds */
    StepTails(
            @NonNull Collection<String> ids,
            @NonNull Function<String, LogTail> read,
            @NonNull Executor threads,
            @NonNull LongSupplier clock) {
        this.read = read;
        this.threads = threads;
        this.clock = clock;
        ids.forEach(id -> tails.put(id, new RecentTail()));
    }

    /** What is known of a log, at once; empty before it was read. */
    @NonNull
    synchronized Optional<LogTail> last(@NonNull String id) {
        return tails.get(id).last();
    }

    /** A page shows these logs: the oldest are read again, for the next time. */
    void look(@NonNull Collection<String> shown) {
        for (String id : begin(shown)) {
            try {
                threads.execute(() -> readNow(id));
            } catch (RejectedExecutionException tooMany) {
                ended(id, null);
            }
        }
    }

    private synchronized List<String> begin(Collection<String> shown) {
        long now = clock.getAsLong();
        shown.forEach(id -> tails.get(id).asked(now));
        long recent = tails.values().stream().filter(each -> each.isRecent(now)).count();
        List<String> begun = tails.entrySet().stream()
                .filter(each -> each.getValue().isDue(now))
                .sorted(Comparator.comparingLong(each -> each.getValue().readAt()))
                .limit(Math.max(0, MOST_RECENT - recent))
                .map(Map.Entry::getKey)
                .toList();
        begun.forEach(id -> tails.get(id).begun());
        return begun;
    }

    private void readNow(String id) {
        LogTail fresh = null;
        try {
            fresh = read.apply(id);
        } catch (RuntimeException | LinkageError broken) {
            LOGGER.log(Level.WARNING, "Could not read the logs of a deployment's tasks", broken);
        } finally {
            ended(id, fresh);
        }
    }

    private synchronized void ended(String id, @CheckForNull LogTail fresh) {
        tails.get(id).ended(fresh, clock.getAsLong());
    }
}
