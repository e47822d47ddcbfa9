package io.jenkins.plugins.ecs.sandbox;

import java.time.Instant;

/** Gathers during one step whether something changed, and when the next step is worth its while. */
final class Wake {

    final Instant now;
    private boolean changed;
    private Instant next = Instant.MAX;

    Wake(Instant now) {
        this.now = now;
    }

    void changed() {
        changed = true;
    }

    boolean hasChanged() {
        return changed;
    }

    /** Asks for a step at an instant; one that has passed already means that there is nothing to wait for. */
    void at(Instant instant) {
        if (instant.isAfter(now) && instant.isBefore(next)) {
            next = instant;
        }
    }

    /** Changes happen second by second, so that a read in between sees every state. */
    Instant next() {
        Instant second = now.plusSeconds(1);
        return changed && second.isBefore(next) ? second : next;
    }
}
