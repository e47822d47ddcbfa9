package io.jenkins.plugins.ecs.templates.imports;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.taskdef.SourceMappedTree;
import io.jenkins.plugins.ecs.taskdef.TaskDefinitionException;
import io.jenkins.plugins.ecs.taskdef.TextPath;
import io.jenkins.plugins.ecs.text.masking.SecretNames;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the file of another tool says of one service, and what of it has no place here. Filled by its reader. */
final class FoundService {

    /** What may differ in each environment. */
    static final class Values {
        /** Known values, such as port and size, by what they are. */
        final Map<Known, JsonNode> known = new LinkedHashMap<>();

        final Map<String, String> variables = new LinkedHashMap<>();
        final Map<String, String> secrets = new LinkedHashMap<>();
        ObjectNode scaling;
    }

    /** Values that templates usually have a parameter for. */
    enum Known {
        PORT,
        CPU,
        MEMORY,
        COUNT,
        HEALTH_PATH
    }

    private final SourceMappedTree tree;
    final Values own = new Values();
    final Map<String, Values> environments = new LinkedHashMap<>();
    final List<String> command = new ArrayList<>();
    final List<String> leftOut = new ArrayList<>();
    String name;

    FoundService(@NonNull SourceMappedTree tree) {
        this.tree = tree;
    }

    /** A number or text as it is written; null for anything else. */
    @CheckForNull
    String text(@NonNull JsonNode value) {
        return value.isValueNode() && !value.isNull() ? tree.text(value) : null;
    }

    void leaveOut(@NonNull TextPath at, @NonNull String why) {
        TaskDefinitionException placed = tree.error(at, why);
        leftOut.add(placed.getMessage());
    }

    /** A secret by its name or value is left out, and not shown. */
    void variable(@NonNull Values values, @NonNull String variable, @NonNull String value, @NonNull TextPath at) {
        if (SecretNames.looksLikeSecretValue(value) || (SecretNames.looksSecret(variable) && !value.isBlank())) {
            leaveOut(at, ImportedFileMessages.SECRET);
        } else if (value.contains("${")) {
            leaveOut(at, ImportedFileMessages.SUBSTITUTION);
        } else {
            values.variables.put(variable, value);
        }
    }

    /** The words of a command: all of them, or the command is left out. */
    void command(@NonNull JsonNode written, @NonNull TextPath at) {
        List<String> words = new ArrayList<>();
        if (written.isArray()) {
            written.forEach(word -> words.add(text(word)));
        } else if (written.isTextual()) {
            words.addAll(ShellWords.split(written.textValue()));
        } else if (!written.isNull()) {
            words.add(null);
        }
        if (words.contains(null)) {
            leaveOut(at, ImportedFileMessages.NOT_READ);
        } else {
            command.addAll(words);
        }
    }

    /** Whether it can be read as a map; if it is there but is none, it is left out. */
    boolean isMap(@NonNull JsonNode node, @NonNull TextPath at) {
        if (!node.isObject() && !node.isMissingNode() && !node.isNull()) {
            leaveOut(at, ImportedFileMessages.NOT_READ);
        }
        return node.isObject();
    }

    void known(@NonNull Values values, @NonNull Known what, @CheckForNull String number, @NonNull TextPath at) {
        if (number == null || !number.strip().matches("[0-9]{1,9}")) {
            leaveOut(at, ImportedFileMessages.NOT_A_NUMBER);
        } else {
            values.known.put(what, JsonNodeFactory.instance.numberNode(Integer.parseInt(number.strip())));
        }
    }

    /** The members that no reader has asked for. */
    void rest(@NonNull JsonNode node, @NonNull TextPath path, @NonNull List<String> understood) {
        node.fieldNames().forEachRemaining(member -> {
            if (!understood.contains(member)) {
                leaveOut(path.child(member), ImportedFileMessages.of(member));
            }
        });
    }
}
