package io.jenkins.plugins.ecs.ui.build;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.rollout.state.PauseAnswer;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Where answers to pauses go: to the deployments that this Jenkins follows now, by the id of their record. */
public final class PendingApprovals {

    /** Takes answers for one deployment. */
    @FunctionalInterface
    public interface Clerk {

        /**
         * @param by who answers
         * @return whether it was taken: the pause still waited, and nobody had answered
         */
        boolean answer(@NonNull String hookId, @NonNull PauseAnswer answer, @NonNull String by);
    }

    private static final Map<String, Clerk> OPEN = new ConcurrentHashMap<>();

    private PendingApprovals() {}

    public static void open(@NonNull String recordId, @NonNull Clerk clerk) {
        OPEN.put(recordId, clerk);
    }

    public static void close(@NonNull String recordId) {
        OPEN.remove(recordId);
    }

    @NonNull
    static Optional<Clerk> find(@NonNull String recordId) {
        return Optional.ofNullable(OPEN.get(recordId));
    }
}
