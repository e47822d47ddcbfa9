package io.jenkins.plugins.ecs.ui.build;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.init.Terminator;
import hudson.model.Job;
import hudson.model.Run;
import hudson.security.ACL;
import hudson.security.ACLContext;
import io.jenkins.plugins.ecs.config.settings.DaemonThreads;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.model.Jenkins;

/**
 * How many commits are between two builds of a job. They are counted on a thread of their own, because builds are read
 * from disk: a page that asks shows the number when it is looked at again. Builds do not change, so a number stays.
 */
public final class CommitCounts {

    private static final Logger LOGGER = Logger.getLogger(CommitCounts.class.getName());
    private static final int MOST_KNOWN = 5_000;
    private static final int MOST_WAITING = 500;

    /** An empty one is not known, and is not asked for again. */
    private static final Map<Builds, OptionalInt> KNOWN = new ConcurrentHashMap<>();

    private static final Executor THREAD = DaemonThreads.of("ecs-commits", 1, MOST_WAITING);

    private record Builds(String job, int older, int newer) {}

    private CommitCounts() {}

    /**
     * @param job full name
     * @return empty before they are counted, and if builds between were deleted or are too many
     */
    @NonNull
    public static OptionalInt between(@NonNull String job, int older, int newer) {
        Builds builds = new Builds(job, older, newer);
        OptionalInt known = KNOWN.get(builds);
        if (known == null) {
            if (KNOWN.size() >= MOST_KNOWN) {
                KNOWN.clear();
            }
            KNOWN.put(builds, OptionalInt.empty());
            try {
                THREAD.execute(() -> KNOWN.put(builds, count(builds)));
            } catch (RejectedExecutionException later) {
                KNOWN.remove(builds);
            }
        }
        return known == null ? OptionalInt.empty() : known;
    }

    private static OptionalInt count(Builds builds) {
        try (ACLContext system = ACL.as2(ACL.SYSTEM2)) {
            Job<?, ?> job = Jenkins.get().getItemByFullName(builds.job(), Job.class);
            Run<?, ?> newer = job == null ? null : job.getBuildByNumber(builds.newer());
            return newer == null ? OptionalInt.empty() : BuildCommits.count(newer, builds.older());
        } catch (RuntimeException unreadable) {
            LOGGER.log(Level.FINE, "Could not count the commits of " + builds, unreadable);
            return OptionalInt.empty();
        }
    }

    /** Jenkins goes down: another one may have a job of the same name. */
    @Terminator
    public static void forget() {
        KNOWN.clear();
    }
}
