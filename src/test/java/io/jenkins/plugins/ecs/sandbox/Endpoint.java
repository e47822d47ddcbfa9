package io.jenkins.plugins.ecs.sandbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** From an HTTP request to its answer: signature, faults, quotas, permissions, then the operation. */
final class Endpoint implements HttpHandler {

    private static final String TARGET = "AmazonEC2ContainerServiceV20141113.";

    private final World world;
    private final AccessKeys keys;
    private final Signatures signatures;
    private final StsApi sts;
    private final EcsApi ecs = new EcsApi();
    final Faults faults = new Faults();
    final Quotas quotas = new Quotas();
    final Permissions permissions = new Permissions();
    final CallLog calls = new CallLog();
    final Queue<Throwable> errors = new ConcurrentLinkedQueue<>();

    Endpoint(World world, AccessKeys keys) {
        this.world = world;
        this.keys = keys;
        signatures = new Signatures(keys);
        sts = new StsApi(keys, world.ids);
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Reply reply = answer(HttpRequest.read(exchange));
            if (reply.status() == 0) {
                return;
            }
            exchange.getResponseHeaders().set("x-amzn-RequestId", world.ids.uuid());
            if (reply.body().length > 0) {
                exchange.getResponseHeaders().set("Content-Type", reply.contentType());
            }
            exchange.sendResponseHeaders(reply.status(), reply.body().length == 0 ? -1 : reply.body().length);
            exchange.getResponseBody().write(reply.body());
        }
    }

    private Reply answer(HttpRequest request) {
        String target = request.header("X-Amz-Target");
        boolean query = target == null && request.text().contains("Action=");
        Received received = new Received(request, query);
        Reply reply;
        try {
            reply = answer(received);
        } catch (AwsError e) {
            reply = query ? Reply.xmlError(e, world.ids.uuid()) : Reply.error(e);
        } catch (Exception | Error e) {
            errors.add(e);
            reply = Reply.error(new AwsError(500, "InternalFailure", ""));
        }
        calls.add(new Call(
                world.clock.instant(),
                received.operation,
                received.json,
                reply.status(),
                reply.errorCode(),
                received.region,
                received.accessKeyId));
        return reply;
    }

    /** What is known of a request so far. */
    private static final class Received {
        final HttpRequest request;
        final boolean query;
        String operation = "";
        JsonNode json = Json.object();
        String region = "";
        String accessKeyId = "";

        Received(HttpRequest request, boolean query) {
            this.request = request;
            this.query = query;
        }
    }

    private Reply answer(Received received) throws JsonProcessingException {
        name(received);
        List<Fault> hitting = faults.hitting(received.operation);
        hitting.stream().filter(fault -> fault.kind() == Fault.Kind.SLOW).forEach(fault -> pause(fault.duration()));
        for (Fault fault : hitting) {
            if (!fault.isAfterEffect() && fault.kind() == Fault.Kind.RESET) {
                return Reply.closed();
            }
            if (!fault.isAfterEffect() && fault.kind() == Fault.Kind.UNAVAILABLE) {
                return Reply.unavailable();
            }
        }
        Caller caller = signatures.verify(received.request);
        received.region = caller.region();
        received.accessKeyId = caller.key().id();
        if (!received.query) {
            received.json = parse(received.request.text());
        }
        hitting.stream().filter(fault -> !fault.isAfterEffect()).forEach(fault -> refuse(fault, received, caller));
        Reply reply = received.query ? query(received, caller) : call(received, caller, hitting);
        for (Fault fault : hitting) {
            if (fault.isAfterEffect()) {
                refuse(fault, received, caller);
                reply = switch (fault.kind()) {
                    case RESET -> Reply.closed();
                    case UNAVAILABLE -> Reply.unavailable();
                    case GARBAGE -> reply.truncated();
                    default -> reply;
                };
            }
        }
        return reply;
    }

    private static void name(Received received) {
        if (received.query) {
            ObjectNode parameters = StsApi.parse(received.request.text());
            received.json = parameters;
            received.operation = parameters.path("Action").asText();
            return;
        }
        String target = received.request.header("X-Amz-Target");
        if (target == null || !target.startsWith(TARGET)) {
            received.operation = target == null ? "" : target;
            throw AwsError.unknownOperation();
        }
        received.operation = target.substring(TARGET.length());
    }

    private static ObjectNode parse(String text) throws JsonProcessingException {
        JsonNode json;
        try {
            json = text.isBlank() ? Json.object() : Json.MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            throw new AwsError(400, "SerializationException", "");
        }
        if (!json.isObject()) {
            throw new AwsError(400, "SerializationException", "");
        }
        return (ObjectNode) json;
    }

    private static void refuse(Fault fault, Received received, Caller caller) {
        if (fault.kind() == Fault.Kind.ERROR) {
            throw fault.error();
        }
        if (fault.kind() == Fault.Kind.DENIED) {
            Arns arns = new Arns(caller.account(), caller.region());
            throw AwsError.accessDenied(
                    caller.arn(), "ecs:" + received.operation, Permissions.resource(new Input(received.json), arns));
        }
    }

    private Reply query(Received received, Caller caller) {
        Input input = new Input(received.json);
        String action = "sts:" + received.operation;
        if (permissions.denies(action)) {
            throw AwsError.accessDenied(caller.arn(), action, input.text("RoleArn", "*"));
        }
        return Reply.xml(sts.call(received.operation, input, caller));
    }

    private Reply call(Received received, Caller caller, List<Fault> hitting) {
        Operation operation = ecs.find(received.operation);
        Arns arns = new Arns(caller.account(), caller.region());
        Input input = new Input(received.json);
        quotas.take(received.operation, arns, world.clock.instant());
        permissions.check(received.operation, input, caller, arns);
        Duration age = hitting.stream()
                .filter(fault -> fault.kind() == Fault.Kind.STALE)
                .map(Fault::duration)
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
        ObjectNode answer;
        // One call at a time: the simulation is single-threaded. Documents in the answer are never changed later.
        world.lock.lock();
        try {
            RegionState region = world.region(caller.account(), caller.region());
            Instant asOf = region.now().minus(age);
            answer = operation.call(input, new Operation.Context(region, caller, asOf));
        } finally {
            world.lock.unlock();
        }
        return Reply.json(answer);
    }

    private static void pause(Duration duration) {
        try {
            Thread.sleep(duration.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
