package io.jenkins.plugins.ecs.diagnosis;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.aws.ecs.ServiceEvent;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * States of a service in which a deployment makes no progress although no task fails. ECS reports them only in events,
 * or not at all.
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
     * Percentages that allow ECS neither to start a new task nor to stop an old one. Rounded as by ECS: the maximum
     * down, the minimum up.
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
     * Alarms that were in ALARM at the start of the deployment: ECS ignores them until its end. A warning, not a
     * failure.
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
     * The causes in the events since the start of the deployment, each once, the newest first. An event no longer
     * counts once a newer one reports that tasks were started.
     *
     * @param since start of the deployment in epoch milliseconds, by AWS's clock like the events
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
