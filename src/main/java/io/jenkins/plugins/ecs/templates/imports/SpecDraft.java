package io.jenkins.plugins.ecs.templates.imports;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.taskdef.DefinitionFormat;
import io.jenkins.plugins.ecs.templates.OpenField;
import io.jenkins.plugins.ecs.templates.Parameter;
import io.jenkins.plugins.ecs.templates.ParameterType;
import io.jenkins.plugins.ecs.templates.ParameterValue;
import io.jenkins.plugins.ecs.templates.Template;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Writes what was found as the file of a team: only what the template takes, with the rest as comments. */
final class SpecDraft {

    /** Parts of names that parameters for known values usually have. */
    private static final Map<FoundService.Known, List<String>> NAMES = new EnumMap<>(Map.of(
            FoundService.Known.PORT, List.of("port"),
            FoundService.Known.COUNT, List.of("tasks", "count", "workers", "replicas", "instances"),
            FoundService.Known.HEALTH_PATH, List.of("health")));

    private final FoundService found;
    private final Template template;
    private final List<String> leftOut;

    private SpecDraft(FoundService found, @CheckForNull Template template) {
        this.found = found;
        this.template = template;
        this.leftOut = new ArrayList<>(found.leftOut);
    }

    @NonNull
    static ImportedFile of(@NonNull FoundService found, @CheckForNull Template template) {
        SpecDraft draft = new SpecDraft(found, template);
        ObjectNode file = draft.file();
        List<String> comments = new ArrayList<>();
        if (template == null) {
            comments.add(ImportedFileMessages.NO_TEMPLATE);
        }
        if (!draft.leftOut.isEmpty()) {
            comments.add(ImportedFileMessages.LOOK_AGAIN);
            draft.leftOut.forEach(each -> comments.add("* " + each.replace('\n', ' ')));
        }
        StringBuilder text = new StringBuilder();
        comments.forEach(each -> text.append("# ").append(each).append('\n'));
        return new ImportedFile(found.name, text + DefinitionFormat.YAML.write(file), draft.leftOut);
    }

    private ObjectNode file() {
        ObjectNode file = JsonNodeFactory.instance.objectNode();
        file.put("service", found.name);
        file.put("template", template == null ? "name@1" : template.label());
        values(file, found.own, false);
        if (!found.command.isEmpty() && isOpen(OpenField.COMMAND)) {
            found.command.forEach(file.putArray("command")::add);
        }
        ObjectNode environments = JsonNodeFactory.instance.objectNode();
        found.environments.forEach((name, values) -> {
            ObjectNode one = JsonNodeFactory.instance.objectNode();
            values(one, values, true);
            if (!one.isEmpty()) {
                environments.set(name, one);
            }
        });
        if (!environments.isEmpty()) {
            file.set("environments", environments);
        }
        return file;
    }

    private void values(ObjectNode file, FoundService.Values values, boolean ofEnvironment) {
        ObjectNode parameters = parameters(values, ofEnvironment);
        if (!parameters.isEmpty()) {
            file.set("parameters", parameters);
        }
        texts(file, OpenField.VARIABLES, values.variables);
        texts(file, OpenField.SECRETS, values.secrets);
        if (values.scaling != null && isOpen(OpenField.SCALING)) {
            file.set("scaling", values.scaling);
        }
    }

    private void texts(ObjectNode file, OpenField field, Map<String, String> texts) {
        if (!texts.isEmpty() && isOpen(field)) {
            texts.forEach(file.putObject(field.word())::put);
        }
    }

    private boolean isOpen(OpenField field) {
        boolean open = template == null || template.opens(field);
        if (!open) {
            leave(ImportedFileMessages.notOpen(field.word(), template.label()));
        }
        return open;
    }

    private void leave(String what) {
        if (!leftOut.contains(what)) {
            leftOut.add(what);
        }
    }

    /** Without a template as they were found; with one by the names and types of its parameters. */
    private ObjectNode parameters(FoundService.Values values, boolean ofEnvironment) {
        Map<String, JsonNode> named = new LinkedHashMap<>();
        NAMES.forEach((what, names) -> {
            JsonNode value = values.known.get(what);
            if (value != null) {
                parameter(what, names, ofEnvironment)
                        .ifPresentOrElse(
                                name -> named.put(name, value),
                                () -> leave(ImportedFileMessages.noParameter(words(what), value.asText())));
            }
        });
        named.putAll(size(values, ofEnvironment));
        ObjectNode parameters = JsonNodeFactory.instance.objectNode();
        named.forEach((name, value) -> {
            String problem = Optional.ofNullable(template)
                    .flatMap(each -> each.parameter(name))
                    .map(each -> ParameterValue.read(each, value.asText()).problem())
                    .orElse("");
            if (problem.isEmpty()) {
                parameters.set(name, value);
            } else {
                leave(ImportedFileMessages.doesNotFit(name, value.asText(), problem));
            }
        });
        return parameters;
    }

    private static String words(FoundService.Known what) {
        return what.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private Optional<String> parameter(FoundService.Known what, List<String> names, boolean ofEnvironment) {
        if (template == null) {
            return Optional.of(names.get(0));
        }
        ParameterType type = what == FoundService.Known.HEALTH_PATH ? ParameterType.STRING : ParameterType.INTEGER;
        return template.parameters().stream()
                .filter(each -> each.type() == type && (!ofEnvironment || each.perEnvironment()))
                .map(Parameter::name)
                .filter(name -> names.stream().anyMatch(name.toLowerCase(Locale.ROOT)::contains))
                .findFirst();
    }

    /** The smallest size of Fargate that has as much of both. */
    private Map<String, JsonNode> size(FoundService.Values values, boolean ofEnvironment) {
        JsonNode cpu = values.known.getOrDefault(FoundService.Known.CPU, found.own.known.get(FoundService.Known.CPU));
        JsonNode memory =
                values.known.getOrDefault(FoundService.Known.MEMORY, found.own.known.get(FoundService.Known.MEMORY));
        boolean isNew =
                values.known.containsKey(FoundService.Known.CPU) || values.known.containsKey(FoundService.Known.MEMORY);
        if (!isNew) {
            return Map.of();
        }
        String wanted = (cpu == null ? 256 : cpu.asInt()) + "/" + (memory == null ? 512 : memory.asInt());
        Optional<String> name = template == null
                ? Optional.of("size")
                : template.parameters().stream()
                        .filter(each -> each.type() == ParameterType.SIZE && (!ofEnvironment || each.perEnvironment()))
                        .map(Parameter::name)
                        .findFirst();
        Optional<String> offered =
                ParameterValue.nextSize(cpu == null ? 0 : cpu.asInt(), memory == null ? 0 : memory.asInt());
        if (name.isEmpty() || offered.isEmpty()) {
            leave(ImportedFileMessages.noParameter("cpu and memory", wanted));
            return Map.of();
        }
        if (!offered.get().equals(wanted)) {
            leave(ImportedFileMessages.bigger(wanted, offered.get()));
        }
        return Map.of(name.get(), JsonNodeFactory.instance.textNode(offered.get()));
    }
}
