package io.jenkins.plugins.ecs.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** {@link CloudWatchApi} over an {@link AwsCall} of the Query API. */
public final class CloudWatchQueryApi implements CloudWatchApi {

    private static final int NAMES_PER_CALL = 100;

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
            input.putArray("AlarmTypes").add("MetricAlarm").add("CompositeAlarm");
            input.put("MaxRecords", NAMES_PER_CALL);
            ObjectNode answer = cloudWatch.call("DescribeAlarms", input);
            answer.path("MetricAlarms").forEach(each -> alarms.add(alarm(each)));
            answer.path("CompositeAlarms").forEach(each -> alarms.add(alarm(each)));
        }
        return alarms;
    }

    private static AlarmState alarm(JsonNode each) {
        return new AlarmState(
                each.path("AlarmName").asText(""),
                each.path("StateValue").asText(""),
                each.path("StateReason").asText(""));
    }
}
