package io.jenkins.plugins.ecs.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** {@link CloudWatchApi} over an {@link AwsCall} of the Query API. */
public final class CloudWatchQueryApi implements CloudWatchApi {

    private static final int NAMES_PER_CALL = 100;
    private static final int MOST_PAGES = 10;

    private final AwsCall cloudWatch;

    public CloudWatchQueryApi(AwsCall cloudWatch) {
        this.cloudWatch = cloudWatch;
    }

    @Override
    public List<AlarmState> alarms(Collection<String> names) {
        List<String> all = new ArrayList<>(names);
        List<AlarmState> alarms = new ArrayList<>();
        for (int from = 0; from < all.size(); from += NAMES_PER_CALL) {
            ObjectNode input = JsonNodeFactory.instance.objectNode();
            all.subList(from, Math.min(all.size(), from + NAMES_PER_CALL)).forEach(input.putArray("AlarmNames")::add);
            input.put("MaxRecords", NAMES_PER_CALL);
            ObjectNode answer = describeAlarms(input);
            for (String kind : List.of("MetricAlarms", "CompositeAlarms", "LogAlarms")) {
                answer.path(kind).forEach(each -> alarms.add(alarm(each)));
            }
        }
        return alarms;
    }

    /** Without types only metric alarms come back. Endpoints of before June 2026 refuse the type of log alarms. */
    private ObjectNode describeAlarms(ObjectNode input) {
        input.putArray("AlarmTypes").add("MetricAlarm").add("CompositeAlarm").add("LogAlarm");
        try {
            return cloudWatch.call("DescribeAlarms", input);
        } catch (AwsFailure failure) {
            if (failure.kind() != AwsFailure.Kind.INVALID) {
                throw failure;
            }
            input.putArray("AlarmTypes").add("MetricAlarm").add("CompositeAlarm");
            return cloudWatch.call("DescribeAlarms", input);
        }
    }

    @Override
    public List<Double> metric(ArrayNode queries, long from, long to) {
        ObjectNode input = JsonNodeFactory.instance.objectNode();
        input.set("MetricDataQueries", queries);
        input.put(
                        "StartTime",
                        Instant.ofEpochMilli(from)
                                .truncatedTo(ChronoUnit.SECONDS)
                                .toString())
                .put(
                        "EndTime",
                        Instant.ofEpochMilli(to).truncatedTo(ChronoUnit.SECONDS).toString())
                .put("ScanBy", "TimestampAscending");
        List<Double> values = new ArrayList<>();
        for (int page = 0; page < MOST_PAGES; page++) {
            ObjectNode answer = cloudWatch.call("GetMetricData", input);
            answer.path("MetricDataResults")
                    .forEach(result -> result.path("Values").forEach(value -> values.add(value.asDouble())));
            String next = answer.path("NextToken").asText("");
            if (next.isEmpty()) {
                break;
            }
            input.put("NextToken", next);
        }
        return values;
    }

    private static AlarmState alarm(JsonNode each) {
        return new AlarmState(
                each.path("AlarmName").asText(""),
                each.path("StateValue").asText(""),
                each.path("StateReason").asText(""),
                each.path("EvaluationState").asText(""));
    }
}
