package io.jenkins.plugins.ecs.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Scenarios, clusters and services from YAML, of which JSON is a part. */
final class ScenarioFile {

    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
    private static final Set<String> MEMBERS = Set.of(
            "images",
            "clusters",
            "quotas",
            "hooks",
            "rules",
            "schedules",
            "parameters",
            "secrets",
            "stacks",
            "objects");

    private final JsonNode root;

    private ScenarioFile(JsonNode root) {
        this.root = root;
    }

    static ScenarioFile read(Path file) {
        try {
            return parse(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static ScenarioFile parse(String text) {
        JsonNode root;
        try {
            root = YAML.readTree(text);
        } catch (IOException e) {
            throw new IllegalArgumentException("not a scenario file: " + e.getMessage(), e);
        }
        root.fieldNames().forEachRemaining(name -> {
            if (!MEMBERS.contains(name)) {
                throw new IllegalArgumentException("unknown member of a scenario file: " + name);
            }
        });
        return new ScenarioFile(root);
    }

    void apply(EcsSandbox sandbox) {
        root.path("images").properties().forEach(each -> rule(sandbox, each.getKey(), each.getValue()));
        root.path("hooks")
                .properties()
                .forEach(each -> sandbox.hooks()
                        .lambda(
                                each.getKey(),
                                LifecycleHooks.Result.valueOf(each.getValue().asText())));
        root.path("clusters").properties().forEach(cluster -> {
            sandbox.cluster(cluster.getKey());
            cluster.getValue()
                    .properties()
                    .forEach(service -> sandbox.service(
                            cluster.getKey(), service.getKey(), spec -> fill(spec, service.getValue())));
        });
        for (JsonNode rule : root.path("rules")) {
            call(sandbox, "AWSEvents", "PutRule", rule);
            ObjectNode targets = Json.object().put("Rule", rule.path("Name").asText());
            Json.copy(rule, targets, "EventBusName", "Targets");
            call(sandbox, "AWSEvents", "PutTargets", targets);
        }
        root.path("schedules")
                .forEach(schedule -> call(sandbox, SchedulerOperations.TARGET, "CreateSchedule", schedule));
        stored(sandbox);
        sandbox.quotas().enforce(root.path("quotas").asBoolean(false));
    }

    private void stored(EcsSandbox sandbox) {
        root.path("parameters").properties().forEach(each -> {
            JsonNode value = each.getValue();
            sandbox.parameter(
                    each.getKey(),
                    value.path("type").asText("String"),
                    value.isObject() ? value.path("value").asText() : value.asText());
        });
        root.path("secrets")
                .properties()
                .forEach(each -> sandbox.secret(each.getKey(), each.getValue().asText()));
        root.path("stacks").properties().forEach(each -> {
            Map<String, String> outputs = new TreeMap<>();
            each.getValue()
                    .properties()
                    .forEach(output ->
                            outputs.put(output.getKey(), output.getValue().asText()));
            sandbox.stack(each.getKey(), "CREATE_COMPLETE", outputs);
        });
        root.path("objects").properties().forEach(each -> {
            String[] place = each.getKey().split("/", 2);
            sandbox.object("eu-central-1", place[0], place[1], each.getValue().toString());
        });
    }

    private static void call(EcsSandbox sandbox, String target, String operation, JsonNode input) {
        DirectAnswer answer = sandbox.answer(target, operation, input.deepCopy(), Duration.ZERO);
        if (!answer.isSuccessful()) {
            throw new IllegalArgumentException(operation + ": " + answer.message());
        }
    }

    /** {@code repo/app:bad: CRASH}, or an object with scenario, after, lasting and tasks. */
    private static void rule(EcsSandbox sandbox, String image, JsonNode value) {
        JsonNode scenario = value.isObject() ? value.path("scenario") : value;
        String name = scenario.asText().toUpperCase(Locale.ROOT).replace('-', '_');
        ScenarioRule rule = sandbox.scenarios().image(image, Scenario.valueOf(name));
        if (value.has("after")) {
            rule.after(duration(value.get("after")));
        }
        if (value.has("lasting")) {
            rule.lasting(duration(value.get("lasting")));
        }
        if (value.has("log")) {
            rule.log(Json.texts(value.get("log")).toArray(new String[0]));
        }
        if (value.has("tasks")) {
            rule.tasks(value.get("tasks").asInt());
        }
    }

    /** Seconds, or a duration such as {@code PT10M}. */
    private static Duration duration(JsonNode value) {
        return value.isNumber() ? Duration.ofSeconds(value.asLong()) : Duration.parse(value.asText());
    }

    private static void fill(ServiceSpec spec, JsonNode service) {
        service.properties().forEach(member -> {
            JsonNode value = member.getValue();
            switch (member.getKey()) {
                case "image" -> spec.image(value.asText());
                case "container" -> spec.container(value.asText());
                case "family" -> spec.family(value.asText());
                case "taskDefinition" -> spec.taskDefinition(value.toString());
                case "status" -> spec.status(value.asText());
                case "circuitBreaker" ->
                    spec.circuitBreaker(
                            value.path("enable").asBoolean(true),
                            value.path("rollback").asBoolean(true));
                case "minimumHealthyPercent" -> spec.minimumHealthyPercent(value.asInt());
                case "maximumPercent" -> spec.maximumPercent(value.asInt());
                default -> spec.with(member.getKey(), value.toString());
            }
        });
    }
}
