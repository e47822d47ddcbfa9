package io.jenkins.plugins.ecs.aws.services;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecs.aws.AwsCall;
import io.jenkins.plugins.ecs.aws.AwsFailure;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * {@link AlarmsApi} over an {@link AwsCall} of the JSON API: the SDK's model is older than log alarms, and its client
 * drops them from the response.
 */
public final class AlarmsJsonApi implements AlarmsApi {

    private static final int NAMES_PER_CALL = 100;

    private final AwsCall cloudWatch;

    public AlarmsJsonApi(AwsCall cloudWatch) {
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

    private static AlarmState alarm(JsonNode each) {
        return new AlarmState(
                each.path("AlarmName").asText(""),
                each.path("StateValue").asText(""),
                each.path("StateReason").asText(""),
                each.path("EvaluationState").asText(""));
    }
}
