package io.jenkins.plugins.ecs.sandbox;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecs.sandbox.Operation.Context;
import java.util.List;
import java.util.Map;

/** CloudWatch as far as its alarms matter to ECS. */
final class AlarmOperations {

    private AlarmOperations() {}

    static void addTo(Map<String, Operation> operations) {
        operations.put("DescribeAlarms", AlarmOperations::describe);
    }

    private static ObjectNode describe(Input input, Context context) {
        List<String> names = input.texts("AlarmNames");
        String prefix = input.text("AlarmNamePrefix", "");
        String state = input.text("StateValue", "");
        ObjectNode answer = Json.object();
        ArrayNode alarms = answer.putArray("MetricAlarms");
        answer.putArray("CompositeAlarms");
        context.region().alarms.values().stream()
                .filter(alarm -> names.isEmpty() || names.contains(alarm.name()))
                .filter(alarm -> alarm.name().startsWith(prefix))
                .filter(alarm -> state.isEmpty() || alarm.state().name().equals(state))
                .forEach(alarm -> alarms.addObject()
                        .put("AlarmName", alarm.name())
                        .put("AlarmArn", context.region().arns.alarm(alarm.name()))
                        .put("StateValue", alarm.state().name())
                        .put("StateReason", "Threshold Crossed: set in the sandbox")
                        .put("MetricName", "HTTPCode_Target_5XX_Count")
                        .put("Namespace", "AWS/ApplicationELB"));
        return answer;
    }
}
