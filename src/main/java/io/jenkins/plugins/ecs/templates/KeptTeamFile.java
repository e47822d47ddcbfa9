package io.jenkins.plugins.ecs.templates;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.taskdef.DefinitionText;
import io.jenkins.plugins.ecs.taskdef.SourceMappedTree;
import io.jenkins.plugins.ecs.taskdef.TaskDefinitionException;
import io.jenkins.plugins.ecs.text.masking.SecretNames;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What a release keeps of the file of a team: the values that decide what another version of its template renders. Of
 * variables and secrets only the names are kept, and of commands and scheduled tasks only that there are some, because
 * another version may refuse them.
 */
public final class KeptTeamFile {

    /** In characters. Of a longer file nothing is kept. */
    public static final int LONGEST = 8_192;

    private static final String NOT_KEPT = "not-kept";
    private static final Set<String> VALUES = Set.of("service", "template", "path", "owner", "parameters", "scaling");
    private static final Set<String> NAMES = Set.of("variables", "secrets");
    private static final Set<String> PRESENCE = Set.of("command", "before", "after", "scheduledTasks");

    private KeptTeamFile() {}

    /** JSON, at most {@link #LONGEST} characters; empty if it would be longer, or has what looks like a secret. */
    @NonNull
    public static String of(@NonNull TeamFile file) {
        ObjectNode kept = reduced(file.tree().root(), file.tree());
        String text = kept.toString();
        return text.length() > LONGEST || holds(kept, SecretNames::looksLikeSecretValue) ? "" : text;
    }

    private static ObjectNode reduced(JsonNode file, SourceMappedTree tree) {
        ObjectNode kept = JsonNodeFactory.instance.objectNode();
        for (var field : file.properties()) {
            String name = field.getKey();
            JsonNode value = field.getValue();
            if (VALUES.contains(name)) {
                kept.set(name, written(value, tree));
            } else if (NAMES.contains(name)) {
                ObjectNode names = kept.putObject(name);
                value.fieldNames().forEachRemaining(each -> names.put(each, NOT_KEPT));
            } else if (PRESENCE.contains(name)) {
                kept.putArray(name).add(NOT_KEPT);
            } else if (name.equals("environments")) {
                ObjectNode environments = kept.putObject(name);
                value.properties().forEach(each -> environments.set(each.getKey(), reduced(each.getValue(), tree)));
            }
        }
        return kept;
    }

    /** A number that was written in another way, such as 3.10, is kept as that text. */
    private static JsonNode written(JsonNode value, SourceMappedTree tree) {
        if (value instanceof ObjectNode map) {
            ObjectNode copy = JsonNodeFactory.instance.objectNode();
            map.properties().forEach(each -> copy.set(each.getKey(), written(each.getValue(), tree)));
            return copy;
        }
        if (value instanceof ArrayNode list) {
            ArrayNode copy = JsonNodeFactory.instance.arrayNode();
            list.forEach(each -> copy.add(written(each, tree)));
            return copy;
        }
        String text = tree.text(value);
        return value.isNumber() && !text.equals(value.asText()) ? TextNode.valueOf(text) : value;
    }

    /** Whether a key or a text of what was kept is one of these. */
    public static boolean holds(@NonNull String kept, @NonNull Predicate<String> which) {
        return tree(kept).filter(tree -> holds(tree.root(), which)).isPresent();
    }

    private static boolean holds(JsonNode node, Predicate<String> which) {
        return (node.isValueNode() && which.test(node.asText()))
                || node.properties().stream().anyMatch(each -> which.test(each.getKey()))
                || node.valueStream().anyMatch(each -> holds(each, which));
    }

    /** The file as far as it was kept, without places; empty if nothing was, or if it cannot be read. */
    @NonNull
    public static Optional<TeamFile> read(@CheckForNull String kept) {
        return tree(kept)
                .map(tree -> TeamFileText.read(SourceMappedTree.of(tree.root())))
                .filter(reading -> reading.problems().isEmpty())
                .map(TeamFile.Reading::file);
    }

    private static Optional<SourceMappedTree> tree(@CheckForNull String kept) {
        try {
            return kept == null || kept.isEmpty()
                    ? Optional.empty()
                    : Optional.of(DefinitionText.read(kept, TeamFile.DOCUMENT));
        } catch (TaskDefinitionException damaged) {
            return Optional.empty();
        }
    }
}
