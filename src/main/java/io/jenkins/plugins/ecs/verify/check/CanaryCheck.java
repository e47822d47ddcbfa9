package io.jenkins.plugins.ecs.verify.check;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import edu.umd.cs.findbugs.annotations.Nullable;
import io.jenkins.plugins.ecs.aws.services.MetricsApi;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * {@code canary}: while a canary or linear deployment shifts traffic, a metric of the new revision's target group is no
 * worse than the same metric of the previous revision's at the same time. Counts are taken per request, since the
 * revisions have different shares of the traffic.
 */
public final class CanaryCheck {

    public static final String METRIC = "metric";
    static final String STATISTIC = "statistic";
    public static final String AT_MOST_TIMES = "atMostTimes";
    public static final String TOLERANCE = "tolerance";
    public static final String AT_LEAST_REQUESTS = "atLeastRequests";
    public static final String WINDOW = "windowSeconds";

    /** What the comparison during the deployment found, for the verification after it. */
    static final String FOUND = "found";

    static final String FOUND_VALUE = "foundValue";
    static final String FOUND_LIMIT = "foundLimit";

    static final int DEFAULT_WINDOW_SECONDS = 300;
    static final int DEFAULT_REQUESTS = 100;

    private static final String REQUESTS = "RequestCount";

    private CanaryCheck() {}

    /** The value of a revision. */
    private record Side(double requests, @Nullable Double value) {}

    /**
     * @param split null if not two revisions take traffic
     * @param now epoch milliseconds
     */
    @NonNull
    public static Reading read(
            @NonNull CheckSpec spec, @CheckForNull TrafficSplit split, long now, @NonNull MetricsApi cloudWatch) {
        if (split == null) {
            return (measured, state, at) -> Measurement.skipped(CheckMessages.NO_SPLIT);
        }
        if (split == TrafficSplit.UNKNOWN) {
            return (measured, state, at) -> Measurement.lastError(CheckMessages.UNKNOWN_SPLIT);
        }
        if (!split.hasRequests()) {
            return (measured, state, at) -> Measurement.lastError(CheckMessages.NO_REQUESTS);
        }
        Side canary = side(spec, split, split.canary(), now, cloudWatch);
        Side primary = side(spec, split, split.primary(), now, cloudWatch);
        return (measured, state, at) -> judge(measured, split, canary, primary);
    }

    private static Side side(CheckSpec spec, TrafficSplit split, String group, long now, MetricsApi cloudWatch) {
        String metric = spec.text(METRIC);
        boolean counts = counts(metric);
        double requests = sum(values(spec, split, group, REQUESTS, "Sum", now, cloudWatch));
        List<Double> values =
                values(spec, split, group, metric, counts ? "Sum" : spec.text(STATISTIC, "Average"), now, cloudWatch);
        if (counts) {
            // A count that nothing was added to has no data.
            return new Side(requests, requests == 0 ? null : sum(values) / requests);
        }
        return new Side(requests, values.isEmpty() ? null : sum(values) / values.size());
    }

    /** Metrics such as {@code HTTPCode_Target_5XX_Count}. */
    private static boolean counts(String metric) {
        return metric.endsWith("Count");
    }

    private static double sum(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).sum();
    }

    private static List<Double> values(
            CheckSpec spec,
            TrafficSplit split,
            String group,
            String metric,
            String statistic,
            long now,
            MetricsApi cloudWatch) {
        int window = spec.number(WINDOW, DEFAULT_WINDOW_SECONDS);
        ArrayNode dimensions = JsonNodeFactory.instance.arrayNode();
        dimensions.addObject().put("Name", "LoadBalancer").put("Value", split.balancer());
        dimensions.addObject().put("Name", "TargetGroup").put("Value", group);
        ArrayNode queries = JsonNodeFactory.instance
                .arrayNode()
                .add(MetricCheck.query("AWS/ApplicationELB", metric, dimensions, statistic, window)
                        .put("ReturnData", true));
        return cloudWatch.metric(queries, now - window * 1000L, now);
    }

    private static Measurement judge(CheckSpec spec, TrafficSplit split, Side canary, Side primary) {
        String limit = CheckMessages.timesPrimary(
                spec.text(AT_MOST_TIMES), primary.value() == null ? null : MetricCheck.number(primary.value()));
        int least = spec.number(AT_LEAST_REQUESTS, DEFAULT_REQUESTS);
        if (canary.requests() < least || primary.requests() < least) {
            return Measurement.inconclusive(
                    CheckMessages.tooFewRequests(
                            MetricCheck.number(canary.requests()), MetricCheck.number(primary.requests())),
                    CheckMessages.requestsOfBoth(least));
        }
        if (canary.value() == null || primary.value() == null) {
            return Measurement.inconclusive(CheckMessages.NO_DATA, limit);
        }
        Double tolerance = spec.decimal(TOLERANCE);
        double most = Math.max(spec.decimal(AT_MOST_TIMES) * primary.value(), tolerance == null ? 0 : tolerance);
        return Measurement.of(
                canary.value() <= most,
                CheckMessages.ofCanary(
                        spec.text(METRIC),
                        MetricCheck.number(canary.value()),
                        counts(spec.text(METRIC)),
                        MetricCheck.number(split.percent())),
                limit);
    }

    /**
     * The checks of the verification after the deployment, with what the comparison found.
     *
     * @param rows {@code verdict}, {@code value} and {@code limit} of each {@code canary}, in their order
     */
    @NonNull
    public static List<CheckSpec> found(@NonNull List<CheckSpec> checks, @NonNull List<Map<String, String>> rows) {
        Iterator<Map<String, String>> found = rows.iterator();
        return checks.stream()
                .map(check ->
                        check.kind() == CheckKind.CANARY && found.hasNext() ? check.with(found(found.next())) : check)
                .toList();
    }

    private static Map<String, String> found(Map<String, String> row) {
        return Map.of(FOUND, row.get("verdict"), FOUND_VALUE, row.get("value"), FOUND_LIMIT, row.get("limit"));
    }

    /** After the deployment: what the comparison found while traffic was shifted. */
    static Measurement afterwards(CheckSpec spec) {
        String value = spec.text(FOUND_VALUE, "");
        String limit = spec.text(FOUND_LIMIT, "");
        return switch (CheckVerdict.valueOf(spec.text(FOUND))) {
            case PASSED -> Measurement.passed(value, limit);
            case FAILED -> Measurement.lastFailure(value, limit);
            case SKIPPED -> Measurement.skipped(value);
            default -> Measurement.inconclusive(value, limit);
        };
    }

    /** Whether the verdict was found while traffic was shifted. */
    static boolean isFound(CheckSpec spec) {
        return spec.text(FOUND) != null;
    }
}
