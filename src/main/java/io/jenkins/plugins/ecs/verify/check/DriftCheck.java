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

/** {@code drift}: is what the service is set to still what a file says, or what was deployed from here the last time? */
public final class DriftCheck {

    public static final String TASK_DEFINITION = "taskDefinition";
    /** ARN of the revision that was deployed from here the last time. */
    static final String RECORDED = "recorded";
    /** By which build, for people. */
    static final String RECORDED_BY = "recordedBy";

    private DriftCheck() {}

    static Measurement measure(CheckSpec spec, String live, ObjectNode definition) {
        String text = spec.text(TASK_DEFINITION);
        return text == null ? byRecord(spec, live) : byText(text, live, definition);
    }

    private static Measurement byRecord(CheckSpec spec, String live) {
        String recorded = spec.text(RECORDED);
        if (recorded == null) {
            return Measurement.lastError(
                    "no deployment of this service is recorded in this job. Give 'taskDefinition'");
        }
        String limit = Arns.brief(recorded) + ", deployed by " + spec.text(RECORDED_BY, "an earlier build");
        return Measurement.of(live.equals(recorded), Arns.brief(live) + " is live", limit);
    }

    private static Measurement byText(String text, String live, ObjectNode definition) {
        ObjectNode wanted = TaskDefinitions.toRegisterInput(TaskDefinitionText.parse(text));
        if (!wanted.has("family")) {
            wanted.put("family", definition.path("family").asText());
        }
        takeMissingImages(wanted, definition);
        List<Difference> differences = TaskDefinitionCompare.differences(wanted, definition);
        String limit = "as in the given definition";
        if (differences.isEmpty()) {
            return Measurement.passed(Arns.brief(live) + " is live, no difference", limit);
        }
        return Measurement.failed(
                Arns.brief(live) + " has " + Names.count(differences.size(), "difference") + ": " + differences.get(0),
                limit);
    }

    /** A file may leave the image to the deployment; then it says nothing of it. */
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
