package io.jenkins.plugins.ecs.history;

import edu.umd.cs.findbugs.annotations.NonNull;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Delivery metrics week by week.
 *
 * @param weeks oldest first; the last one ends now
 */
public record DeliveryTrend(List<Week> weeks) {

    public static final int WEEKS = 13;

    private static final long WEEK = Duration.ofDays(7).toMillis();

    /** Deployments that ended from one time to the other, in epoch milliseconds; the end is excluded. */
    public record Week(long from, long to, Delivery delivery) {}

    /** @param services the deployments of each service, oldest first */
    @NonNull
    public static DeliveryTrend of(@NonNull Collection<List<DeploymentRecord>> services, long now) {
        List<Week> weeks = new ArrayList<>();
        for (int i = WEEKS; i > 0; i--) {
            long from = now - i * WEEK;
            long to = from + WEEK;
            List<List<DeploymentRecord>> before = services.stream()
                    .map(records -> records.stream()
                            .filter(each -> each.finishedAt() < to)
                            .toList())
                    .toList();
            weeks.add(new Week(from, to, Delivery.of(before, from, to)));
        }
        return new DeliveryTrend(weeks);
    }
}
