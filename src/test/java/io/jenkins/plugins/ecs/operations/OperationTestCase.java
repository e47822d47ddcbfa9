package io.jenkins.plugins.ecs.operations;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecs.operations.request.Goal;
import io.jenkins.plugins.ecs.operations.request.OperationRequest;
import io.jenkins.plugins.ecs.sandbox.EcsSandbox;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.After;
import org.junit.Before;

/** A sandbox with the service {@code prod/api}, two tasks. */
public abstract class OperationTestCase {

    static final String KEYS = "'ServiceNamespace':'ecs','ResourceId':'service/prod/api',"
            + "'ScalableDimension':'ecs:service:DesiredCount'";
    static final String CLUSTER = "arn:aws:ecs:eu-central-1:123456789012:cluster/prod";

    EcsSandbox sandbox;
    private final List<SandboxOperation> open = new ArrayList<>();

    @Before
    public void startSandbox() {
        sandbox = newSandbox();
    }

    EcsSandbox newSandbox() {
        EcsSandbox made = EcsSandbox.builder().inProcess().start();
        made.cluster("prod");
        made.service("prod", "api", service -> service.desiredCount(2));
        made.clock().advance(Duration.ofMinutes(10));
        return made;
    }

    @After
    public void stopSandbox() {
        open.forEach(SandboxOperation::close);
        if (!sandbox.errors().isEmpty()) {
            throw new AssertionError("the sandbox has a bug", sandbox.errors().get(0));
        }
    }

    SandboxOperation operation(Goal goal) {
        return operation(goal, "api", null);
    }

    SandboxOperation operation(Goal goal, String service, String forcedBy) {
        OperationRequest request = new OperationRequest(
                "eu-central-1",
                "prod",
                service,
                Duration.ofMinutes(30).toMillis(),
                goal,
                new OperationRequest.Origin(null, null, forcedBy));
        SandboxOperation made = new SandboxOperation(sandbox, request);
        open.add(made);
        return made;
    }

    void scaling(int min, int max) {
        scaling("RegisterScalableTarget", KEYS + ",'MinCapacity':" + min + ",'MaxCapacity':" + max);
    }

    JsonNode scaling(String operation, String members) {
        return sandbox.answer("AnyScaleFrontendService", operation, object("{" + members + "}"), Duration.ZERO)
                .body();
    }

    JsonNode target() {
        return scaling("DescribeScalableTargets", "'ServiceNamespace':'ecs','ResourceIds':['service/prod/api']")
                .path("ScalableTargets")
                .path(0);
    }

    /** As another client. */
    void update(String members) {
        sandbox.region()
                .call("UpdateService", ("{'cluster':'prod','service':'api'," + members + "}").replace('\'', '"'));
    }

    JsonNode service() {
        return sandbox.region()
                .call("DescribeServices", "{\"cluster\":\"prod\",\"services\":[\"api\"]}")
                .path("services")
                .path(0);
    }

    static ObjectNode object(String json) {
        try {
            return (ObjectNode) new ObjectMapper().readTree(json.replace('\'', '"'));
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    /** Calls that changed AWS. */
    int changes() {
        return (int) sandbox.calls().stream()
                .filter(call -> !call.operation().startsWith("Describe")
                        && !call.operation().startsWith("List"))
                .count();
    }
}
