package io.jenkins.plugins.ecs.aws.connection;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.jenkins.plugins.ecs.aws.AwsFailure;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** Calls each service once, at an address where nothing listens, and notes what each call ends with. */
final class CallsOfEachService implements Callable<Map<String, String>> {

    CallsOfEachService() {}

    @Override
    public Map<String, String> call() {
        Map<String, String> ends = new LinkedHashMap<>();
        try (AwsConnection connection = AwsConnection.open(
                new AwsConnection.Settings("eu-central-1", URI.create("http://127.0.0.1:1"), null, "test", null),
                () -> StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIDEXAMPLE", "secret")))) {
            ends.put("ecs", end(() -> connection.ecs().service("prod", "api")));
            ends.put("elb", end(() -> connection.elb().targetHealth("arn")));
            ends.put("alarms", end(() -> connection.alarms().alarms(List.of("a"))));
            ends.put(
                    "metrics", end(() -> connection.metrics().metric(JsonNodeFactory.instance.arrayNode(), 0, 60_000)));
            ends.put("logs", end(() -> connection.logs().tail("g", "s", 1)));
            ends.put("ecr", end(() -> connection.ecr("eu-central-1").image(null, "api", "1")));
            ends.put("iam", end(() -> connection.iam().trust("deployer")));
            ends.put("secrets", end(() -> connection.secrets(null).hasSecret("db")));
            ends.put("parameters", end(() -> connection.parameters(null).hasParameter("db")));
            ends.put("stacks", end(() -> connection.stacks().stack("network")));
            ends.put("objects", end(() -> connection.objects().object("states", "prod", 1_000)));
            ends.put("codeDeploy", end(() -> connection.codeDeploy().deployment("d-1")));
            ends.put("quotas", end(() -> connection.quotas().value("ecs", "L-1")));
            ends.put("sts", end(connection::identity));
        }
        return ends;
    }

    /** The kind of failure, with its words where AWS was not asked. */
    private static String end(Runnable call) {
        try {
            call.run();
            return "";
        } catch (AwsFailure failure) {
            return failure.kind() + (failure.kind() == AwsFailure.Kind.NOT_INSTALLED ? " " + failure.awsMessage() : "");
        } catch (LinkageError unsafe) {
            return unsafe.toString();
        }
    }
}
