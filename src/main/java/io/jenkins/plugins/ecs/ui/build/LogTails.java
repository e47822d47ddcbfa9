package io.jenkins.plugins.ecs.ui.build;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.init.Terminator;
import hudson.security.ACL;
import hudson.security.ACLContext;
import io.jenkins.plugins.ecs.config.settings.DaemonThreads;
import io.jenkins.plugins.ecs.rollout.LogTail;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** The logs of the deployments whose steps this Jenkins is running, by the id of their record. */
public final class LogTails {

    private static final int MOST_READS = 2;
    private static final int MOST_WAITING = 50;

    private static final Map<String, RecentTail> OPEN = new ConcurrentHashMap<>();
    private static final Executor THREADS = DaemonThreads.of("ecs-log-tails", MOST_READS, MOST_WAITING);

    private LogTails() {}

    /** @param read called on a thread of this class while pages show the deployment */
    public static void open(@NonNull String recordId, @NonNull Supplier<LogTail> read) {
        OPEN.put(
                recordId,
                new RecentTail(() -> asSystem(read), THREADS, () -> TimeUnit.NANOSECONDS.toMillis(System.nanoTime())));
    }

    /** Credentials are looked up by the build, not by the thread. */
    private static LogTail asSystem(Supplier<LogTail> read) {
        try (ACLContext system = ACL.as2(ACL.SYSTEM2)) {
            return read.get();
        }
    }

    public static void close(@NonNull String recordId) {
        OPEN.remove(recordId);
    }

    /** Jenkins goes down. */
    @Terminator
    public static void forget() {
        OPEN.clear();
    }

    /** For a page that shows it: what is known, which is then read again. Nothing of a step that has ended. */
    @NonNull
    static LogTail look(@NonNull String recordId) {
        RecentTail tail = OPEN.get(recordId);
        return tail == null ? LogTail.NONE : tail.look();
    }
}
