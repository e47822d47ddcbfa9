package io.jenkins.plugins.ecs.verify.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecs.taskdef.Difference;
import io.jenkins.plugins.ecs.taskdef.TaskDefinitionCompare;
import io.jenkins.plugins.ecs.taskdef.TaskDefinitionText;
import io.jenkins.plugins.ecs.taskdef.TaskDefinitions;
import io.jenkins.plugins.ecs.text.Arns;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * {@code drift}: the service's revision equals the given task definition, or the one that was deployed from here last.
 */
public final class DriftCheck {

    public static final String TASK_DEFINITION = "taskDefinition";
    /** ARN of the revision that was last deployed from this job or folder. */
    static final String RECORDED = "recorded";
    /** Display name of the build that deployed it. */
    static final String RECORDED_BY = "recordedBy";

    private DriftCheck() {}

    static Measurement measure(CheckSpec spec, String live, ObjectNode definition) {
        String text = spec.text(TASK_DEFINITION);
        return text == null ? byRecord(spec, live) : byText(text, live, definition);
    }

    private static Measurement byRecord(CheckSpec spec, String live) {
        String recorded = spec.text(RECORDED);
        if (recorded == null) {
            return Measurement.lastError(CheckMessages.NO_RECORD);
        }
        String limit = CheckMessages.deployedByBuild(Arns.brief(recorded), spec.text(RECORDED_BY));
        return Measurement.of(live.equals(recorded), CheckMessages.inUse(Arns.brief(live)), limit);
    }

    private static Measurement byText(String text, String live, ObjectNode definition) {
        ObjectNode wanted = TaskDefinitions.toRegisterInput(TaskDefinitionText.parse(text));
        if (!wanted.has("family")) {
            wanted.put("family", definition.path("family").asText());
        }
        takeMissingImages(wanted, definition);
        List<Difference> differences = TaskDefinitionCompare.differences(wanted, definition);
        String limit = CheckMessages.GIVEN_DEFINITION;
        if (differences.isEmpty()) {
            return Measurement.passed(CheckMessages.noDifference(Arns.brief(live)), limit);
        }
        return Measurement.failed(
                CheckMessages.differences(
                        Arns.brief(live), differences.size(), differences.get(0).toString()),
                limit);
    }

    /** A file may omit images, because the deployment sets them. An omitted image is not compared. */
    private static void takeMissingImages(ObjectNode wanted, ObjectNode live) {
        Map<String, JsonNode> images = new HashMap<>();
        live.path("containerDefinitions")
                .forEach(each -> images.put(each.path("name").asText(), each.path("image")));
        for (JsonNode container : wanted.path("containerDefinitions")) {
            JsonNode image = images.get(container.path("name").asText());
            if (container instanceof ObjectNode object && !object.has("image") && image != null) {
                object.set("image", image);
            }
        }
    }
}
