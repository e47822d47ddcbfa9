package io.jenkins.plugins.ecs.ui.publish;

import com.codahale.metrics.Gauge;
import com.codahale.metrics.Metric;
import com.codahale.metrics.MetricRegistry;
import com.codahale.metrics.MetricSet;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import io.jenkins.plugins.ecs.history.History;
import io.jenkins.plugins.ecs.history.ServiceKey;
import io.jenkins.plugins.ecs.notifications.EventDelivery;
import io.jenkins.plugins.ecs.store.DeploymentIndex;
import io.jenkins.plugins.ecs.store.ServiceListener;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import jenkins.metrics.api.MetricProvider;
import jenkins.metrics.api.Metrics;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * Gauges for the Metrics plugin, which the Prometheus plugin exports. Jenkins ignores this extension if the Metrics
 * plugin is not installed. It is optional without the Variant plugin, which would be another dependency.
 */
@SuppressWarnings("deprecation")
@Extension(optional = true)
@Restricted(NoExternalUse.class)
public final class EcsMetrics extends MetricProvider {

    private static final Supplier<History> HISTORY = () -> DeploymentIndex.get().history();

    @NonNull
    @Override
    public MetricSet getMetricSet() {
        Map<String, Metric> gauges = new LinkedHashMap<>();
        DeliveryMetrics.ofAll(HISTORY).forEach((name, value) -> gauges.put(name, gauge(value)));
        gauges.put("ecs.notifications.waiting", gauge(() ->
                (double) EventDelivery.get().waiting()));
        gauges.put("ecs.notifications.failing", gauge(() ->
                (double) EventDelivery.get().failing()));
        gauges.put("ecs.notifications.lost", gauge(() ->
                (double) EventDelivery.get().lost()));
        return () -> gauges;
    }

    private static Gauge<Double> gauge(Supplier<Double> value) {
        return value::get;
    }

    /** New services appear while Jenkins runs, but a metric set is read only once. */
    @Extension(optional = true)
    @Restricted(NoExternalUse.class)
    public static final class Services implements ServiceListener {

        /** Makes loading this extension fail early if the Metrics plugin is not installed. */
        private final MetricRegistry registry = Metrics.metricRegistry();

        @Override
        public synchronized void known(@NonNull Set<ServiceKey> services) {
            Set<String> names = registry.getNames();
            for (ServiceKey key : services) {
                DeliveryMetrics.of(key, HISTORY).forEach((name, value) -> {
                    if (!names.contains(name)) {
                        registry.register(name, gauge(value));
                    }
                });
            }
        }
    }
}
