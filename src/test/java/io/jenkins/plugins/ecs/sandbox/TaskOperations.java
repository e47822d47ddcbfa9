package io.jenkins.plugins.ecs.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecs.sandbox.Documents.Kind;
import io.jenkins.plugins.ecs.sandbox.Operation.Context;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** RunTask, StopTask and the reads of tasks. */
final class TaskOperations {

    private TaskOperations() {}

    static void addTo(Map<String, Operation> operations) {
        operations.put("RunTask", TaskOperations::run);
        operations.put("StopTask", TaskOperations::stop);
        operations.put("ListTasks", TaskOperations::list);
        operations.put("DescribeTasks", TaskOperations::describe);
    }

    /** A clientToken that was seen before gives the tasks of then, or a ConflictException when the rest differs. */
    record Started(JsonNode request, List<String> arns, Instant at) {

        /** A token is kept for 24 hours, or for an hour after the end of its tasks if that is shorter. */
        boolean isKept(RegionState region) {
            return region.now().isBefore(at.plus(Duration.ofHours(24)))
                    && arns.stream().anyMatch(arn -> region.documents.find(Kind.TASK, arn, region.now()) != null);
        }
    }

    private static ObjectNode run(Input input, Context context) {
        RegionState region = context.region();
        ClusterState cluster = region.cluster(input.cluster());
        String token = input.text("clientToken");
        Started before = token == null ? null : region.clientTokens.get(token);
        if (before != null && before.isKept(region)) {
            return again(input, region, before);
        }
        checkRun(input);
        TaskDefinition definition =
                region.taskDefinitions.usable(input.required("taskDefinition", "Task definition can not be blank."));
        ServiceRules.checkFits(settings(input), definition);
        checkOverrides(input.get("overrides"), definition);
        RunTaskRules.check(input, definition);
        ObjectNode answer = Json.object();
        ArrayNode tasks = answer.putArray("tasks");
        ArrayNode failures = answer.putArray("failures");
        for (int i = 0; i < input.get("count").asInt(1); i++) {
            String refused = region.world.behavior.takeRunTaskFailure();
            if (refused != null) {
                failures.addObject()
                        .put("arn", region.arns.containerInstance(cluster.name, "c0ffee" + i))
                        .put("reason", refused);
                continue;
            }
            TaskState task =
                    region.launcher.loose(cluster, definition, fixed(input, region, cluster, definition), region.now());
            cluster.looseTasks.tasks.add(task);
            tasks.add(TaskJson.of(task));
        }
        region.publisher.publishTasks(cluster.looseTasks.tasks, region.now());
        region.agenda.poke(cluster.looseTasks, region.now().plusSeconds(1));
        if (token != null) {
            List<String> arns =
                    tasks.findValuesAsText("taskArn").stream().distinct().toList();
            region.clientTokens.put(token, new Started(input.json(), arns, region.now()));
        }
        return answer;
    }

    private static ObjectNode fixed(Input input, RegionState region, ClusterState cluster, TaskDefinition definition) {
        String group = input.text("group", "family:" + definition.family);
        ObjectNode fixed = region.launcher.fixed(cluster, group, settings(input));
        Json.copy(input.json(), fixed, "startedBy", "overrides", "tags");
        return fixed.put("enableExecuteCommand", input.flag("enableExecuteCommand"));
    }

    private static ObjectNode settings(Input input) {
        ObjectNode settings = Json.object();
        if (!input.has("capacityProviderStrategy")) {
            settings.put("launchType", input.text("launchType", "EC2"));
        }
        if (settings.path("launchType").asText().equals("FARGATE")) {
            settings.put("platformVersion", ServiceJson.PLATFORM).put("platformFamily", "Linux");
        }
        Json.copy(input.json(), settings, "networkConfiguration");
        return settings;
    }

    private static ObjectNode again(Input input, RegionState region, Started before) {
        if (!before.request().equals(input.json())) {
            throw new AwsError(
                    400,
                    "ConflictException",
                    "The RunTask request has the same clientToken as another request with different parameters.");
        }
        ObjectNode answer = Json.object();
        ArrayNode tasks = answer.putArray("tasks");
        for (String arn : before.arns()) {
            Optional.ofNullable(region.documents.find(Kind.TASK, arn, region.now()))
                    .ifPresent(tasks::add);
        }
        answer.putArray("failures");
        return answer;
    }

    private static void checkRun(Input input) {
        int count = input.get("count").asInt(1);
        if (count < 1 || count > 10) {
            throw AwsError.invalid("count must be between 1 and 10.");
        }
        if (!input.text("startedBy", "").matches("[A-Za-z0-9/_-]{0,128}")) {
            throw AwsError.invalid("startedBy can have at most 128 letters, digits, '-', '/' and '_'.");
        }
        if (input.has("launchType") && input.has("capacityProviderStrategy")) {
            throw AwsError.invalid(
                    "Specifying both a launch type and capacity provider strategy is not supported. Remove one and try"
                            + " again.");
        }
        if (input.text("group", "").startsWith("service:")) {
            throw AwsError.invalid("Group name must not begin with service:.");
        }
        if (!input.text("propagateTags", "TASK_DEFINITION").equals("TASK_DEFINITION")) {
            throw AwsError.invalid("Invalid value for propagateTags");
        }
        if (input.text("clientToken", "").length() > 64) {
            throw AwsError.invalid("clientToken can have at most 64 characters.");
        }
        if (input.get("overrides").toString().length() > 8192) {
            throw AwsError.invalid("Container Overrides length must be at most 8192");
        }
    }

    private static void checkOverrides(JsonNode overrides, TaskDefinition definition) {
        for (JsonNode override : overrides.path("containerOverrides")) {
            String name = override.path("name").asText();
            boolean known = false;
            for (JsonNode container : definition.containers()) {
                known |= container.path("name").asText().equals(name);
            }
            if (!known) {
                throw AwsError.invalid(
                        "Override for container named " + name + " is not a container in the TaskDefinition.");
            }
        }
    }

    private static ObjectNode stop(Input input, Context context) {
        RegionState region = context.region();
        ClusterState cluster = region.cluster(input.cluster());
        String id = Arns.name(input.required("task", "Task can not be blank."));
        String reason = input.text("reason", "Task stopped by user");
        for (ServiceState service : cluster.services.values()) {
            for (DeploymentEntry entry : service.entries) {
                Optional<TaskState> found =
                        entry.tasks.stream().filter(task -> task.id.equals(id)).findFirst();
                if (found.isPresent()) {
                    stop(found.get(), reason, region);
                    region.publisher.publish(service, region.now());
                    region.agenda.poke(service, region.now().plusSeconds(1));
                    return Json.object().set("task", TaskJson.of(found.get()));
                }
            }
        }
        TaskState task = cluster.looseTasks.tasks.stream()
                .filter(each -> each.id.equals(id))
                .findFirst()
                .orElseThrow(() -> AwsError.invalid("The referenced task was not found."));
        stop(task, reason, region);
        region.publisher.publishTasks(cluster.looseTasks.tasks, region.now());
        region.agenda.poke(cluster.looseTasks, region.now().plusSeconds(1));
        return Json.object().set("task", TaskJson.of(task));
    }

    private static void stop(TaskState task, String reason, RegionState region) {
        Duration duration = region.world.behavior.toStopped;
        task.stop(region.now(), "UserInitiated", reason, duration);
    }

    private static ObjectNode list(Input input, Context context) {
        ClusterState cluster = context.region().cluster(input.cluster());
        String service = input.text("serviceName");
        if (service != null && !cluster.services.containsKey(Arns.name(service))) {
            throw AwsError.serviceNotFound();
        }
        if (input.has("startedBy") && (service != null || input.has("family"))) {
            throw AwsError.invalid("startedBy can't be combined with another filter.");
        }
        String group = service == null ? null : "service:" + Arns.name(service);
        String family = input.has("family") ? ":task-definition/" + input.text("family") + ":" : null;
        String desired = input.text("desiredStatus", "RUNNING");
        List<String> arns = context.region()
                .documents
                .all(Kind.TASK, context.asOf())
                .filter(task -> task.path("clusterArn").asText().equals(cluster.arn))
                .filter(task -> task.path("desiredStatus").asText().equals(desired))
                .filter(task -> isVisible(task, context))
                .filter(task -> group == null || task.path("group").asText().equals(group))
                .filter(task -> family == null
                        || task.path("taskDefinitionArn").asText().contains(family))
                .filter(task -> matches(input, task, "startedBy"))
                .filter(task -> matches(input, task, "launchType"))
                .map(task -> task.path("taskArn").asText())
                .toList();
        return Pages.ofTexts(input, "taskArns", arns, 100);
    }

    /** Reads are eventually consistent: a task that has just been started may be MISSING still. */
    private static boolean isVisible(JsonNode task, Context context) {
        RegionState region = context.region();
        double visibleAt =
                task.path("createdAt").asDouble() + region.world.behavior.taskVisibleAfter.toMillis() / 1000.0;
        return region.now().toEpochMilli() / 1000.0 >= visibleAt;
    }

    private static boolean matches(Input input, JsonNode task, String name) {
        return !input.has(name) || task.path(name).asText().equals(input.text(name));
    }

    private static ObjectNode describe(Input input, Context context) {
        RegionState region = context.region();
        ClusterState cluster = region.cluster(input.cluster());
        ObjectNode answer = Json.object();
        ArrayNode tasks = answer.putArray("tasks");
        ArrayNode failures = answer.putArray("failures");
        for (String reference : input.texts("tasks", 100, "Tasks cannot be empty.")) {
            String arn = region.arns.task(cluster.name, Arns.name(reference));
            ObjectNode task = region.documents.find(Kind.TASK, arn, context.asOf());
            if (task == null || !isVisible(task, context)) {
                failures.addObject().put("arn", arn).put("reason", "MISSING");
            } else {
                tasks.add(task);
            }
        }
        return answer;
    }
}
