package io.jenkins.plugins.ecs.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecs.sandbox.Operation.Context;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** EventBridge Scheduler, which speaks REST with JSON bodies. */
final class SchedulerOperations {

    /** Its operations have no {@code X-Amz-Target}; in this program they go by this name. */
    static final String TARGET = "AWSScheduler";

    private static final String PATH = "/schedules";
    private static final int PAGE = 100;

    private SchedulerOperations() {}

    static void addTo(Map<String, Operation> operations) {
        operations.put("CreateSchedule", (input, context) -> write(input, context, false));
        operations.put("UpdateSchedule", (input, context) -> write(input, context, true));
        operations.put("GetSchedule", SchedulerOperations::get);
        operations.put("ListSchedules", SchedulerOperations::list);
        operations.put("DeleteSchedule", SchedulerOperations::delete);
    }

    /** A request of this service: its operation, and what path and query add to the body. */
    record Route(String operation, ObjectNode fromAddress) {}

    static Optional<Route> route(HttpRequest request) {
        if (request.header("X-Amz-Target") != null
                || !(request.path().equals(PATH) || request.path().startsWith(PATH + "/"))) {
            return Optional.empty();
        }
        ObjectNode input = Json.object();
        for (String pair : request.query().split("&")) {
            String[] parts = pair.split("=", 2);
            if (parts.length == 2) {
                String name = decode(parts[0]);
                input.put(name.equals("groupName") ? "GroupName" : name, decode(parts[1]));
            }
        }
        if (request.path().length() <= PATH.length() + 1) {
            return request.method().equals("GET") ? Optional.of(new Route("ListSchedules", input)) : Optional.empty();
        }
        input.put("Name", decode(request.path().substring(PATH.length() + 1)));
        return switch (request.method()) {
            case "GET" -> Optional.of(new Route("GetSchedule", input));
            case "POST" -> Optional.of(new Route("CreateSchedule", input));
            case "PUT" -> Optional.of(new Route("UpdateSchedule", input));
            case "DELETE" -> Optional.of(new Route("DeleteSchedule", input));
            default -> Optional.empty();
        };
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    /** What is not sent goes to its default: an update is a replacement. */
    private static ObjectNode write(Input input, Context context, boolean exists) {
        String name = input.text("Name", "");
        String group = input.text("GroupName", ScheduledEvents.DEFAULT);
        Map<String, ObjectNode> all = context.region().events.schedules;
        String key = ScheduledEvents.key(group, name);
        if (exists && !all.containsKey(key)) {
            throw notFound(name);
        }
        if (!exists && all.containsKey(key)) {
            throw new AwsError(409, "ConflictException", "Schedule " + name + " already exists.");
        }
        check(input, context);
        ObjectNode schedule = Json.object();
        schedule.put("Arn", context.region().arns.schedule(group, name));
        schedule.put("Name", name).put("GroupName", group);
        Json.copy(
                input.json(),
                schedule,
                "Description",
                "EndDate",
                "FlexibleTimeWindow",
                "KmsKeyArn",
                "ScheduleExpression",
                "StartDate",
                "Target");
        schedule.put("State", input.text("State", "ENABLED"));
        schedule.put("ScheduleExpressionTimezone", input.text("ScheduleExpressionTimezone", "UTC"));
        schedule.put("ActionAfterCompletion", input.text("ActionAfterCompletion", "NONE"));
        Instant now = context.region().now();
        schedule.set(
                "CreationDate", exists ? all.get(key).path("CreationDate") : Json.MAPPER.valueToTree(Json.time(now)));
        schedule.put("LastModificationDate", Json.time(now));
        all.put(key, schedule);
        return Json.object().put("ScheduleArn", schedule.path("Arn").asText());
    }

    private static void check(Input input, Context context) {
        List<String> missing = new ArrayList<>();
        for (String member : new String[] {"FlexibleTimeWindow", "ScheduleExpression", "Target"}) {
            if (!input.has(member)) {
                missing.add("Value null at '" + member + "' failed to satisfy constraint: Member must not be null");
            }
        }
        if (!missing.isEmpty()) {
            throw validation(missing.size() + " validation errors detected: " + String.join("; ", missing));
        }
        if (!input.get("Target").hasNonNull("Arn") || !input.get("Target").hasNonNull("RoleArn")) {
            throw validation("A target needs Arn and RoleArn.");
        }
        if (input.get("StartDate").isNumber()) {
            Instant start = Instant.ofEpochSecond(input.get("StartDate").asLong());
            if (start.isBefore(context.region().now().minus(Duration.ofMinutes(5)))) {
                throw validation("The StartDate you specify cannot be earlier than 5 minutes ago.");
            }
        }
    }

    private static ObjectNode get(Input input, Context context) {
        return find(input, context).deepCopy();
    }

    /** Of the target it shows the address only. */
    private static ObjectNode list(Input input, Context context) {
        List<ObjectNode> found = new ArrayList<>();
        for (ObjectNode schedule : context.region().events.schedules.values()) {
            if (schedule.path("GroupName")
                            .asText()
                            .equals(input.text(
                                    "ScheduleGroup", schedule.path("GroupName").asText()))
                    && schedule.path("Name").asText().startsWith(input.text("NamePrefix", ""))) {
                ObjectNode summary = Json.object();
                Json.copy(
                        schedule, summary, "Arn", "CreationDate", "GroupName", "LastModificationDate", "Name", "State");
                summary.putObject("Target")
                        .put("Arn", schedule.path("Target").path("Arn").asText());
                found.add(summary);
            }
        }
        int size = input.get("MaxResults").asInt(PAGE);
        if (size < 1 || size > PAGE) {
            throw validation("MaxResults must be between 1 and " + PAGE);
        }
        return ScheduledEvents.page(input.text("NextToken"), "Schedules", found, size);
    }

    private static ObjectNode delete(Input input, Context context) {
        ObjectNode found = find(input, context);
        context.region().events.schedules.values().remove(found);
        return Json.object();
    }

    private static ObjectNode find(Input input, Context context) {
        String name = input.text("Name", "");
        ObjectNode found = context.region()
                .events
                .schedules
                .get(ScheduledEvents.key(input.text("GroupName", ScheduledEvents.DEFAULT), name));
        if (found == null) {
            throw notFound(name);
        }
        return found;
    }

    private static AwsError notFound(String name) {
        return new AwsError(404, "ResourceNotFoundException", "Schedule " + name + " does not exist.");
    }

    private static AwsError validation(String message) {
        return new AwsError(400, "ValidationException", message);
    }

    /** This service has HTTP codes that mean something. */
    static int status(AwsError error) {
        return switch (error.code) {
            case "ThrottlingException" -> 429;
            case "AccessDeniedException", "UnrecognizedClientException", "InvalidSignatureException" -> 403;
            default -> error.status;
        };
    }
}
