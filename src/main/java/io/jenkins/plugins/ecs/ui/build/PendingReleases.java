package io.jenkins.plugins.ecs.ui.build;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.init.Terminator;
import io.jenkins.plugins.ecs.paths.definition.ApprovalRule;
import io.jenkins.plugins.ecs.paths.proof.Answer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Passes users' answers to the releases that this Jenkins is running, by the id of their record. */
public final class PendingReleases {

    /** Accepts answers for one release. */
    public interface Handler {

        /** The release as it is now; empty if it is none, or while its build cannot be found. */
        @NonNull
        default Optional<RunningRelease> running() {
            return Optional.empty();
        }

        /** Who approves for an environment, as it is configured now; empty if nobody has to. */
        @NonNull
        Optional<ApprovalRule> needed(@NonNull String environment);

        /** @return whether the answer was accepted: it is still asked for, and this user has not answered yet */
        boolean answer(@NonNull String environment, @NonNull Answer answer);
    }

    private static final Map<String, Handler> OPEN = new ConcurrentHashMap<>();

    private PendingReleases() {}

    public static void open(@NonNull String recordId, @NonNull Handler handler) {
        OPEN.put(recordId, handler);
    }

    public static void close(@NonNull String recordId) {
        OPEN.remove(recordId);
    }

    /** Jenkins goes down. */
    @Terminator
    public static void forget() {
        OPEN.clear();
    }

    @NonNull
    static Optional<Handler> find(@NonNull String recordId) {
        return Optional.ofNullable(OPEN.get(recordId));
    }

    /** Those that this Jenkins is running, of all jobs, without dry runs: the caller checks who may see them. */
    @NonNull
    public static List<RunningRelease> running() {
        return OPEN.values().stream()
                .flatMap(handler -> handler.running().stream())
                .filter(release -> !release.outcome().isDryRun())
                .toList();
    }
}
