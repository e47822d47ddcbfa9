package io.jenkins.plugins.ecs.ui.publish;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.history.Delivery;
import io.jenkins.plugins.ecs.history.DeployState;
import io.jenkins.plugins.ecs.history.DeploymentRecord;
import io.jenkins.plugins.ecs.history.History;
import io.jenkins.plugins.ecs.history.ServiceKey;
import io.jenkins.plugins.ecs.history.ServiceStatus;
import io.jenkins.plugins.ecs.ui.dashboard.DeliveryView;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/** The metrics by name. Each is computed when it is read. */
final class DeliveryMetrics {

    private static final Map<String, ToDoubleFunction<Delivery>> MEASURES = measures();

    private DeliveryMetrics() {}

    private static Map<String, ToDoubleFunction<Delivery>> measures() {
        Map<String, ToDoubleFunction<Delivery>> measures = new LinkedHashMap<>();
        measures.put("attempts", Delivery::attempts);
        measures.put("successes", Delivery::successes);
        measures.put("failures", Delivery::failures);
        measures.put("rollbacks", Delivery::rollbacks);
        measures.put("failureRate", Delivery::failureRate);
        measures.put("rollbackRate", Delivery::rollbackRate);
        measures.put("durationSeconds", d -> seconds(d.duration()));
        measures.put("leadTimeSeconds", d -> seconds(d.leadTime()));
        measures.put("timeToRestoreSeconds", d -> seconds(d.timeToRestore()));
        return measures;
    }

    private static double seconds(long millis) {
        return millis < 0 ? -1 : millis / 1000.0;
    }

    /** Metrics of all services together. */
    @NonNull
    static Map<String, Supplier<Double>> ofAll(@NonNull Supplier<History> history) {
        Map<String, Supplier<Double>> metrics =
                named("ecs.deployments.", () -> history.get().services().values());
        metrics.put("ecs.deployments.inProgress", () -> (double) history.get().all().stream()
                .filter(DeploymentRecord::isUnderWay)
                .count());
        return metrics;
    }

    /** Metrics of one service; {@code healthy} is 1 or 0. */
    @NonNull
    static Map<String, Supplier<Double>> of(@NonNull ServiceKey key, @NonNull Supplier<History> history) {
        String prefix =
                "ecs.service." + part(key.region()) + "." + part(key.cluster()) + "." + part(key.service()) + ".";
        Map<String, Supplier<Double>> metrics =
                named(prefix, () -> List.of(history.get().of(key)));
        metrics.put(
                prefix + "healthy",
                () -> ServiceStatus.of(history.get().of(key)).state() == DeployState.HEALTHY ? 1.0 : 0.0);
        return metrics;
    }

    private static Map<String, Supplier<Double>> named(
            String prefix, Supplier<Collection<List<DeploymentRecord>>> services) {
        Map<String, Supplier<Double>> metrics = new LinkedHashMap<>();
        MEASURES.forEach((name, measure) -> metrics.put(prefix + name, () -> {
            long now = System.currentTimeMillis();
            long from = now - Duration.ofDays(DeliveryView.DAYS).toMillis();
            return measure.applyAsDouble(Delivery.of(services.get(), from, now));
        }));
        return metrics;
    }

    /** Dots separate the levels of a metric's name. */
    private static String part(String name) {
        return name.replaceAll("[^A-Za-z0-9_-]", "_");
    }
}
