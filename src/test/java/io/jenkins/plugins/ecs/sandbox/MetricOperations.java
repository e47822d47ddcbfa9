package io.jenkins.plugins.ecs.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.jenkins.plugins.ecs.sandbox.Operation.Context;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code GetMetricData} of metrics that a test has set, one value for each minute. Of metric math only {@code m1} and a
 * product or quotient of it and a number are known.
 */
final class MetricOperations {

    private static final Pattern MATH = Pattern.compile("(\\w+)(?:\\s*([*/])\\s*([\\d.]+))?");

    private MetricOperations() {}

    static void addTo(Map<String, Operation> operations) {
        operations.put("GetMetricData", MetricOperations::data);
    }

    private static ObjectNode data(Input input, Context context) {
        Instant from = time(input, "StartTime");
        Instant to = time(input, "EndTime");
        if (!from.isBefore(to)) {
            throw new AwsError(
                    400, "ValidationError", "The parameter StartTime must be less than the parameter EndTime.");
        }
        ObjectNode answer = Json.object();
        ArrayNode results = answer.putArray("MetricDataResults");
        Map<String, TreeMap<Instant, Double>> byId = new TreeMap<>();
        for (JsonNode query : input.get("MetricDataQueries")) {
            String id = query.path("Id").asText();
            TreeMap<Instant, Double> values = query.has("MetricStat")
                    ? aggregated(query.path("MetricStat"), context.region(), from, to)
                    : computed(query.path("Expression").asText(), byId);
            byId.put(id, values);
            if (query.path("ReturnData").asText("true").equals("true")) {
                ObjectNode result =
                        results.addObject().put("Id", id).put("Label", id).put("StatusCode", "Complete");
                ArrayNode times = result.putArray("Timestamps");
                ArrayNode numbers = result.putArray("Values");
                values.forEach((at, value) -> {
                    times.add(
                            inNumbers(input) ? LongNode.valueOf(at.getEpochSecond()) : TextNode.valueOf(at.toString()));
                    numbers.add(value);
                });
            }
        }
        return answer;
    }

    /** Query has times as texts, JSON and CBOR as numbers. */
    private static boolean inNumbers(Input input) {
        return input.get("StartTime").isNumber();
    }

    private static Instant time(Input input, String name) {
        return inNumbers(input)
                ? Instant.ofEpochSecond(input.get(name).asLong())
                : Instant.parse(input.required(name, name + " is missing"));
    }

    /** One value for each period, from the beginning of the time that is asked for. */
    private static TreeMap<Instant, Double> aggregated(JsonNode stat, RegionState region, Instant from, Instant to) {
        long period = stat.path("Period").asLong(60);
        if (period < 60 || period % 60 != 0) {
            throw new AwsError(400, "ValidationError", "Period must be a multiple of 60");
        }
        TreeMap<Instant, Double> all = values(stat.path("Metric"), region);
        TreeMap<Instant, Double> values = new TreeMap<>();
        for (Instant at = from; at.isBefore(to); at = at.plusSeconds(period)) {
            Instant end = at.plusSeconds(period).isBefore(to) ? at.plusSeconds(period) : to;
            var within = all.subMap(at, end).values();
            if (!within.isEmpty()) {
                double sum = within.stream().mapToDouble(Double::doubleValue).sum();
                values.put(at, stat.path("Stat").asText().equals("Sum") ? sum : sum / within.size());
            }
        }
        return values;
    }

    /** Those with exactly these dimensions; without any such, those that were set whatever the dimensions. */
    private static TreeMap<Instant, Double> values(JsonNode metric, RegionState region) {
        String name = metric.path("Namespace").asText() + "/"
                + metric.path("MetricName").asText();
        TreeMap<String, String> dimensions = new TreeMap<>();
        metric.path("Dimensions")
                .forEach(each -> dimensions.put(
                        each.path("Name").asText(), each.path("Value").asText()));
        return region.metrics.getOrDefault(name + dimensions, region.metrics.getOrDefault(name, new TreeMap<>()));
    }

    private static TreeMap<Instant, Double> computed(String expression, Map<String, TreeMap<Instant, Double>> byId) {
        Matcher parts = MATH.matcher(expression.trim());
        if (!parts.matches() || !byId.containsKey(parts.group(1))) {
            throw new AwsError(400, "ValidationError", "Error in expression '" + expression + "'");
        }
        double by = parts.group(3) == null ? 1 : Double.parseDouble(parts.group(3));
        TreeMap<Instant, Double> values = new TreeMap<>();
        byId.get(parts.group(1))
                .forEach((at, value) -> values.put(at, "/".equals(parts.group(2)) ? value / by : value * by));
        return values;
    }
}
