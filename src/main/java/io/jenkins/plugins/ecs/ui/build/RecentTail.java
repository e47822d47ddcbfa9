package io.jenkins.plugins.ecs.ui.build;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.rollout.LogTail;
import java.util.Optional;

/**
 * The log of one deployment as it was read last, and when it is to be read again: while a page shows it, five seconds after
 * the end of the last read. Guarded by its {@link StepTails}. All times are in milliseconds.
 */
final class RecentTail {

    private static final long INTERVAL = 5_000;
    /** A page that shows a log asks at least this often. */
    private static final long SHOWN_FOR = 10_000;

    private static final long NEVER = Long.MIN_VALUE / 2;

    private LogTail last;
    private long askedAt = NEVER;
    private long readAt = NEVER;
    private boolean isReading;

    /** Empty before it was read. */
    @NonNull
    Optional<LogTail> last() {
        return Optional.ofNullable(last);
    }

    void asked(long now) {
        askedAt = now;
    }

    /** Whether it is being read, or was a short time ago. */
    boolean isRecent(long now) {
        return isReading || now - readAt < INTERVAL;
    }

    boolean isDue(long now) {
        return !isRecent(now) && now - askedAt < SHOWN_FOR;
    }

    /** When a read of it ended last. */
    long readAt() {
        return readAt;
    }

    void begun() {
        isReading = true;
    }

    /** @param fresh null if it could not be read */
    void ended(@CheckForNull LogTail fresh, long now) {
        isReading = false;
        readAt = now;
        if (fresh != null) {
            last = last().map(before -> before.followedBy(fresh)).orElse(fresh);
        }
    }
}
