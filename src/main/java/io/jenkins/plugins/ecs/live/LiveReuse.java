package io.jenkins.plugins.ecs.live;

import edu.umd.cs.findbugs.annotations.NonNull;
import java.util.concurrent.TimeUnit;

/** Whether an answer is used again, or ECS is asked once more. Times in milliseconds. */
final class LiveReuse {

    /** An answer that is younger is used again, however many users look. */
    static final long FRESH_FOR = TimeUnit.SECONDS.toMillis(15);

    /** After a refusal it is unlikely that the next read succeeds. */
    static final long REFUSED_FOR = TimeUnit.SECONDS.toMillis(60);

    /** A read that is not answered by then is given up. */
    static final long GIVEN_UP_AFTER = TimeUnit.MINUTES.toMillis(2);

    private LiveReuse() {}

    /**
     * @param askedAt when the read that is in progress was asked for; 0 if there is none
     * @param newestChange when Jenkins recorded the last change of the service: an older answer says nothing of it
     */
    static boolean isDue(@NonNull LiveAnswer known, long askedAt, long newestChange, long now) {
        boolean inProgress = askedAt > 0 && now >= askedAt && now - askedAt < GIVEN_UP_AFTER;
        if (inProgress) {
            return false;
        }
        long age = now - known.at();
        // The clock of Jenkins may have been set back.
        boolean unknown = !known.isRead() || age < 0;
        return unknown
                || age >= (known.isRefused() ? REFUSED_FOR : FRESH_FOR)
                || (!known.isRefused() && known.at() < newestChange && newestChange <= now);
    }
}
