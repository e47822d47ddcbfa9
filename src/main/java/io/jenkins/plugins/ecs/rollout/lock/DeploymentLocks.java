package io.jenkins.plugins.ecs.rollout.lock;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.rollout.lock.DeploymentQueue.Place;
import io.jenkins.plugins.ecs.rollout.lock.DeploymentQueue.Standing;
import io.jenkins.plugins.ecs.rollout.messages.QueueMessages;
import io.jenkins.plugins.ecs.rollout.request.WhenBusy;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Who deploys which service now, and who waits. First come, first served; who can't begin because of his own service does
 * not hold up others. It lives in memory alone: after a restart those that had a lock take it again, and only then it is
 * {@linkplain #open() opened} to those that waited, in their old order. Who is gone holds nothing: each one is asked
 * whether it is still alive when another waits for it.
 */
public final class DeploymentLocks {

    /**
     * One that lines up: for one service, or for several at once. It gets all of its locks together or none, so that two
     * of them can never wait for each other.
     *
     * @param id names it, also after a restart
     * @param keys what must not be deployed twice at once
     * @param atOnce how many of them it deploys at the same time; where fewer are allowed, it keeps to that
     * @param queuedAt epoch milliseconds; the order of the queue
     * @param holder who it is, in a few words for others
     * @param limits how many may run at once, by the name of what is limited
     * @param alive whether anybody still waits for it
     * @param rollback it waits for rollbacks alone, and deployments that have not begun yield to it
     */
    public record Ticket(
            @NonNull String id,
            @NonNull Set<String> keys,
            int atOnce,
            long queuedAt,
            @NonNull String holder,
            @NonNull WhenBusy whenBusy,
            @NonNull Map<String, Integer> limits,
            @NonNull BooleanSupplier alive,
            boolean rollback) {

        /** Of a deployment. */
        public Ticket(
                @NonNull String id,
                @NonNull Set<String> keys,
                int atOnce,
                long queuedAt,
                @NonNull String holder,
                @NonNull WhenBusy whenBusy,
                @NonNull Map<String, Integer> limits,
                @NonNull BooleanSupplier alive) {
            this(id, keys, atOnce, queuedAt, holder, whenBusy, limits, alive, false);
        }

        /** The same of a rollback. */
        @NonNull
        public Ticket ofRollback() {
            return new Ticket(id, keys, atOnce, queuedAt, holder, whenBusy, Map.of(), alive, true);
        }

        private Ticket ofKeys(Set<String> left) {
            return new Ticket(id, left, atOnce, queuedAt, holder, whenBusy, limits, alive, rollback);
        }

        private int countsFor(String limit) {
            return limits.containsKey(limit) ? Math.min(atOnce, limits.get(limit)) : 0;
        }

        private boolean sharesAKeyWith(Ticket other) {
            return !Collections.disjoint(keys, other.keys);
        }

        private Ticket withoutLimits() {
            return new Ticket(id, keys, atOnce, queuedAt, holder, whenBusy, Map.of(), alive, rollback);
        }
    }

    private static final Comparator<Ticket> ORDER = Comparator.comparing((Ticket ticket) -> !ticket.rollback())
            .thenComparingLong(Ticket::queuedAt)
            .thenComparing(Ticket::id);

    private final Map<String, Ticket> holders = new LinkedHashMap<>();
    private final List<Ticket> waiting = new ArrayList<>();
    /** By the id of the one that waited: who took its place. */
    private final Map<String, String> superseded = new HashMap<>();

    /** The ids of holders that need their locks only as long as nobody else wants them. */
    private final Set<String> lent = new HashSet<>();
    /** By the id of such a holder: who has taken its lock. */
    private final Map<String, String> taken = new HashMap<>();

    private boolean open;

    /**
     * The holder needs its locks only as long as nobody else wants them.
     *
     * @return who has taken them; empty while nobody has
     */
    @NonNull
    public synchronized Optional<String> lend(@NonNull String id) {
        if (holders.containsKey(id)) {
            lent.add(id);
        }
        return takenBy(id);
    }

    /**
     * The holder needs its locks again.
     *
     * @return who has taken them; empty if it has them
     */
    @NonNull
    public synchronized Optional<String> reclaim(@NonNull String id) {
        lent.remove(id);
        return takenBy(id);
    }

    /**
     * Another holder has taken them also if it began beside this one, as rollbacks do, and if both had them before a
     * restart, after which nobody knows any more that one was lent.
     */
    private Optional<String> takenBy(String id) {
        Ticket own = holders.get(id);
        Optional<Ticket> other = holders.values().stream()
                .filter(each -> own != null && !each.id().equals(id) && !lent.contains(each.id()))
                .filter(each -> each.sharesAKeyWith(own) && each.alive().getAsBoolean())
                .findFirst();
        other.ifPresent(each -> hand(own, each));
        return Optional.ofNullable(taken.get(id));
    }

    /** Those that held a lock before a restart have it again: from now on others get theirs. */
    public synchronized void open() {
        open = true;
    }

    /** Whether all that held a lock before a restart have it again: until then nobody knows who has taken what was lent. */
    public synchronized boolean isOpen() {
        return open;
    }

    /** Takes a lock that it had before a restart. */
    public synchronized void takeAgain(@NonNull Ticket ticket) {
        holders.put(ticket.id(), ticket);
    }

    /**
     * The same for locks that a holder may have {@linkplain #lend lent}: if another had taken them before the restart, and
     * this one had not yet been told, the one that queued later has them.
     */
    public synchronized void takeAgainIfNotTaken(@NonNull Ticket ticket) {
        if (taken.containsKey(ticket.id())) {
            return;
        }
        Optional<Ticket> newer = holders.values().stream()
                .filter(each -> each.sharesAKeyWith(ticket) && ORDER.compare(ticket, each) < 0)
                .findFirst();
        if (newer.isPresent()) {
            taken.put(ticket.id(), newer.get().holder());
            return;
        }
        takeFrom(each -> !each.id().equals(ticket.id()), ticket);
        holders.put(ticket.id(), ticket);
    }

    /** Gives back the locks that a holder does not need any more. */
    public synchronized void keep(@NonNull String id, @NonNull Set<String> keys) {
        holders.computeIfPresent(id, (same, ticket) -> ticket.ofKeys(Set.copyOf(keys)));
    }

    /**
     * Who rolls back what a deployment has locked; that one must not begin any more.
     *
     * @param id of the deployment
     */
    @NonNull
    public synchronized Optional<String> overtakenBy(@NonNull String id, @NonNull String key) {
        return holders.values().stream()
                .filter(each -> each.rollback()
                        && each.keys().contains(key)
                        && !each.id().equals(id))
                .filter(each -> each.alive().getAsBoolean())
                .map(Ticket::holder)
                .findFirst();
    }

    /** Asks for a lock, or how far it is. A caller that asks once must {@link #release} in the end. */
    @NonNull
    public synchronized Place ask(@NonNull Ticket ticket) {
        if (holders.containsKey(ticket.id())) {
            return had(ticket);
        }
        if (superseded.containsKey(ticket.id())) {
            return new Place(Standing.SUPERSEDED, superseded.get(ticket.id()), 0);
        }
        if (isOutdated(ticket)) {
            return new Place(Standing.SUPERSEDED, superseded.get(ticket.id()), 0);
        }
        enqueue(ticket);
        if (!open && !ticket.rollback()) {
            return new Place(Standing.WAIT, QueueMessages.RESUMED_BUILDS, 0);
        }
        if (isNext(ticket) || (forgetTheDead() && isNext(ticket))) {
            waiting.removeIf(each -> each.id().equals(ticket.id()));
            takeFrom(each -> lent.contains(each.id()), ticket);
            holders.put(ticket.id(), ticket);
            return had(ticket);
        }
        Place place = new Place(
                ticket.whenBusy() == WhenBusy.FAIL ? Standing.BUSY : Standing.WAIT, blocker(ticket), ahead(ticket));
        if (place.standing() == Standing.BUSY) {
            release(ticket.id());
        }
        return place;
    }

    /** Takes what the ticket needs from some of the holders. */
    private void takeFrom(Predicate<Ticket> which, Ticket ticket) {
        List.copyOf(holders.values()).stream()
                .filter(each -> which.test(each) && each.sharesAKeyWith(ticket))
                .forEach(each -> hand(each, ticket));
    }

    private void hand(Ticket from, Ticket to) {
        holders.remove(from.id());
        lent.remove(from.id());
        taken.put(from.id(), to.holder());
    }

    /** Those whose locks nobody else may take now. */
    private List<Ticket> firmHolders() {
        return holders.values().stream()
                .filter(each -> !lent.contains(each.id()))
                .collect(Collectors.toCollection(ArrayList::new));
    }

    /** What is still to be said to a holder: to a rollback, whether a deployment has yet to yield. */
    private Place had(Ticket ticket) {
        return holders.values().stream()
                .filter(each -> ticket.rollback() && !each.rollback() && each.sharesAKeyWith(ticket))
                .filter(each ->
                        !each.holder().equals(ticket.holder()) && each.alive().getAsBoolean())
                .findFirst()
                .map(each -> new Place(Standing.GIVES_WAY, each.holder(), 0))
                .orElse(Place.free());
    }

    /** Gives a lock back, or goes away from the queue. */
    public synchronized void release(@NonNull String id) {
        holders.remove(id);
        superseded.remove(id);
        lent.remove(id);
        taken.remove(id);
        waiting.removeIf(each -> each.id().equals(id));
    }

    /** Who has a lock, for users; by its key. */
    @NonNull
    public synchronized Map<String, String> holders() {
        Map<String, String> all = new LinkedHashMap<>();
        holders.values().forEach(ticket -> ticket.keys().forEach(key -> all.put(key, ticket.holder())));
        return all;
    }

    /** After a restart the older one may come back after the one that took its place. */
    private boolean isOutdated(Ticket ticket) {
        Optional<Ticket> newer = waiting.stream()
                .filter(each -> yields(ticket, each) && !each.id().equals(ticket.id()))
                .findFirst();
        newer.ifPresent(each -> superseded.put(ticket.id(), each.holder()));
        return newer.isPresent();
    }

    /** One for several services only to another that deploys them all. */
    private static boolean yields(Ticket older, Ticket newer) {
        return older.rollback() == newer.rollback()
                && older.whenBusy() == WhenBusy.SUPERSEDE_WAITING
                && newer.whenBusy() == WhenBusy.SUPERSEDE_WAITING
                && newer.keys().containsAll(older.keys())
                && ORDER.compare(older, newer) < 0;
    }

    /** Asked again it keeps its place; the rules may have changed meanwhile. */
    private void enqueue(Ticket ticket) {
        waiting.removeIf(each -> each.id().equals(ticket.id()));
        if (ticket.whenBusy() == WhenBusy.SUPERSEDE_WAITING) {
            waiting.removeIf(each -> {
                boolean gives = yields(each, ticket);
                if (gives) {
                    superseded.put(each.id(), ticket.holder());
                }
                return gives;
            });
        }
        waiting.add(ticket);
        waiting.sort(ORDER);
    }

    /** Gives in thought to each that waits, in their order, what it can have; is this one among them? */
    private boolean isNext(Ticket ticket) {
        List<Ticket> busy = firmHolders();
        for (Ticket each : waiting) {
            if (each.id().equals(ticket.id())) {
                return inTheWay(each, busy).isEmpty();
            }
            // One that waits for its own service keeps its place for it, but no other's; one that needs room for
            // several
            // must not be overtaken for ever by those that need little.
            boolean waitsForItsService = busy.stream().anyMatch(each::sharesAKeyWith);
            busy.add(waitsForItsService ? each.withoutLimits() : each);
        }
        return false;
    }

    private static Optional<Ticket> inTheWay(Ticket ticket, List<Ticket> busy) {
        Optional<Ticket> sameKey =
                busy.stream().filter(each -> isBefore(each, ticket)).findFirst();
        if (sameKey.isPresent()) {
            return sameKey;
        }
        for (Map.Entry<String, Integer> limit : ticket.limits().entrySet()) {
            String name = limit.getKey();
            List<Ticket> counted =
                    busy.stream().filter(each -> each.countsFor(name) > 0).toList();
            int running =
                    counted.stream().mapToInt(each -> each.countsFor(name)).sum();
            if (running + Math.max(1, ticket.countsFor(name)) > limit.getValue()) {
                return counted.isEmpty() ? Optional.of(ticket) : Optional.of(counted.get(0));
            }
        }
        return Optional.empty();
    }

    /** A rollback waits for rollbacks alone. */
    private static boolean isBefore(Ticket busy, Ticket ticket) {
        return busy.sharesAKeyWith(ticket) && (busy.rollback() || !ticket.rollback());
    }

    private String blocker(Ticket ticket) {
        List<Ticket> busy = firmHolders();
        waiting.stream().filter(each -> ORDER.compare(each, ticket) < 0).forEach(busy::add);
        return inTheWay(ticket, busy)
                .map(found -> found.sharesAKeyWith(ticket) && !found.id().equals(ticket.id())
                        ? found.holder()
                        : QueueMessages.limited(found.holder(), ticket.limits().keySet()))
                .orElse("others");
    }

    private int ahead(Ticket ticket) {
        return (int) waiting.stream()
                .filter(each -> isBefore(each, ticket) && ORDER.compare(each, ticket) < 0)
                .count();
    }

    /** @return whether there were any */
    private boolean forgetTheDead() {
        boolean held = holders.values().removeIf(each -> !each.alive().getAsBoolean());
        return waiting.removeIf(each -> !each.alive().getAsBoolean()) || held;
    }
}
