package io.jenkins.plugins.ecs.aws.codedeploy;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.ecs.aws.transport.SdkTexts;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Maps the JSON of CodeDeploy, whose texts are clean ({@link SdkTexts}), to values. Missing fields become empty or zero. It makes no decisions. */
final class CodeDeployMapper {

    private CodeDeployMapper() {}

    static CodeDeployment deployment(JsonNode d) {
        JsonNode rollback = d.path("autoRollbackConfiguration");
        JsonNode blueGreen = d.path("blueGreenDeploymentConfiguration");
        JsonNode ready = blueGreen.path("deploymentReadyOption");
        return new CodeDeployment(
                text(d, "deploymentId"),
                text(d, "status"),
                text(d, "applicationName"),
                text(d, "deploymentGroupName"),
                text(d, "description"),
                millis(d, "createTime"),
                millis(d, "completeTime"),
                text(d.path("errorInformation"), "code"),
                text(d.path("errorInformation"), "message"),
                textOrNull(d.path("rollbackInfo"), "rollbackDeploymentId"),
                text(d.path("rollbackInfo"), "rollbackMessage"),
                rollback.path("enabled").asBoolean() ? words(rollback.path("events")) : List.of(),
                text(ready, "actionOnTimeout"),
                ready.path("waitTimeInMinutes").asInt(),
                blueGreen
                        .path("terminateBlueInstancesOnDeploymentSuccess")
                        .path("terminationWaitTimeInMinutes")
                        .asInt(),
                d.path("instanceTerminationWaitTimeStarted").asBoolean());
    }

    /** {@code String} is the older name of the same. */
    static String appSpec(JsonNode revision) {
        String content = textOrNull(revision.path("appSpecContent"), "content");
        return content == null ? textOrNull(revision.path("string"), "content") : content;
    }

    static CodeDeployTarget target(JsonNode t) {
        return new CodeDeployTarget(
                text(t, "status"),
                list(t.path("lifecycleEvents"), CodeDeployMapper::event),
                list(t.path("taskSetsInfo"), CodeDeployMapper::taskSet));
    }

    private static CodeDeployTarget.Event event(JsonNode e) {
        JsonNode diagnostics = e.path("diagnostics");
        String code = text(diagnostics, "errorCode");
        String message = text(diagnostics, "message");
        boolean silent = code.isEmpty() || code.equals("Success");
        return new CodeDeployTarget.Event(
                text(e, "lifecycleEventName"),
                text(e, "status"),
                silent ? "" : code + (message.isEmpty() ? "" : ": " + message),
                millis(e, "endTime"));
    }

    private static CodeDeployTarget.TaskSet taskSet(JsonNode s) {
        return new CodeDeployTarget.TaskSet(
                // The API's own spelling.
                text(s, "identifer"),
                text(s, "taskSetLabel"),
                text(s, "status"),
                s.path("desiredCount").asInt(),
                s.path("runningCount").asInt(),
                s.path("pendingCount").asInt(),
                s.path("trafficWeight").asDouble());
    }

    private static long millis(JsonNode node, String field) {
        return Math.round(node.path(field).asDouble() * 1000);
    }

    private static String text(JsonNode node, String field) {
        return node.path(field).asText("");
    }

    private static List<String> words(JsonNode array) {
        return list(array, JsonNode::asText);
    }

    private static String textOrNull(JsonNode node, String field) {
        String text = text(node, field);
        return text.isEmpty() ? null : text;
    }

    private static <T> List<T> list(JsonNode array, Function<JsonNode, T> each) {
        List<T> list = new ArrayList<>(array.size());
        array.forEach(item -> list.add(each.apply(item)));
        return list;
    }
}
