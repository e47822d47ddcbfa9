package io.jenkins.plugins.ecs.rollout;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecs.sandbox.EcsSandbox;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;

/** The scaling of {@code prod/web}, whose scale-in is suspended before a deployment. */
final class SuspendedScaling {

    private static final String KEYS = "'ServiceNamespace':'ecs','ResourceId':'service/prod/web',"
            + "'ScalableDimension':'ecs:service:DesiredCount'";

    private final EcsSandbox sandbox;

    SuspendedScaling(EcsSandbox sandbox) {
        this.sandbox = sandbox;
        ask(
                "RegisterScalableTarget",
                "{" + KEYS + ",'MinCapacity':1,'MaxCapacity':5,'SuspendedState':{'DynamicScalingInSuspended':true}}");
    }

    void isSuspended(String where) {
        expect(where, true, true, true);
    }

    void isAsBefore(String where) {
        expect(where, true, false, false);
    }

    private void expect(String where, boolean in, boolean out, boolean scheduled) {
        JsonNode state = ask("DescribeScalableTargets", "{'ServiceNamespace':'ecs','ResourceIds':['service/prod/web']}")
                .at("/ScalableTargets/0/SuspendedState");
        assertThat(
                where + ": " + state,
                state.path("DynamicScalingInSuspended").asBoolean() == in
                        && state.path("DynamicScalingOutSuspended").asBoolean() == out
                        && state.path("ScheduledScalingSuspended").asBoolean() == scheduled,
                is(true));
    }

    private JsonNode ask(String operation, String input) {
        try {
            return sandbox.answer(
                            "AnyScaleFrontendService",
                            operation,
                            (ObjectNode) new ObjectMapper().readTree(input.replace('\'', '"')),
                            Duration.ZERO)
                    .body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
