package io.jenkins.plugins.ecs.polling;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecs.aws.AwsCall;
import io.jenkins.plugins.ecs.aws.AwsFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/** An ECS that knows every service and deployment that it is asked for, and writes down what it is asked. */
final class FakeEcs implements AwsCall {

    record Sent(long at, String operation, ObjectNode input) {}

    final List<Sent> sent = new ArrayList<>();
    Predicate<String> missing = subject -> false;
    /** Throws for a call that must fail. */
    java.util.function.BiConsumer<String, ObjectNode> fault = (operation, input) -> {};

    /** Running tasks of each service, which are listed a hundred at a time. */
    int tasks = 3;

    private final String account;
    private final LongSupplier clock;

    FakeEcs(String account, LongSupplier clock) {
        this.account = account;
        this.clock = clock;
    }

    @Override
    public ObjectNode call(String operation, ObjectNode input) {
        sent.add(new Sent(clock.getAsLong(), operation, input.deepCopy()));
        fault.accept(operation, input);
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        switch (operation) {
            case "DescribeServices" -> each(input, "services", answer, "serviceArn", "service/prod/");
            case "DescribeServiceDeployments" ->
                each(input, "serviceDeploymentArns", answer, "serviceDeploymentArn", "");
            case "DescribeTasks" -> each(input, "tasks", answer, "taskArn", "");
            case "ListTasks" -> {
                ArrayNode arns = answer.putArray("taskArns");
                int from = input.path("nextToken").asInt(0);
                for (int i = from; i < Math.min(tasks, from + 100); i++) {
                    arns.add(arn("task/prod/" + input.path("serviceName").asText() + "-" + i));
                }
                if (from + 100 < tasks) {
                    answer.put("nextToken", String.valueOf(from + 100));
                }
            }
            default -> answer.put("ok", true);
        }
        return answer;
    }

    private void each(ObjectNode input, String subjects, ObjectNode answer, String arnField, String prefix) {
        String items = subjects.equals("serviceDeploymentArns") ? "serviceDeployments" : subjects;
        ArrayNode found = answer.putArray(items);
        ArrayNode failures = answer.putArray("failures");
        for (JsonNode subject : input.path(subjects)) {
            String text = subject.asText();
            String arn = text.startsWith("arn:") ? text : arn(prefix + text);
            if (missing.test(text)) {
                failures.addObject().put("arn", arn).put("reason", "MISSING");
            } else {
                // Not in the order in which they were asked for, as AWS does.
                ObjectNode item = JsonNodeFactory.instance.objectNode().put(arnField, arn);
                item.put("serviceName", text).put("status", "of " + text);
                found.insert(0, item);
            }
        }
    }

    String arn(String resource) {
        return "arn:aws:ecs:eu-central-1:" + account + ":" + resource;
    }

    List<Sent> sent(String operation) {
        return sent.stream().filter(s -> s.operation().equals(operation)).toList();
    }

    static AwsFailure failure(AwsFailure.Kind kind, String operation) {
        return new AwsFailure(kind, operation, kind.name(), "as the test has it", null);
    }
}
