package io.jenkins.plugins.ecs.rollout.lock;

import edu.umd.cs.findbugs.annotations.NonNull;
import java.util.Optional;

/** Where deployments of one service line up: one at a time. Asked again and again, and never waits. */
@FunctionalInterface
public interface DeploymentQueue {

    /** There is no queue. */
    DeploymentQueue NONE = key -> Place.free();

    /** @param key what must not be deployed twice at once */
    @NonNull
    Place ask(@NonNull String key);

    /** Who rolls back what we have; a deployment that has not begun must not begin then. */
    @NonNull
    default Optional<String> overtakenBy(@NonNull String key) {
        return Optional.empty();
    }

    /**
     * We hold it, and the next one who wants it may take it: nothing of ours is in progress.
     *
     * @return who has taken it; empty while nobody has
     */
    @NonNull
    default Optional<String> lend(@NonNull String key) {
        return Optional.empty();
    }

    /**
     * Ends {@link #lend}: nobody may take it any more.
     *
     * @return who has taken it before; empty if it is ours
     */
    @NonNull
    default Optional<String> reclaim(@NonNull String key) {
        return Optional.empty();
    }

    /** How things stand. */
    enum Standing {
        /** It is ours until it is given back. */
        FREE,
        /** It is ours; but a deployment that may be about to begin has not given way yet. */
        GIVES_WAY,
        /** Others come first. */
        WAIT,
        /** Others come first, and it was asked not to wait. */
        BUSY,
        /** A newer one takes our place in the queue. */
        SUPERSEDED
    }

    /**
     * A place in the queue.
     *
     * @param behind who stands in the way, in a few words
     * @param ahead how many wait before us
     */
    record Place(@NonNull Standing standing, @NonNull String behind, int ahead) {

        public static Place free() {
            return new Place(Standing.FREE, "", 0);
        }

        /** Another one comes first. */
        @NonNull
        public static Place after(@NonNull String holder) {
            return new Place(Standing.WAIT, holder, 0);
        }
    }
}
