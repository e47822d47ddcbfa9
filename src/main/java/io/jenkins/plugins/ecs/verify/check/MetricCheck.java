package io.jenkins.plugins.ecs.verify.check;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.aws.services.MetricsApi;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code metric}: a CloudWatch metric or metric math expression is within its limits, or no worse than before the
 * deployment, over a window of the same length.
 */
public final class MetricCheck {

    public static final String NAMESPACE = "namespace";
    public static final String NAME = "name";
    public static final String DIMENSIONS = "dimensions";
    static final String STATISTIC = "statistic";
    static final String EXPRESSION = "expression";
    public static final String QUERIES = "queries";
    public static final String WINDOW = "windowSeconds";
    public static final String AT_MOST = "atMost";
    public static final String AT_LEAST = "atLeast";
    public static final String TIMES_BEFORE = "atMostTimesBefore";
    static final String NO_DATA_IS = "noDataIs";

    static final int DEFAULT_WINDOW_SECONDS = 300;
    private static final MathContext FOUR_DIGITS = new MathContext(4);
    private static final ObjectMapper JSON = new ObjectMapper();

    private MetricCheck() {}

    /**
     * @param now epoch milliseconds
     * @param deployedAt epoch milliseconds, AWS's clock
     */
    public static Reading read(CheckSpec spec, long now, long deployedAt, MetricsApi cloudWatch) {
        long window = spec.number(WINDOW, DEFAULT_WINDOW_SECONDS) * 1000L;
        ArrayNode queries = queries(spec);
        List<Double> after = cloudWatch.metric(queries, now - window, now);
        List<Double> before = spec.decimal(TIMES_BEFORE) == null
                ? List.of()
                : cloudWatch.metric(queries, deployedAt - window, deployedAt);
        return (measured, state, at) -> judge(measured, after, before);
    }

    static Measurement judge(CheckSpec spec, List<Double> after, List<Double> before) {
        Double whenNone = spec.decimal(NO_DATA_IS);
        List<Double> seen = after.isEmpty() && whenNone != null ? List.of(whenNone) : after;
        if (seen.isEmpty()) {
            return Measurement.inconclusive(CheckMessages.NO_DATA, limit(spec, null));
        }
        double lowest = seen.stream().mapToDouble(Double::doubleValue).min().orElseThrow();
        double highest = seen.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
        Double times = spec.decimal(TIMES_BEFORE);
        if (times != null) {
            List<Double> earlier = before.isEmpty() && whenNone != null ? List.of(whenNone) : before;
            if (earlier.isEmpty()) {
                return Measurement.inconclusive(CheckMessages.noDataBefore(number(mean(seen))), limit(spec, null));
            }
            double bound = times * mean(earlier);
            return Measurement.of(mean(seen) <= bound, number(mean(seen)), limit(spec, mean(earlier)));
        }
        Double most = spec.decimal(AT_MOST);
        Double least = spec.decimal(AT_LEAST);
        boolean good = (most == null || highest <= most) && (least == null || lowest >= least);
        double worst = most != null && highest > most ? highest : least != null ? lowest : highest;
        return Measurement.of(good, number(worst), limit(spec, null));
    }

    private static String limit(CheckSpec spec, Double before) {
        if (spec.text(TIMES_BEFORE) != null) {
            return CheckMessages.timesBefore(spec.text(TIMES_BEFORE), before == null ? null : number(before));
        }
        List<String> limits = new ArrayList<>();
        if (spec.text(AT_LEAST) != null) {
            limits.add(CheckMessages.atLeast(spec.text(AT_LEAST)));
        }
        if (spec.text(AT_MOST) != null) {
            limits.add(CheckMessages.atMost(spec.text(AT_MOST)));
        }
        return String.join(", ", limits);
    }

    private static double mean(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
    }

    /** The query {@code m1} of one value for the whole window. A period is a multiple of 60 seconds. */
    @NonNull
    public static ObjectNode query(
            @NonNull String namespace,
            @NonNull String name,
            @NonNull ArrayNode dimensions,
            @NonNull String statistic,
            int windowSeconds) {
        ObjectNode query = JSON.createObjectNode().put("Id", "m1");
        ObjectNode stat = query.putObject("MetricStat");
        ObjectNode named = stat.putObject("Metric").put("Namespace", namespace).put("MetricName", name);
        if (!dimensions.isEmpty()) {
            named.set("Dimensions", dimensions);
        }
        stat.put("Period", Math.max(60, (windowSeconds + 59) / 60 * 60)).put("Stat", statistic);
        return query;
    }

    static String number(double value) {
        if (value == Math.rint(value) && Math.abs(value) < 1e15) {
            return String.valueOf((long) value);
        }
        return Double.isFinite(value)
                ? new BigDecimal(value).round(FOUR_DIGITS).stripTrailingZeros().toPlainString()
                : String.valueOf(value);
    }

    /** The {@code MetricDataQueries} of {@code GetMetricData}. */
    static ArrayNode queries(CheckSpec spec) {
        if (spec.text(QUERIES) != null) {
            return parse(spec.text(QUERIES));
        }
        ArrayNode dimensions = JSON.createArrayNode();
        if (spec.text(DIMENSIONS) != null) {
            spec.text(DIMENSIONS).lines().forEach(line -> {
                int equals = line.indexOf('=');
                dimensions.addObject().put("Name", line.substring(0, equals)).put("Value", line.substring(equals + 1));
            });
        }
        ArrayNode queries = JSON.createArrayNode();
        ObjectNode metric = query(
                spec.text(NAMESPACE),
                spec.text(NAME),
                dimensions,
                spec.text(STATISTIC, "Average"),
                spec.number(WINDOW, DEFAULT_WINDOW_SECONDS));
        queries.add(metric);
        String expression = spec.text(EXPRESSION);
        metric.put("ReturnData", expression == null);
        if (expression != null) {
            queries.addObject().put("Id", "e1").put("Expression", expression).put("ReturnData", true);
        }
        return queries;
    }

    /** @throws IllegalArgumentException if the text is not a list of queries of which exactly one returns data */
    public static ArrayNode parse(String text) {
        JsonNode queries;
        try {
            queries = JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("is not JSON: " + e.getOriginalMessage(), e);
        }
        if (!(queries instanceof ArrayNode list) || list.isEmpty()) {
            throw new IllegalArgumentException("is not a list of metric data queries in the format of GetMetricData");
        }
        long returning = 0;
        for (JsonNode query : list) {
            returning += query.path("ReturnData").asBoolean(true) ? 1 : 0;
        }
        if (returning != 1) {
            throw new IllegalArgumentException(
                    "has " + returning + " queries that return data. Set ReturnData to false in all but one");
        }
        return list;
    }
}
