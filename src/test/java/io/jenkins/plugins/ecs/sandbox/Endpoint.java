package io.jenkins.plugins.ecs.sandbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** From an HTTP request to its answer: signature, faults, quotas, permissions, then the operation. */
final class Endpoint implements HttpHandler {

    /** Where addresses of {@code GetDownloadUrlForLayer} lead to; who has one needs no key. */
    static final String BLOBS = "/blobs/";

    /** How often an empty queue is looked at while a request waits for messages. */
    private static final Duration LONG_POLL = Duration.ofMillis(50);

    private final World world;
    private final AccessKeys keys;
    private final Signatures signatures;
    private final Apis apis;
    final Faults faults = new Faults();
    final Quotas quotas = new Quotas();
    final Permissions permissions = new Permissions();
    final CallLog calls = new CallLog();
    final Queue<Throwable> errors = new ConcurrentLinkedQueue<>();

    Endpoint(World world, AccessKeys keys) {
        this.world = world;
        this.keys = keys;
        signatures = new Signatures(keys);
        apis = new Apis(keys);
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Reply reply = reply(HttpRequest.read(exchange));
            if (reply.status() == 0) {
                return;
            }
            headers(reply).forEach(exchange.getResponseHeaders()::set);
            exchange.sendResponseHeaders(reply.status(), reply.body().length == 0 ? -1 : reply.body().length);
            exchange.getResponseBody().write(reply.body());
        }
    }

    HttpReply exchange(String method, URI uri, Map<String, List<String>> headers, byte[] body) {
        Headers received = new Headers();
        headers.forEach((name, values) -> values.forEach(value -> received.add(name, value)));
        String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        String query = uri.getRawQuery() == null ? "" : uri.getRawQuery();
        Reply reply = reply(new HttpRequest(method, path, query, received, body));
        return new HttpReply(reply.status(), headers(reply), reply.body());
    }

    private Reply reply(HttpRequest request) {
        return request.path().startsWith(BLOBS) ? blob(request) : answer(request);
    }

    private Map<String, String> headers(Reply reply) {
        Map<String, String> headers = new LinkedHashMap<>();
        if (!reply.isForeign()) {
            headers.put("x-amzn-RequestId", world.ids.uuid());
        }
        headers.putAll(reply.headers());
        if (reply.isRestError() && reply.headers().isEmpty()) {
            headers.put("x-amzn-ErrorType", reply.errorCode());
        }
        if (reply.isCbor()) {
            headers.put("smithy-protocol", "rpc-v2-cbor");
        }
        if (reply.body().length > 0) {
            headers.put("Content-Type", reply.contentType());
        }
        return headers;
    }

    private Reply blob(HttpRequest request) {
        return world.images
                .blob(request.path().substring(BLOBS.length()))
                .map(text -> new Reply(200, "application/octet-stream", text.getBytes(StandardCharsets.UTF_8), null))
                .orElseGet(() -> new Reply(404, null, new byte[0], "NoSuchKey"));
    }

    private Reply answer(HttpRequest request) {
        Received received = new Received(request, Protocol.of(request));
        Reply reply;
        try {
            reply = answer(received);
        } catch (AwsError e) {
            reply = switch (received.protocol) {
                case S3 -> ObjectReads.error(e);
                case QUERY -> Reply.xmlError(e, received.namespace(), world.ids.uuid());
                case CBOR -> Reply.cborError(e);
                case JSON -> Reply.error(e);
                case REST -> Reply.restError(e);
            };
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

    private enum Protocol {
        JSON,
        QUERY,
        CBOR,
        REST,
        S3;

        static Protocol of(HttpRequest request) {
            if (ObjectReads.isOne(request)) {
                return S3;
            }
            if ("rpc-v2-cbor".equals(request.header("smithy-protocol"))) {
                return CBOR;
            }
            if (SchedulerOperations.route(request).isPresent()) {
                return REST;
            }
            return request.header("X-Amz-Target") == null && request.text().contains("Action=") ? QUERY : JSON;
        }
    }

    /** What is known of a request so far. */
    private static final class Received {
        final HttpRequest request;
        final Protocol protocol;
        Api api;
        String operation = "";
        JsonNode json = Json.object();
        String region = "";
        String accessKeyId = "";

        Received(HttpRequest request, Protocol protocol) {
            this.request = request;
            this.protocol = protocol;
        }

        String namespace() {
            return api == null ? "https://sts.amazonaws.com/doc/2011-06-15/" : api.namespace();
        }
    }

    private Reply answer(Received received) throws JsonProcessingException {
        name(received);
        List<Fault> hitting = faults.hitting(received.api.iam(), received.operation);
        hitting.stream().filter(fault -> fault.kind() == Fault.Kind.SLOW).forEach(fault -> pause(fault.duration()));
        hitting.stream()
                .filter(fault -> fault.kind() == Fault.Kind.SLOW_ON_CLOCK)
                .forEach(fault -> world.clock.advance(fault.duration()));
        for (Fault fault : hitting) {
            if (!fault.isAfterEffect() && fault.kind() == Fault.Kind.RESET) {
                return Reply.closed();
            }
            if (!fault.isAfterEffect() && fault.kind() == Fault.Kind.UNAVAILABLE) {
                return Reply.unavailable();
            }
            if (!fault.isAfterEffect() && fault.kind() == Fault.Kind.PAGE) {
                return fault.page();
            }
        }
        Caller caller = signatures.verify(received.request);
        received.region = caller.region();
        received.accessKeyId = caller.key().id();
        if (received.protocol == Protocol.JSON) {
            received.json = parse(received.request.text());
        } else if (received.protocol == Protocol.REST) {
            received.json = parse(received.request.text())
                    .setAll(SchedulerOperations.route(received.request)
                            .orElseThrow()
                            .fromAddress());
        } else if (received.protocol == Protocol.CBOR) {
            received.json = Cbor.read(received.request.body());
        }
        hitting.stream().filter(fault -> !fault.isAfterEffect()).forEach(fault -> refuse(fault, received, caller));
        Reply reply = call(received, caller, hitting);
        for (Fault fault : hitting) {
            if (fault.isAfterEffect()) {
                refuse(fault, received, caller);
                reply = switch (fault.kind()) {
                    case RESET -> Reply.closed();
                    case UNAVAILABLE -> Reply.unavailable();
                    case PAGE -> fault.page();
                    case GARBAGE -> reply.truncated();
                    default -> reply;
                };
            }
        }
        return reply;
    }

    private void name(Received received) {
        switch (received.protocol) {
            case S3 -> {
                received.operation = ObjectReads.OPERATION;
                received.api = Api.json("s3", "", operations -> {});
            }
            case QUERY -> {
                received.json = QueryForm.parse(received.request.text());
                received.operation = received.json.path("Action").asText();
                received.api = apis.byVersion(received.json.path("Version").asText(""), received.operation);
            }
            case CBOR -> {
                // /service/<target>/operation/<operation>
                String[] path = received.request.path().split("/");
                named(received, path.length == 5 ? path[2] + "." + path[4] : "");
            }
            case REST ->
                named(
                        received,
                        SchedulerOperations.TARGET + "."
                                + SchedulerOperations.route(received.request)
                                        .orElseThrow()
                                        .operation());
            case JSON -> {
                String target = received.request.header("X-Amz-Target");
                named(received, target == null ? "" : target);
            }
        }
    }

    private void named(Received received, String target) {
        int dot = target.lastIndexOf('.');
        received.operation = target;
        received.api = apis.byTarget(target.substring(0, Math.max(0, dot))).orElseThrow(AwsError::unknownOperation);
        received.operation = target.substring(dot + 1);
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
                    caller.arn(),
                    received.api.iam() + ":" + received.operation,
                    Permissions.resource(new Input(received.json), arns));
        }
    }

    private Reply call(Received received, Caller caller, List<Fault> hitting) {
        if (received.protocol == Protocol.S3) {
            Arns arns = new Arns(caller.account(), caller.region());
            permissions.check(received.api, received.operation, new Input(received.json), caller, arns);
            received.json = Json.object().put("Path", received.request.path());
            return ObjectReads.answer(world, received.request, caller);
        }
        Operation operation = received.api.find(received.operation, received.protocol == Protocol.QUERY);
        Arns arns = new Arns(caller.account(), caller.region());
        Input input = new Input(received.json);
        quotas.take(received.operation, arns, world.clock.instant());
        permissions.check(received.api, received.operation, input, caller, arns);
        Duration age = hitting.stream()
                .filter(fault -> fault.kind() == Fault.Kind.STALE)
                .map(Fault::duration)
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
        ObjectNode answer = call(operation, input, caller, age);
        Instant until =
                world.clock.instant().plusSeconds(input.get("WaitTimeSeconds").asInt(0));
        while (received.operation.equals("ReceiveMessage")
                && answer.isEmpty()
                && world.clock.isRunning()
                && world.clock.instant().isBefore(until)) {
            pause(LONG_POLL);
            answer = call(operation, input, caller, age);
        }
        return switch (received.protocol) {
            case QUERY -> Reply.xml(QueryXml.answer(received.api, received.operation, answer, world.ids.uuid()));
            case CBOR -> Reply.cbor(answer);
            case JSON -> Reply.json(answer);
            case REST -> Reply.rest(answer);
            case S3 -> throw new IllegalStateException("has no operations");
        };
    }

    /** One call at a time: the simulation is single-threaded. Documents in the answer are never changed later. */
    private ObjectNode call(Operation operation, Input input, Caller caller, Duration age) {
        world.lock.lock();
        try {
            RegionState region = world.region(caller.account(), caller.region());
            Instant asOf = region.now().minus(age);
            return operation.call(input, new Operation.Context(region, caller, asOf));
        } finally {
            world.lock.unlock();
        }
    }

    DirectAnswer direct(
            String target, String operation, ObjectNode input, Duration age, String account, String region) {
        world.lock.lock();
        try {
            Api api = apis.byTarget(target).orElseThrow(AwsError::unknownOperation);
            RegionState state = world.region(account, region);
            Caller caller = new Caller(AccessKey.ofUser("", "", account, "direct"), region);
            Operation.Context context =
                    new Operation.Context(state, caller, state.now().minus(age));
            ObjectNode answer = api.find(operation, false).call(new Input(input.deepCopy()), context);
            return new DirectAnswer(200, null, "", answer.deepCopy());
        } catch (AwsError e) {
            return new DirectAnswer(e.status, e.code, e.getMessage(), null);
        } finally {
            world.lock.unlock();
        }
    }

    private static void pause(Duration duration) {
        try {
            Thread.sleep(duration.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
