package io.jenkins.plugins.ecs.templates;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.text.Sha256;
import java.util.Collection;
import java.util.Set;

/**
 * Identifies what a version of a template renders: its parameters, its open fields and its definitions as parsed, without
 * comments. Title, description and owner may change.
 */
final class TemplateDigest {

    private TemplateDigest() {}

    @NonNull
    static String of(
            @NonNull Collection<Parameter> parameters,
            @NonNull Set<OpenField> open,
            @NonNull JsonNode taskDefinition,
            @NonNull JsonNode serviceDefinition) {
        ObjectNode content = JsonNodeFactory.instance.objectNode();
        ArrayNode list = content.putArray("parameters");
        parameters.forEach(each -> list.add(of(each)));
        ArrayNode fields = content.putArray("open");
        open.stream().map(OpenField::word).sorted().forEach(fields::add);
        content.set("taskDefinition", taskDefinition);
        content.set("serviceDefinition", serviceDefinition);
        return Sha256.hex(content.toString());
    }

    private static ObjectNode of(Parameter parameter) {
        Parameter.Limits limits = parameter.limits();
        ObjectNode content = JsonNodeFactory.instance
                .objectNode()
                .put("name", parameter.name())
                .put("type", parameter.type().word())
                .put("pattern", limits.pattern())
                .put("minLength", limits.minLength())
                .put("maxLength", limits.maxLength())
                .put("min", limits.min())
                .put("max", limits.max())
                .put("optional", parameter.optional())
                .put("perEnvironment", parameter.perEnvironment());
        limits.choices().forEach(content.putArray("choices")::add);
        content.set("default", parameter.defaultValue());
        return content;
    }
}
