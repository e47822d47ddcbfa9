package io.jenkins.plugins.ecs.notifications;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.events.DeploymentEvent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The lines that a rewritten file of the outbox needs: each event once, with all of its receivers. */
final class OutboxLines {

    private static final class Needed {
        private final DeploymentEvent event;
        private final Set<String> lanes = new LinkedHashSet<>();
        /** When the event was accepted, if it still waits for a receiver. */
        private long since = Long.MAX_VALUE;

        Needed(DeploymentEvent event) {
            this.event = event;
        }

        String line() {
            return OutboxFile.event(event, lanes, since == Long.MAX_VALUE ? 0 : since);
        }
    }

    private final Map<String, Needed> events = new LinkedHashMap<>();

    private OutboxLines() {}

    /** @param known ids of accepted events, oldest first */
    @NonNull
    static List<String> of(
            @NonNull Collection<String> known, @NonNull Collection<Delivery> ended, @NonNull Map<String, Lane> lanes) {
        OutboxLines needed = new OutboxLines();
        ended.forEach(each -> needed.add(each.event(), each.lane()));
        lanes.forEach((name, lane) -> lane.waiting().forEach(each -> {
            Needed event = needed.add(each.event(), name);
            event.since = Math.min(event.since, each.since());
        }));
        List<String> lines = new ArrayList<>();
        lines.add(OutboxFile.known(known));
        needed.inOrder(known).forEach(each -> lines.add(each.line()));
        ended.forEach(each -> lines.add(OutboxFile.ended(each)));
        lanes.forEach((name, lane) -> {
            if (!lane.disabledBecause().isEmpty()) {
                lines.add(OutboxFile.disabled(name, lane.disabledBecause()));
            }
        });
        return lines;
    }

    private Needed add(DeploymentEvent event, String lane) {
        Needed needed = events.computeIfAbsent(event.getId(), id -> new Needed(event));
        needed.lanes.add(lane);
        return needed;
    }

    /** The order of acceptance, which is that of each receiver. */
    private List<Needed> inOrder(Collection<String> known) {
        Map<String, Integer> order = new HashMap<>();
        known.forEach(id -> order.put(id, order.size()));
        List<Needed> inOrder = new ArrayList<>(events.values());
        inOrder.sort(Comparator.comparingInt(each -> order.getOrDefault(each.event.getId(), -1)));
        return inOrder;
    }
}
