package io.jenkins.plugins.ecs.ui.dashboard;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.history.Delivery;
import io.jenkins.plugins.ecs.history.DeploymentRecord;
import io.jenkins.plugins.ecs.text.Durations;
import io.jenkins.plugins.ecs.ui.DisplayText;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** Delivery metrics of the last 30 days. Times are medians in milliseconds; -1 if unknown. */
@ExportedBean(defaultVisibility = 2)
public final class DeliveryView {

    public static final int DAYS = 30;
    private static final String NONE = "–";

    private final Delivery delivery;

    DeliveryView(@NonNull Delivery delivery) {
        this.delivery = delivery;
    }

    /** @param services the deployments of each service, oldest first */
    @NonNull
    static DeliveryView of(@NonNull Collection<List<DeploymentRecord>> services, long now) {
        return new DeliveryView(
                Delivery.of(services, now - Duration.ofDays(DAYS).toMillis(), now));
    }

    @Exported
    public int getDays() {
        return DAYS;
    }

    @Exported
    public int getAttempts() {
        return delivery.attempts();
    }

    @Exported
    public int getSuccesses() {
        return delivery.successes();
    }

    @Exported
    public double getDeploymentsPerDay() {
        return delivery.perDay();
    }

    @Exported
    public double getFailureRate() {
        return delivery.failureRate();
    }

    @Exported
    public double getRollbackRate() {
        return delivery.rollbackRate();
    }

    @Exported
    public long getDuration() {
        return delivery.duration();
    }

    @Exported
    public long getLeadTime() {
        return delivery.leadTime();
    }

    @Exported
    public long getTimeToRestore() {
        return delivery.timeToRestore();
    }

    public String getFrequencyText() {
        return DashboardMessages.perDay(String.format(Locale.ROOT, "%.1f", delivery.perDay()));
    }

    public String getFailureText() {
        return share(delivery.failureRate());
    }

    public String getRollbackText() {
        return share(delivery.rollbackRate());
    }

    public String getDurationText() {
        return span(delivery.duration());
    }

    public String getLeadTimeText() {
        return span(delivery.leadTime());
    }

    public String getRestoreText() {
        return span(delivery.timeToRestore());
    }

    private static String share(double rate) {
        return rate < 0 ? NONE : Math.round(100 * rate) + " %";
    }

    private static String span(long millis) {
        return millis < 0 ? NONE : millis < 3_600_000 ? Durations.text(millis) : DisplayText.age(millis);
    }
}
