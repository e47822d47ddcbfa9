package io.jenkins.plugins.ecs.templates;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.taskdef.DefinitionText;
import io.jenkins.plugins.ecs.taskdef.SourceMappedTree;
import io.jenkins.plugins.ecs.taskdef.TaskDefinitionException;
import io.jenkins.plugins.ecs.taskdef.TextPath;
import io.jenkins.plugins.ecs.text.Durations;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the text of a team's file and checks its form: which fields there are, and of which type. */
final class TeamFileText {

    private static final String ENVIRONMENTS = "environments";
    private static final String VERIFY = "verify";
    private static final String PER_PULL_REQUEST = "perPullRequest";
    private static final Set<String> OF_PULL_REQUEST =
            Set.of("environment", "timeLimit", "parameters", "variables", "secrets");
    private static final Set<String> OF_ENVIRONMENT = Set.of("parameters", "variables", "secrets", "scaling");
    static final List<String> FIELDS = List.of(
            "service",
            "template",
            "path",
            "owner",
            "parameters",
            "variables",
            "secrets",
            "scaling",
            "command",
            "before",
            "after",
            "scheduledTasks",
            ENVIRONMENTS,
            PER_PULL_REQUEST,
            VERIFY);

    private final SourceMappedTree tree;
    private final List<String> problems = new ArrayList<>();
    private final List<TextPath> unknown = new ArrayList<>();

    private TeamFileText(SourceMappedTree tree) {
        this.tree = tree;
    }

    @NonNull
    static TeamFile.Reading read(@CheckForNull String text) {
        try {
            return read(DefinitionText.read(text, TeamFile.DOCUMENT));
        } catch (TaskDefinitionException unreadable) {
            return new TeamFile.Reading(null, List.of(unreadable.getMessage()));
        }
    }

    @NonNull
    static TeamFile.Reading read(@NonNull SourceMappedTree tree) {
        try {
            if (!tree.root().isObject()) {
                throw tree.error(TextPath.TOP, TeamFileMessages.NOT_A_MAP);
            }
            TeamFileText reader = new TeamFileText(tree);
            return new TeamFile.Reading(reader.file(), List.copyOf(reader.problems));
        } catch (TaskDefinitionException unreadable) {
            return new TeamFile.Reading(null, List.of(unreadable.getMessage()));
        }
    }

    private TeamFile file() {
        unknownFields(tree.root(), TextPath.TOP, FIELDS);
        Optional<TemplateRef> template = TemplateRef.parse(line("template"));
        if (template.isEmpty()) {
            add(TextPath.TOP.child("template"), TeamFileMessages.notAReference(line("template")));
        }
        if (line("service") == null) {
            add(TextPath.TOP.child("service"), TeamFileMessages.NO_SERVICE);
        }
        String owner = line("owner");
        return new TeamFile(
                String.valueOf(line("service")),
                template.orElse(new TemplateRef("", 0, null)),
                line("path"),
                owner == null ? "" : owner,
                values(tree.root(), TextPath.TOP),
                environments(),
                tree.root().has("command") ? words(tree.root().get("command"), TextPath.TOP.child("command")) : null,
                commands("before"),
                commands("after"),
                listOrLine("scheduledTasks"),
                checks(),
                perPullRequest(),
                unknown,
                tree);
    }

    private void unknownFields(JsonNode node, TextPath path, Collection<String> known) {
        node.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                unknown.add(path.child(name));
            }
        });
    }

    /** The text of a field at the top; null if it is missing or wrong. */
    @CheckForNull
    private String line(String name) {
        return line(tree.root(), TextPath.TOP, name);
    }

    @CheckForNull
    private String line(JsonNode node, TextPath path, String name) {
        JsonNode value = node.get(name);
        if (value == null) {
            return null;
        }
        return text(value, path.child(name)).map(String::strip).orElse(null);
    }

    private Optional<String> text(JsonNode value, TextPath path) {
        if (!value.isValueNode() || value.isNull()) {
            add(path, TeamFileMessages.notAText(value));
            return Optional.empty();
        }
        String text = tree.text(value);
        Optional<String> problem = TeamFileMessages.isTooLong(text);
        problem.ifPresent(each -> add(path, each));
        return problem.isPresent() ? Optional.empty() : Optional.of(text);
    }

    private TeamFile.Values values(JsonNode node, TextPath path) {
        JsonNode scaling = node.get("scaling");
        if (scaling != null && !scaling.isObject()) {
            add(path.child("scaling"), TeamFileMessages.notAMap(scaling));
        }
        Map<String, JsonNode> parameters = new LinkedHashMap<>();
        map(node, path, "parameters").properties().forEach(each -> parameters.put(each.getKey(), each.getValue()));
        return new TeamFile.Values(
                parameters,
                texts(node, path, "variables"),
                texts(node, path, "secrets"),
                scaling != null && scaling.isObject() ? scaling : null);
    }

    private ObjectNode map(JsonNode node, TextPath path, String name) {
        JsonNode value = node.get(name);
        if (value == null || value instanceof ObjectNode) {
            return value == null ? JsonNodeFactory.instance.objectNode() : (ObjectNode) value;
        }
        add(path.child(name), TeamFileMessages.notAMap(value));
        return JsonNodeFactory.instance.objectNode();
    }

    private Map<String, String> texts(JsonNode node, TextPath path, String name) {
        Map<String, String> texts = new LinkedHashMap<>();
        map(node, path, name)
                .properties()
                .forEach(each -> text(each.getValue(), path.child(name).child(each.getKey()))
                        .ifPresent(text -> texts.put(each.getKey(), text)));
        return texts;
    }

    private Map<String, TeamFile.Values> environments() {
        Map<String, TeamFile.Values> all = new LinkedHashMap<>();
        map(tree.root(), TextPath.TOP, ENVIRONMENTS).properties().forEach(each -> {
            TextPath path = TextPath.TOP.child(ENVIRONMENTS).child(each.getKey());
            if (each.getValue().isObject()) {
                unknownFields(each.getValue(), path, OF_ENVIRONMENT);
                all.put(each.getKey(), values(each.getValue(), path));
            } else {
                add(path, TeamFileMessages.notAMap(each.getValue()));
            }
        });
        return all;
    }

    @CheckForNull
    private PerPullRequest perPullRequest() {
        if (!tree.root().has(PER_PULL_REQUEST)) {
            return null;
        }
        TextPath path = TextPath.TOP.child(PER_PULL_REQUEST);
        ObjectNode map = map(tree.root(), TextPath.TOP, PER_PULL_REQUEST);
        unknownFields(map, path, OF_PULL_REQUEST);
        String environment = line(map, path, "environment");
        if (environment == null
                && !map.has("environment")
                && tree.root().get(PER_PULL_REQUEST).isObject()) {
            add(path, TeamFileMessages.NO_ENVIRONMENT);
        }
        String limit = line(map, path, "timeLimit");
        Duration time =
                limit == null ? PerPullRequest.USUAL : Durations.parse(limit).orElse(Duration.ZERO);
        if (time.compareTo(PerPullRequest.SHORTEST) < 0 || time.compareTo(PerPullRequest.LONGEST) > 0) {
            add(path.child("timeLimit"), TeamFileMessages.notATimeLimit(limit));
        }
        return new PerPullRequest(
                environment == null ? "" : environment,
                time.toMillis(),
                values(map.deepCopy().without("scaling"), path));
    }

    /** One command as a list of its words, or several as a list of lists. */
    private List<List<String>> commands(String name) {
        JsonNode value = tree.root().get(name);
        TextPath path = TextPath.TOP.child(name);
        if (value == null) {
            return List.of();
        }
        if (!value.isArray() || value.isEmpty()) {
            add(path, TeamFileMessages.notACommand(value));
            return List.of();
        }
        if (!value.get(0).isArray()) {
            return List.of(words(value, path));
        }
        List<List<String>> commands = new ArrayList<>();
        for (int i = 0; i < value.size(); i++) {
            commands.add(words(value.get(i), path.item(i)));
        }
        return commands;
    }

    private List<String> words(JsonNode value, TextPath path) {
        if (!value.isArray() || value.isEmpty()) {
            add(path, TeamFileMessages.notACommand(value));
            return List.of();
        }
        List<String> words = new ArrayList<>();
        for (int i = 0; i < value.size(); i++) {
            text(value.get(i), path.item(i)).ifPresent(words::add);
        }
        return words;
    }

    private List<String> listOrLine(String name) {
        JsonNode value = tree.root().get(name);
        if (value == null) {
            return List.of();
        }
        return value.isArray() ? words(value, TextPath.TOP.child(name)) : List.of(String.valueOf(line(name)));
    }

    /** A check is a name, or a map with the name as its only key. */
    private List<TeamFile.Check> checks() {
        JsonNode value = tree.root().get(VERIFY);
        List<TeamFile.Check> checks = new ArrayList<>();
        if (value == null) {
            return checks;
        }
        if (!value.isArray()) {
            add(TextPath.TOP.child(VERIFY), TeamFileMessages.NOT_CHECKS);
            return checks;
        }
        for (int i = 0; i < value.size(); i++) {
            TextPath at = TextPath.TOP.child(VERIFY).item(i);
            JsonNode each = value.get(i);
            if (each.isTextual()) {
                checks.add(new TeamFile.Check(each.textValue(), JsonNodeFactory.instance.objectNode(), at));
            } else if (each.size() == 1 && each.iterator().next() instanceof ObjectNode arguments) {
                String kind = each.fieldNames().next();
                checks.add(new TeamFile.Check(kind, arguments, at.child(kind)));
            } else {
                add(at, TeamFileMessages.NOT_CHECKS);
            }
        }
        return checks;
    }

    private void add(TextPath path, String problem) {
        problems.add(tree.error(path, problem).getMessage());
    }
}
