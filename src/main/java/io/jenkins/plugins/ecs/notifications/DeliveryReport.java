package io.jenkins.plugins.ecs.notifications;

import edu.umd.cs.findbugs.annotations.NonNull;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * The receivers and the newest deliveries, for administrators.
 *
 * @param waiting events that wait, oldest first, at most 100
 * @param ended deliveries that have ended, newest first, at most 200
 * @param lost how many events were given up since the start of Jenkins
 */
public record DeliveryReport(
        @NonNull List<ReceiverRow> receivers,
        @NonNull List<DeliveryRow> waiting,
        @NonNull List<DeliveryRow> ended,
        long lost) {

    private static final int MOST_WAITING = 100;
    private static final int MOST_ENDED = 200;

    /**
     * A receiver.
     *
     * @param lane identifies it
     * @param name of the receiver, for people
     * @param disabledBecause empty if it is enabled
     * @param problem the last failure; empty if the last event was delivered
     * @param failingSince epoch milliseconds; 0 if the last event was delivered
     */
    public record ReceiverRow(
            @NonNull String lane,
            @NonNull String name,
            int waiting,
            @NonNull String disabledBecause,
            @NonNull String problem,
            long failingSince) {}

    /**
     * A delivery.
     *
     * @param receiver its name, for people
     * @param id of the event
     * @param title what has happened, for people
     * @param build full name of the job and number
     * @param result empty while it waits
     * @param at when it ended; while it waits, since when; epoch milliseconds
     */
    public record DeliveryRow(
            @NonNull String lane,
            @NonNull String receiver,
            @NonNull String id,
            @NonNull String title,
            @NonNull String build,
            @NonNull String buildPath,
            @NonNull String result,
            @NonNull String why,
            boolean delivered,
            int attempts,
            long at) {}

    @NonNull
    static DeliveryReport of(@NonNull Outbox outbox, @NonNull UnaryOperator<String> names) {
        List<ReceiverRow> receivers = new ArrayList<>();
        List<DeliveryRow> waiting = new ArrayList<>();
        Map<String, LaneState> lanes = outbox.lanes();
        lanes.forEach((lane, state) -> {
            String name = names.apply(lane);
            receivers.add(new ReceiverRow(
                    lane,
                    name,
                    state.waiting().size(),
                    state.disabledBecause(),
                    state.lastProblem(),
                    state.failingSince()));
            state.waiting().forEach(each -> waiting.add(waiting(lane, name, each)));
        });
        waiting.sort(Comparator.comparingLong(DeliveryRow::at));
        return new DeliveryReport(
                receivers,
                waiting.stream().limit(MOST_WAITING).toList(),
                outbox.ended().stream()
                        .limit(MOST_ENDED)
                        .map(each -> ended(names.apply(each.lane()), each))
                        .toList(),
                outbox.lost());
    }

    private static DeliveryRow waiting(String lane, String receiver, Lane.Waiting one) {
        return new DeliveryRow(
                lane,
                receiver,
                one.event().getId(),
                EventTexts.title(one.event()),
                EventTexts.build(one.event()),
                EventTexts.buildPath(one.event()),
                "",
                "",
                false,
                one.attempts(),
                one.since());
    }

    private static DeliveryRow ended(String receiver, Delivery one) {
        SendResult result = one.result();
        return new DeliveryRow(
                one.lane(),
                receiver,
                one.event().getId(),
                EventTexts.title(one.event()),
                EventTexts.build(one.event()),
                EventTexts.buildPath(one.event()),
                NotificationMessages.result(result.kind()),
                result.why(),
                result.kind() == SendResult.Kind.DELIVERED,
                one.attempts(),
                one.at());
    }
}
