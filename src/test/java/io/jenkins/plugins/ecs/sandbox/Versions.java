package io.jenkins.plugins.ecs.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;

/** What a resource looked like, and from when on; old versions are kept for stale reads. */
final class Versions {

    private static final Duration KEPT = Duration.ofMinutes(15);

    private record Version(Instant from, ObjectNode document) {}

    private final Deque<Version> newestFirst = new ArrayDeque<>();

    /** A null document means that the resource was deleted. */
    void add(Instant from, ObjectNode document) {
        Version newest = newestFirst.peekFirst();
        if (newest != null && newest.from.equals(from)) {
            newestFirst.removeFirst();
        }
        newestFirst.addFirst(new Version(from, document));
        Instant limit = from.minus(KEPT);
        while (newestFirst.size() > 1 && secondOldest().from.isBefore(limit)) {
            newestFirst.removeLast();
        }
    }

    private Version secondOldest() {
        Iterator<Version> oldestFirst = newestFirst.descendingIterator();
        oldestFirst.next();
        return oldestFirst.next();
    }

    /** The document as of an instant, or null when the resource was not there (yet, or any more). */
    ObjectNode at(Instant instant) {
        for (Version version : newestFirst) {
            if (!version.from.isAfter(instant)) {
                return version.document;
            }
        }
        return null;
    }

    /** Whether nothing but the news of its end is left, and that long ago. */
    boolean forgettable(Instant now) {
        Version newest = newestFirst.getFirst();
        return newest.document == null && newest.from.isBefore(now.minus(KEPT));
    }
}
