package io.jenkins.plugins.ecs.verify.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecs.rollout.request.RequestChecks;
import io.jenkins.plugins.ecs.scaling.ScalingComparison;
import io.jenkins.plugins.ecs.scaling.ScalingDefinition;
import io.jenkins.plugins.ecs.servicedef.ServiceChanges;
import io.jenkins.plugins.ecs.servicedef.ServiceComparison;
import io.jenkins.plugins.ecs.servicedef.ServiceDefinition;
import io.jenkins.plugins.ecs.servicedef.ServiceText;
import io.jenkins.plugins.ecs.taskdef.Difference;
import io.jenkins.plugins.ecs.taskdef.TaskDefinitionCompare;
import io.jenkins.plugins.ecs.taskdef.TaskDefinitionText;
import io.jenkins.plugins.ecs.taskdef.TaskDefinitions;
import io.jenkins.plugins.ecs.text.Arns;
import io.jenkins.plugins.ecs.text.PlainText;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * {@code drift}: the service's revision equals the given task definition, or the one that was deployed from here last, and
 * the service and its scaling equal its file.
 */
public final class DriftCheck {

    public static final String TASK_DEFINITION = "taskDefinition";
    public static final String SERVICE_DEFINITION = "serviceDefinition";
    /** Members of the service that others own, with commas between them. */
    public static final String IGNORE = "ignore";
    /** ARN of the revision that was last deployed from this job or folder. */
    static final String RECORDED = "recorded";
    /** Display name of the build that deployed it. */
    static final String RECORDED_BY = "recordedBy";

    private DriftCheck() {}

    /** @param seen with the service as AWS shows it, if the check has a service definition */
    static Measurement measure(CheckSpec spec, CheckObservation seen) {
        String live = seen.service.taskDefinition();
        ObjectNode definition = seen.definition;
        String text = spec.text(TASK_DEFINITION);
        String file = spec.text(SERVICE_DEFINITION);
        if (file == null) {
            return text == null ? byRecord(spec, live) : byText(text, live, definition);
        }
        Measurement ofService = byFile(file, spec.text(IGNORE), seen);
        Measurement ofDefinition = text == null ? ofService : byText(text, live, definition);
        return ofDefinition.verdict() == CheckVerdict.PASSED ? ofService : ofDefinition;
    }

    private static Measurement byFile(String text, String ignored, CheckObservation seen) {
        ServiceText.Reading reading = ServiceText.read(text);
        if (!reading.isUsable()) {
            return Measurement.lastError(reading.message());
        }
        if (seen.serviceTree == null) {
            // It was there a moment ago: the next poll tells.
            return Measurement.error(CheckMessages.NO_SERVICE_NOW);
        }
        ServiceDefinition file = reading.definition().ignoring(RequestChecks.list(ignored));
        ServiceChanges changes = ServiceComparison.of(file, seen.serviceTree);
        List<String> differs = new ArrayList<>(changes.refusals());
        differs.addAll(changes.lines());
        ScalingDefinition scaling = file.managedScaling();
        if (scaling != null) {
            ScalingComparison ofScaling = ScalingComparison.of(scaling, seen.scaling);
            differs.addAll(ofScaling.refusals());
            differs.addAll(ofScaling.lines());
        }
        return differs.isEmpty()
                ? Measurement.passed(CheckMessages.NO_SERVICE_DIFFERENCE, CheckMessages.GIVEN_SERVICE)
                : Measurement.failed(
                        PlainText.line(CheckMessages.serviceDifferences(differs)), CheckMessages.GIVEN_SERVICE);
    }

    private static boolean hasScaling(CheckSpec spec) {
        ServiceDefinition file = ServiceText.read(spec.text(SERVICE_DEFINITION)).definition();
        return file != null
                && file.ignoring(RequestChecks.list(spec.text(IGNORE))).hasScaling();
    }

    /** The definition that the service runs is not needed if only the service is compared. */
    static Set<ReadKind> reads(CheckSpec spec) {
        Set<ReadKind> reads = EnumSet.of(ReadKind.SERVICE);
        if (spec.text(SERVICE_DEFINITION) == null || spec.text(TASK_DEFINITION) != null) {
            reads.add(ReadKind.DEFINITION);
        }
        if (spec.text(SERVICE_DEFINITION) != null) {
            reads.add(ReadKind.SERVICE_TREE);
            if (hasScaling(spec)) {
                reads.add(ReadKind.SCALING);
            }
        }
        return reads;
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
