package io.jenkins.plugins.ecs.ui.build;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.init.Terminator;
import io.jenkins.plugins.ecs.rollout.state.PauseAnswer;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Passes answers to pauses to the deployments that this Jenkins is following, by the id of their record. */
public final class PendingApprovals {

    /** Accepts answers for one deployment. */
    @FunctionalInterface
    public interface Handler {

        /**
         * @param by id of the user who answers
         * @return whether the answer was accepted: the pause was still open and unanswered
         */
        boolean answer(@NonNull String hookId, @NonNull PauseAnswer answer, @NonNull String by);
    }

    private static final Map<String, Handler> OPEN = new ConcurrentHashMap<>();

    private PendingApprovals() {}

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
}
