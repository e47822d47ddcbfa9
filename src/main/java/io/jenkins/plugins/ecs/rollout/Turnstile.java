package io.jenkins.plugins.ecs.rollout;

import edu.umd.cs.findbugs.annotations.NonNull;

/** Where deployments of one service line up: one at a time. Asked again and again, and never waits. */
@FunctionalInterface
public interface Turnstile {

    /** Nobody lines up. */
    Turnstile NONE = key -> Place.free();

    /** @param key what must not be deployed twice at once */
    @NonNull
    Place ask(@NonNull String key);

    /** Takes a place beside the one who has it, because what that one does is to be ended; others wait for both. */
    @NonNull
    default Place join(@NonNull String key) {
        return Place.free();
    }

    /** How things stand. */
    enum Standing {
        /** It is ours until it is given back. */
        FREE,
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

        static Place free() {
            return new Place(Standing.FREE, "", 0);
        }
    }
}
