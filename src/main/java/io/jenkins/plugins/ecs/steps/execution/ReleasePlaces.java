package io.jenkins.plugins.ecs.steps.execution;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.verify.check.BackgroundReads;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The connections of a release, one for each target that it works at, and the background reads of its verifications. A
 * target that is no longer worked at, and a condition that waits, have none. Not saved with the build.
 */
final class ReleasePlaces {

    private final Map<String, PollerPlace> places = new HashMap<>();

    /** By label and verification. */
    private final Map<String, BackgroundReads> aside = new HashMap<>();

    /** @param label of the target; empty where none is worked at */
    @NonNull
    synchronized PollerPlace at(@NonNull String label) {
        return places.computeIfAbsent(label, name -> new PollerPlace());
    }

    /**
     * The background reads of a verification.
     *
     * @param verification what it is about, by {@code EnvironmentRun.verificationKey()}
     */
    @NonNull
    synchronized BackgroundReads aside(@NonNull String verification, @NonNull String label) {
        return aside.computeIfAbsent(verification + label, key -> new BackgroundReads(BackgroundReadThreads.pool()));
    }

    /** Leaves the connections to all other labels, and ends the reads of all other verifications. */
    void keep(@NonNull Set<String> labels, @NonNull Set<String> verifications) {
        List<PollerPlace> left = new ArrayList<>();
        synchronized (this) {
            places.forEach((label, place) -> {
                if (!labels.contains(label)) {
                    left.add(place);
                }
            });
        }
        left.forEach(PollerPlace::leave);
        endReads(verifications);
    }

    private synchronized void endReads(Set<String> needed) {
        aside.entrySet().removeIf(each -> {
            boolean over = needed.stream().noneMatch(prefix -> each.getKey().startsWith(prefix));
            if (over) {
                each.getValue().close();
            }
            return over;
        });
    }

    /** Closes all. */
    void close() {
        endReads(Set.of());
        List<PollerPlace> all;
        synchronized (this) {
            all = List.copyOf(places.values());
        }
        all.forEach(PollerPlace::close);
    }
}
