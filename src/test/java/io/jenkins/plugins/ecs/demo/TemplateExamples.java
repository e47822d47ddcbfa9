package io.jenkins.plugins.ecs.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.jenkins.plugins.ecs.templates.ParameterDraft;
import io.jenkins.plugins.ecs.templates.TemplateChecks;
import io.jenkins.plugins.ecs.templates.TemplateDraft;
import io.jenkins.plugins.ecs.templates.Templates;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The templates of {@code docs/examples/templates}, as Configuration as Code reads them. */
final class TemplateExamples {

    private static final Pattern FILE = Pattern.compile("\\$\\{readFile:(.+)}");

    private TemplateExamples() {}

    static Templates templates() {
        TemplateChecks.Checked checked = TemplateChecks.check(drafts(), Map.of());
        if (!checked.problems().isEmpty()) {
            throw new AssertionError(String.join("\n", checked.problems()));
        }
        return new Templates(checked.templates(), Map.of());
    }

    static List<TemplateDraft> drafts() {
        try {
            Path file = Examples.folder().resolve("templates/jenkins.yaml");
            List<TemplateDraft> drafts = new ArrayList<>();
            for (JsonNode each : new YAMLMapper().readTree(file.toFile()).at("/unclassified/ecsDeployment/templates")) {
                drafts.add(draft(each));
            }
            return drafts;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static TemplateDraft draft(JsonNode written) throws IOException {
        List<ParameterDraft> parameters = new ArrayList<>();
        written.path("parameters").forEach(each -> parameters.add(parameter(each)));
        return new TemplateDraft(
                text(written, "name"),
                text(written, "version"),
                "the global settings",
                text(written, "title"),
                text(written, "description"),
                text(written, "owner"),
                parameters,
                words(written, "open"),
                definition(written, "taskDefinition"),
                definition(written, "serviceDefinition"));
    }

    private static ParameterDraft parameter(JsonNode written) {
        return new ParameterDraft(
                text(written, "name"),
                text(written, "type"),
                text(written, "description"),
                text(written, "pattern"),
                number(written, "minLength"),
                number(written, "maxLength"),
                number(written, "min"),
                number(written, "max"),
                words(written, "choices"),
                text(written, "defaultValue"),
                text(written, "example"),
                written.path("optional").asBoolean(),
                written.path("perEnvironment").asBoolean());
    }

    private static String text(JsonNode written, String name) {
        return written.has(name) ? written.get(name).asText() : null;
    }

    private static Integer number(JsonNode written, String name) {
        return written.has(name) ? (Integer) written.get(name).asInt() : null;
    }

    private static List<String> words(JsonNode written, String name) {
        return written.has(name) ? List.of(written.get(name).asText().split(", *")) : List.of();
    }

    private static String definition(JsonNode written, String name) throws IOException {
        Matcher file = FILE.matcher(written.get(name).asText());
        if (!file.matches()) {
            throw new AssertionError(written);
        }
        return Files.readString(Examples.folder().resolve(file.group(1))).replace("^${", "${");
    }
}
