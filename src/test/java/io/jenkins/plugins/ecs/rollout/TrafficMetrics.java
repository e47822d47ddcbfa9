package io.jenkins.plugins.ecs.rollout;

import io.jenkins.plugins.ecs.sandbox.EcsSandbox;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;

/** The metrics of both target groups of a service behind {@code shiftingLoadBalancer}; the first revision is in blue. */
public final class TrafficMetrics {

    public static final String BLUE = "targetgroup/blue/0123456789abcdef";
    public static final String GREEN = "targetgroup/green/fedcba9876543210";
    public static final String ERRORS = "HTTPCode_Target_5XX_Count";

    private TrafficMetrics() {}

    /** Sets a metric of a group for each of the last ten minutes and of the next hour. */
    public static void minutes(EcsSandbox ecs, String group, String metric, double perMinute) {
        Instant now = Instant.ofEpochMilli(ecs.clock().millis()).truncatedTo(ChronoUnit.MINUTES);
        for (int minute = -10; minute < 60; minute++) {
            ecs.region()
                    .metric(
                            "AWS/ApplicationELB",
                            metric,
                            Map.of("TargetGroup", group, "LoadBalancer", "app/shop/50dc6c495c0c9188"),
                            now.plusSeconds(60L * minute),
                            perMinute);
        }
    }

    /** A hundredth of the requests to blue fails. */
    public static void ofCanary(EcsSandbox ecs, double requests, double errors) {
        minutes(ecs, BLUE, "RequestCount", 800);
        minutes(ecs, BLUE, ERRORS, 8);
        minutes(ecs, GREEN, "RequestCount", requests);
        minutes(ecs, GREEN, ERRORS, errors);
    }
}
