package io.jenkins.plugins.ecs.ui.build;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.init.Terminator;
import hudson.security.ACL;
import hudson.security.ACLContext;
import io.jenkins.plugins.ecs.config.settings.DaemonThreads;
import io.jenkins.plugins.ecs.rollout.LogTail;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** The logs of the deployments whose steps this Jenkins is running, by the ids of their records. */
public final class LogTails {

    private static final int MOST_READS = 2;
    private static final int MOST_WAITING = 50;

    private static final Map<String, StepTails> OPEN = new ConcurrentHashMap<>();
    private static final Executor THREADS = DaemonThreads.of("ecs-log-tails", MOST_READS, MOST_WAITING);

    private LogTails() {}

    /**
     * @param recordIds the deployments of one step
     * @param read called with the id of a record, on a thread of this class, while pages show its log
     */
    public static void open(@NonNull Collection<String> recordIds, @NonNull Function<String, LogTail> read) {
        StepTails tails = new StepTails(
                recordIds, id -> asSystem(read, id), THREADS, () -> TimeUnit.NANOSECONDS.toMillis(System.nanoTime()));
        recordIds.forEach(id -> OPEN.put(id, tails));
    }

    /** Credentials are looked up by the build, not by the thread. */
    private static LogTail asSystem(Function<String, LogTail> read, String id) {
        try (ACLContext system = ACL.as2(ACL.SYSTEM2)) {
            return read.apply(id);
        }
    }

    public static void close(@NonNull Collection<String> recordIds) {
        recordIds.forEach(OPEN::remove);
    }

    /** Jenkins goes down. */
    @Terminator
    public static void forget() {
        OPEN.clear();
    }

    /** Whether the step of a deployment is running here, so that its log can be asked for. */
    static boolean isOpen(@NonNull String recordId) {
        return OPEN.containsKey(recordId);
    }

    /** A page shows these logs, which are then read again. Those of steps that have ended are left out. */
    static void look(@NonNull Collection<String> recordIds) {
        Map<StepTails, List<String>> shown = new HashMap<>();
        for (String id : recordIds) {
            StepTails tails = OPEN.get(id);
            if (tails != null) {
                shown.computeIfAbsent(tails, step -> new ArrayList<>()).add(id);
            }
        }
        shown.forEach(StepTails::look);
    }

    /** What is known of a log; empty before it was read, and after its step. */
    @NonNull
    static Optional<LogTail> last(@NonNull String recordId) {
        return Optional.ofNullable(OPEN.get(recordId)).flatMap(tails -> tails.last(recordId));
    }
}
