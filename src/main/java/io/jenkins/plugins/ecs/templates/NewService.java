package io.jenkins.plugins.ecs.templates;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import edu.umd.cs.findbugs.annotations.Nullable;
import io.jenkins.plugins.ecs.taskdef.DefinitionFormat;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A new service as somebody describes it in a form: the values of the parameters of a template, and the file that they
 * make.
 *
 * @param problems by the name of the field of the form; {@link #WHOLE} for what concerns no single field
 * @param file null if there are problems
 */
public record NewService(
        @NonNull Template template,
        @NonNull Map<String, String> values,
        @NonNull Map<String, String> problems,
        @Nullable TeamFile file) {

    /** Names of the fields that every form has. */
    public static final String SERVICE = "service";

    public static final String OWNER = "owner";
    public static final String PATH = "path";

    /** Before the name of a parameter. */
    public static final String PARAMETER = "p.";

    /** Of a problem. */
    public static final String WHOLE = "";

    /** What ECS takes as the name of a service, and Jenkins as that of a job. */
    private static final String SERVICE_NAME = "[A-Za-z][A-Za-z0-9_-]{0,254}";

    private static final int LONGEST_OWNER = 200;

    public NewService {
        values = Map.copyOf(values);
        problems = Map.copyOf(problems);
    }

    /**
     * @param values by the name of the field; fields that are unknown are not read
     * @param paths the environments of each path that can be used
     */
    @NonNull
    public static NewService of(
            @NonNull Template template,
            @NonNull Map<String, String> values,
            @NonNull Map<String, ? extends Collection<String>> paths) {
        Map<String, String> problems = new LinkedHashMap<>();
        ObjectNode file = JsonNodeFactory.instance.objectNode();
        String service = text(values, SERVICE);
        if (!service.matches(SERVICE_NAME)) {
            problems.put(SERVICE, TemplateMessages.serviceName(service));
        }
        String path = text(values, PATH);
        if (!paths.containsKey(path)) {
            problems.put(PATH, TemplateMessages.unknownPath(path, paths.keySet()));
        }
        String owner = text(values, OWNER);
        if (owner.length() > LONGEST_OWNER) {
            problems.put(OWNER, TemplateMessages.tooLong(owner.length(), LONGEST_OWNER));
        }
        file.put(SERVICE, service);
        file.put("template", template.reference());
        file.put(PATH, path);
        if (!owner.isEmpty()) {
            file.put(OWNER, owner);
        }
        ObjectNode parameters = JsonNodeFactory.instance.objectNode();
        for (Parameter each : template.parameters()) {
            read(each, text(values, PARAMETER + each.name()), parameters, problems);
        }
        if (!parameters.isEmpty()) {
            file.set("parameters", parameters);
        }
        if (!problems.isEmpty()) {
            return new NewService(template, values, problems, null);
        }
        return checked(template, values, DefinitionFormat.YAML.write(file), paths.get(path));
    }

    /** The file is read as a build reads it: what is shown here is what happens there. */
    private static NewService checked(
            Template template, Map<String, String> values, String spec, Collection<String> environments) {
        TeamFile.Reading reading = TeamFile.read(spec);
        List<String> wrong = reading.file() == null || !reading.problems().isEmpty()
                ? reading.problems()
                : TeamFileChecks.problems(reading.file(), template, environments);
        return wrong.isEmpty()
                ? new NewService(template, values, Map.of(), reading.file())
                : new NewService(template, values, Map.of(WHOLE, String.join("; ", wrong)), null);
    }

    private static void read(Parameter parameter, String written, ObjectNode to, Map<String, String> problems) {
        if (written.isEmpty()) {
            if (parameter.isRequired()) {
                problems.put(PARAMETER + parameter.name(), TemplateMessages.VALUE_NEEDED);
            }
            return;
        }
        ParameterValue.Reading reading = ParameterValue.read(parameter, written);
        if (!reading.isUsable()) {
            problems.put(PARAMETER + parameter.name(), reading.problem());
        } else if (!reading.value().equals(parameter.defaultValue())) {
            to.set(parameter.name(), reading.value());
        }
    }

    /** A value as it is written into a form; empty for null. */
    @NonNull
    public static String written(@CheckForNull JsonNode value) {
        if (value == null || value.isValueNode()) {
            return value == null ? "" : value.asText();
        }
        boolean isSize = value.size() == 2
                && value.path("cpu").isInt()
                && value.path("memory").isInt();
        return isSize ? value.path("cpu") + "/" + value.path("memory") : value.toString();
    }

    /** What was entered, without spaces around it. */
    @NonNull
    public String value(@NonNull String field) {
        return text(values, field);
    }

    private static String text(Map<String, String> values, String name) {
        return values.getOrDefault(name, "").strip();
    }

    /** The text of {@code ecs.yaml}. */
    @NonNull
    public String spec() {
        if (file == null) {
            throw new IllegalStateException("there are problems");
        }
        return DefinitionFormat.YAML.write((ObjectNode) file.tree().root());
    }

    /** A file with the samples of the parameters, for the catalogue. */
    @NonNull
    public static String example(@NonNull Template template) {
        ObjectNode file = JsonNodeFactory.instance.objectNode();
        file.put(SERVICE, "my-service");
        file.put("template", template.reference());
        file.put(OWNER, "my-team");
        ObjectNode parameters = JsonNodeFactory.instance.objectNode();
        for (Parameter each : template.parameters()) {
            JsonNode sample = each.sample();
            if (sample != null && !each.optional()) {
                parameters.set(each.name(), sample);
            }
        }
        if (!parameters.isEmpty()) {
            file.set("parameters", parameters);
        }
        if (template.opens(OpenField.VARIABLES)) {
            file.putObject("variables").put("LOG_LEVEL", "info");
        }
        if (template.opens(OpenField.SECRETS)) {
            file.putObject("secrets").put("DB_PASSWORD", "name-of-a-secret");
        }
        return DefinitionFormat.YAML.write(file);
    }
}
