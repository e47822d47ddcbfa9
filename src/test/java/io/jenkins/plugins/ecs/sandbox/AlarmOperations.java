package io.jenkins.plugins.ecs.sandbox;

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
        // Without types only metric alarms are answered.
        List<String> types =
                input.texts("AlarmTypes").isEmpty() ? List.of(Alarm.Type.METRIC.wire) : input.texts("AlarmTypes");
        for (Alarm.Type type : Alarm.Type.values()) {
            answer.putArray(type.wire + "s");
        }
        context.region().alarms.values().stream()
                .filter(alarm -> names.isEmpty() || names.contains(alarm.name()))
                .filter(alarm -> types.contains(alarm.type().wire))
                .filter(alarm -> alarm.name().startsWith(prefix))
                .filter(alarm -> state.isEmpty() || alarm.state().name().equals(state))
                .forEach(alarm -> describe(
                        alarm, answer.withArray(alarm.type().wire + "s").addObject(), context));
        return answer;
    }

    private static void describe(Alarm alarm, ObjectNode into, Context context) {
        into.put("AlarmName", alarm.name())
                .put("AlarmArn", context.region().arns.alarm(alarm.name()))
                .put("StateValue", alarm.state().name())
                .put("StateReason", "Threshold Crossed: set in the sandbox");
        if (!alarm.evaluation().isEmpty()) {
            into.put("EvaluationState", alarm.evaluation());
        }
        if (alarm.type() == Alarm.Type.METRIC) {
            into.put("MetricName", "HTTPCode_Target_5XX_Count").put("Namespace", "AWS/ApplicationELB");
        }
    }
}
