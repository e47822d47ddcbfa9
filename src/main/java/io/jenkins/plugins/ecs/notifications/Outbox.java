package io.jenkins.plugins.ecs.notifications;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.events.DeploymentEvent;
import io.jenkins.plugins.ecs.history.RecordFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * The events that wait for their delivery, and the deliveries that have ended. An event is on disk when {@link #accept}
 * returns, so a restart loses none; one that was sent shortly before Jenkins died may be sent again, with the same id.
 * If the disk fails, events stay in memory.
 */
final class Outbox {

    static final int MOST_ENDED = 2_000;
    private static final int MOST_KNOWN = 20_000;
    /** Lines beyond those that are needed, after which the file is rewritten. */
    private static final int MOST_SURPLUS_LINES = 5_000;

    private final RecordFile file;
    private final Consumer<Exception> problems;
    private final int mostSurplusLines;
    private final Map<String, Lane> lanes = new TreeMap<>();
    private final LinkedHashMap<String, Delivery> ended = new LinkedHashMap<>();
    /** Ids of accepted events, oldest first. */
    private final LinkedHashSet<String> known = new LinkedHashSet<>();

    private int lines;
    private long lost;

    /** @param problems receives errors of the disk */
    Outbox(@NonNull RecordFile file, @NonNull Consumer<Exception> problems) {
        this(file, problems, MOST_SURPLUS_LINES);
    }

    Outbox(@NonNull RecordFile file, @NonNull Consumer<Exception> problems, int mostSurplusLines) {
        this.file = file;
        this.problems = problems;
        this.mostSurplusLines = mostSurplusLines;
    }

    /**
     * Reads the file. What was waiting is sent between half a minute and a minute and a half later, so that a restart
     * does not send everything at once.
     *
     * @param random between 0 and 1
     */
    synchronized void load(long now, double random) {
        if (!file.exists()) {
            return;
        }
        long notBefore = now + 30_000 + (long) (60_000 * random);
        OutboxFile reader = new OutboxFile(new Restore(notBefore));
        try {
            file.read(line -> read(reader, line));
        } catch (IOException | RuntimeException e) {
            problems.accept(e);
        }
    }

    private final class Restore implements OutboxFile.Reader {
        private final long notBefore;

        Restore(long notBefore) {
            this.notBefore = notBefore;
        }

        @Override
        public void known(@NonNull String id) {
            know(id);
        }

        @Override
        public void waiting(@NonNull DeploymentEvent event, @NonNull String lane, long since) {
            lane(lane).add(event, since, notBefore);
        }

        @Override
        public void ended(@NonNull Delivery delivery) {
            lane(delivery.lane()).remove(delivery.event().getId());
            keep(delivery);
        }

        @Override
        public void disabled(@NonNull String lane, @NonNull String why) {
            lane(lane).disable(why);
        }
    }

    private Lane lane(String name) {
        return lanes.computeIfAbsent(name, each -> new Lane());
    }

    private boolean know(String id) {
        boolean isNew = known.add(id);
        if (known.size() > MOST_KNOWN) {
            known.remove(known.iterator().next());
        }
        return isNew;
    }

    private void keep(Delivery delivery) {
        ended.remove(delivery.key());
        ended.put(delivery.key(), delivery);
        if (ended.size() > MOST_ENDED) {
            ended.remove(ended.keySet().iterator().next());
        }
    }

    /**
     * Takes an event for delivery.
     *
     * @param to the receivers
     * @return whether it was new
     */
    synchronized boolean accept(@NonNull DeploymentEvent event, @NonNull Collection<String> to, long now) {
        if (to.isEmpty() || !know(event.getId())) {
            return false;
        }
        write(OutboxFile.event(event, to, now));
        for (String name : to) {
            lane(name).add(event, now, 0).forEach(one -> giveUp(name, one, NotificationMessages.TOO_MANY, now));
        }
        compactIfLong();
        return true;
    }

    private void giveUp(String lane, Lane.Waiting one, String why, long now) {
        lost++;
        end(lane, one, new SendResult(SendResult.Kind.DROPPED, 0, why, 0), now);
    }

    private void end(String lane, Lane.Waiting one, SendResult result, long now) {
        Delivery delivery = new Delivery(lane, one.event(), result, one.attempts(), now);
        keep(delivery);
        write(OutboxFile.ended(delivery));
    }

    /** The receivers for which there is something to send. Also gives up what has waited for too long. */
    @NonNull
    synchronized List<String> due(long now) {
        List<String> due = new ArrayList<>();
        lanes.forEach((name, lane) -> {
            lane.expire(now).forEach(one -> giveUp(name, one, NotificationMessages.TOO_OLD, now));
            if (lane.dueAt() <= now) {
                due.add(name);
            }
        });
        compactIfLong();
        return due;
    }

    /** When there is something to send; {@link Long#MAX_VALUE} for never. */
    synchronized long dueAt() {
        return lanes.values().stream().mapToLong(Lane::dueAt).min().orElse(Long.MAX_VALUE);
    }

    @NonNull
    synchronized Optional<Lane.Waiting> take(@NonNull String lane, long now) {
        return lane(lane).take(now);
    }

    /** @param random between 0 and 1 */
    synchronized void sent(
            @NonNull String name, @NonNull Lane.Waiting one, @NonNull SendResult result, long now, double random) {
        Lane lane = lane(name);
        if (lane.sent(one, result, now, random)) {
            end(name, one, result, now);
        } else if (result.kind() == SendResult.Kind.GONE) {
            write(OutboxFile.disabled(name, lane.disabledBecause()));
        }
        compactIfLong();
    }

    private int waiting() {
        return lanes.values().stream().mapToInt(Lane::size).sum();
    }

    /**
     * Sends an event of an ended delivery again, with the same id.
     *
     * @return whether it is known
     */
    synchronized boolean resend(@NonNull String lane, @NonNull String id, long now) {
        Delivery delivery = ended.remove(Delivery.key(lane, id));
        if (delivery == null) {
            return false;
        }
        write(OutboxFile.again(lane, delivery.event(), now));
        lane(lane).add(delivery.event(), now, 0);
        return true;
    }

    /**
     * Sends to a receiver again that is disabled or has failed.
     *
     * @return whether there is such a receiver
     */
    synchronized boolean enable(@NonNull String name) {
        Lane lane = lanes.get(name);
        if (lane == null) {
            return false;
        }
        lane.enable();
        write(OutboxFile.disabled(name, ""));
        return true;
    }

    private synchronized void read(OutboxFile reader, String line) {
        lines++;
        reader.read(line);
    }

    private synchronized void write(String line) {
        try {
            lines++;
            file.append(line);
        } catch (IOException | RuntimeException e) {
            problems.accept(e);
        }
    }

    /** Not while an event is on its way from the file to its receivers, or back: it would be missing in the new file. */
    private void compactIfLong() {
        if (lines > mostSurplusLines + 2 * (ended.size() + waiting())) {
            compact();
        }
    }

    /** Rewrites the file with what is still needed. If the disk fails, it is tried again after as many lines. */
    private void compact() {
        List<String> needed = OutboxLines.of(known, ended.values(), lanes);
        lines = needed.size();
        try {
            file.replace(needed);
        } catch (IOException | RuntimeException e) {
            problems.accept(e);
        }
    }

    /** How many events were given up because too many waited, or for too long, since the start of Jenkins. */
    synchronized long lost() {
        return lost;
    }

    /** Ended deliveries, newest first. */
    @NonNull
    synchronized List<Delivery> ended() {
        List<Delivery> newestFirst = new ArrayList<>(ended.values());
        Collections.reverse(newestFirst);
        return newestFirst;
    }

    /** The state of each receiver, by its name. */
    @NonNull
    synchronized Map<String, LaneState> lanes() {
        Map<String, LaneState> states = new TreeMap<>();
        lanes.forEach((name, lane) -> states.put(name, LaneState.of(lane)));
        return states;
    }
}
