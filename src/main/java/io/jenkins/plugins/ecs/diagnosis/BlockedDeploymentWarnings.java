package io.jenkins.plugins.ecs.diagnosis;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.aws.ServiceEvent;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * States of a service in which a deployment stands still without any task failing: ECS only says so in an event, or
 * nowhere.
 */
public final class BlockedDeploymentWarnings {

    private static final Set<String> STANDSTILLS = Set.of(
            "no-capacity",
            "no-capacity-cpu",
            "no-capacity-memory",
            "no-capacity-gpu",
            "no-capacity-port",
            "no-capacity-constraint",
            "no-capacity-no-instances",
            "fargate-capacity",
            "quota",
            "eni-limit",
            "subnet-full");

    private static final List<TextPattern> MOVEMENTS = List.of(
            TextPattern.of("has started * tasks"),
            TextPattern.of("has reached a steady state"),
            TextPattern.of("deployment completed"));

    private BlockedDeploymentWarnings() {}

    /**
     * Percentages that let ECS neither start a task beside the old ones nor stop an old one first. As ECS rounds: the
     * maximum down, the minimum up.
     */
    @NonNull
    public static Optional<Cause> ofPercentages(int desiredCount, int minimumHealthyPercent, int maximumPercent) {
        long most = (long) desiredCount * maximumPercent / 100;
        long least = ((long) desiredCount * minimumHealthyPercent + 99) / 100;
        if (desiredCount <= 0 || most > desiredCount || least < desiredCount) {
            return Optional.empty();
        }
        return Optional.of(DeploymentCauses.MIN_MAX
                .cause()
                .withEvidence("desiredCount " + desiredCount + ", minimumHealthyPercent " + minimumHealthyPercent
                        + " (at least " + least + " tasks), maximumPercent " + maximumPercent + " (at most " + most
                        + ")"));
    }

    /**
     * Alarms that were in ALARM when the deployment began: ECS ignores them until it is over. A warning, not a failure.
     */
    @NonNull
    public static Optional<Cause> ofAlarms(@NonNull List<String> inAlarmAtStart) {
        return inAlarmAtStart.isEmpty()
                ? Optional.empty()
                : Optional.of(DeploymentCauses.ALARM_AT_START
                        .cause()
                        .withEvidence("already in ALARM: " + String.join(", ", inAlarmAtStart)));
    }

    /**
     * What the events since the deployment began say, each cause once, the newest first. An event is over when a newer
     * one says that tasks were started.
     *
     * @param since epoch milliseconds by AWS's clock, as the events are
     */
    @NonNull
    public static List<Cause> ofEvents(@NonNull List<ServiceEvent> events, long since) {
        Map<String, Cause> found = new LinkedHashMap<>();
        List<ServiceEvent> newestFirst = events.stream()
                .filter(event -> event.createdAt() >= since)
                .sorted(Comparator.comparingLong(ServiceEvent::createdAt).reversed())
                .toList();
        for (ServiceEvent event : newestFirst) {
            String folded = TextPattern.fold(event.message());
            if (MOVEMENTS.stream().anyMatch(movement -> movement.isIn(folded))) {
                break;
            }
            CauseCatalogue.ofText(event.message())
                    .filter(cause -> cause.is(Permanence.PERMANENT) || STANDSTILLS.contains(cause.id()))
                    .ifPresent(cause -> found.putIfAbsent(cause.id(), cause));
        }
        return new ArrayList<>(found.values());
    }
}
