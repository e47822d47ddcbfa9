package io.jenkins.plugins.ecs.lookups;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.taskdef.ApiModel;
import io.jenkins.plugins.ecs.taskdef.FieldKind;
import io.jenkins.plugins.ecs.taskdef.SourceMappedTree;
import io.jenkins.plugins.ecs.taskdef.TaskDefinitionException;
import io.jenkins.plugins.ecs.taskdef.TextPath;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Finds look-ups in a parsed definition and replaces them. A value that was looked up is never read again, so it may contain
 * anything. The tree is changed in place; do it before types are checked, because a number may be looked up, too.
 */
public final class Lookups {

    /** Far above what a definition of 64 KiB needs. */
    private static final int MOST = 200;

    private static final int MOST_PROBLEMS = 50;
    private static final int LONGEST_VALUE = 16_384;
    private static final Set<String> REFERENCES = Set.of("valueFrom", "credentialsParameter");
    private static final Set<String> SECRET_LISTS = Set.of("secrets", "secretOptions");

    private final SourceMappedTree tree;
    private final Replacement replacement;
    private final List<TaskDefinitionException> problems = new ArrayList<>();

    /** What takes the place of a look-up. */
    private interface Replacement {
        /** @param kind of the field; null if it is not known */
        @NonNull
        String of(@NonNull LookupUse use, @CheckForNull FieldKind kind, @NonNull Lookups problems);
    }

    private Lookups(SourceMappedTree tree, Replacement replacement) {
        this.tree = tree;
        this.replacement = replacement;
    }

    /**
     * All look-ups of a definition. The tree does not change.
     *
     * @throws TaskDefinitionException naming each that is not well written, with its place
     */
    @NonNull
    public static Set<Lookup> in(@NonNull SourceMappedTree tree) {
        Set<Lookup> found = new TreeSet<>();
        new Lookups(tree, (use, kind, problems) -> {
                    found.add(use.lookup());
                    return "";
                })
                .run(null, false);
        if (found.size() > MOST) {
            throw new TaskDefinitionException(LookupMessages.tooMany(MOST));
        }
        return found;
    }

    /**
     * Replaces them by what was found.
     *
     * @throws TaskDefinitionException naming each that was not found or does not fit, with its place
     */
    public static void replace(@NonNull SourceMappedTree tree, @NonNull LookupValues values) {
        new Lookups(tree, (use, kind, problems) -> problems.value(use, values)).run(null, true);
    }

    /**
     * Replaces them by something of the right kind, to check everything else of a definition before anything is looked up.
     *
     * @throws TaskDefinitionException naming each that is not well written, with its place
     */
    public static void standIn(@NonNull SourceMappedTree tree, @NonNull ApiModel model) {
        Map<Lookup, Integer> numbers = new HashMap<>();
        new Lookups(tree, (use, kind, problems) -> {
                    int number = numbers.computeIfAbsent(use.lookup(), each -> numbers.size() + 1);
                    return kind == FieldKind.INTEGER ? "1" : kind == FieldKind.BOOLEAN ? "true" : "lookup-" + number;
                })
                .run(model, true);
    }

    /** Whether a text has a look-up, or what stands for the beginning of one. */
    public static boolean looksLikeOne(@NonNull String text) {
        return LookupText.begins(text);
    }

    /** The text of a resolved tree, which has no look-ups: what only looks like one is written with two dollar signs. */
    @NonNull
    public static String text(@NonNull JsonNode resolved) {
        return escaped(resolved).toString();
    }

    /** A copy that is read as the same values, although some of them look like look-ups. */
    @NonNull
    public static JsonNode escaped(@NonNull JsonNode resolved) {
        JsonNode copy = resolved.deepCopy();
        escape(copy);
        return copy;
    }

    private static void escape(JsonNode node) {
        if (node instanceof ObjectNode object) {
            object.properties().forEach(member -> {
                if (member.getValue().isTextual()) {
                    member.setValue(TextNode.valueOf(
                            LookupText.escaped(member.getValue().textValue())));
                }
            });
        } else if (node instanceof ArrayNode list) {
            for (int i = 0; i < list.size(); i++) {
                if (list.get(i).isTextual()) {
                    list.set(i, TextNode.valueOf(LookupText.escaped(list.get(i).textValue())));
                }
            }
        }
        node.forEach(Lookups::escape);
    }

    private void run(@CheckForNull ApiModel model, boolean changes) {
        walk(tree.root(), TextPath.TOP, "", model, changes);
        if (!problems.isEmpty()) {
            throw TaskDefinitionException.all(problems);
        }
    }

    private void walk(JsonNode node, TextPath path, String pattern, @CheckForNull ApiModel model, boolean changes) {
        if (node instanceof ObjectNode object) {
            for (Map.Entry<String, JsonNode> member : object.properties()) {
                String key = member.getKey();
                TextPath here = path.child(key);
                if (member.getValue().isTextual()) {
                    FieldKind kind = model == null ? null : model.kind(pattern, key);
                    JsonNode value = value(member.getValue(), here, isReference(pattern, key), kind);
                    if (changes) {
                        member.setValue(value);
                    }
                } else {
                    walk(member.getValue(), here, ApiModel.child(pattern, key), model, changes);
                }
            }
        } else if (node instanceof ArrayNode list) {
            for (int i = 0; i < list.size(); i++) {
                TextPath here = path.item(i);
                if (list.get(i).isTextual()) {
                    JsonNode value = value(list.get(i), here, false, null);
                    if (changes) {
                        list.set(i, value);
                    }
                } else {
                    walk(list.get(i), here, pattern, model, changes);
                }
            }
        }
    }

    /** In a patch, a list of secrets may be a map of their names. */
    private static boolean isReference(String pattern, String key) {
        String list = pattern.substring(pattern.lastIndexOf('.') + 1);
        return REFERENCES.contains(key) || (SECRET_LISTS.contains(list) && !key.equals("name"));
    }

    private JsonNode value(JsonNode text, TextPath path, boolean isReference, @CheckForNull FieldKind kind) {
        LookupText parsed = LookupText.parse(text.textValue());
        if (parsed.isPlain()) {
            return text;
        }
        StringBuilder value = new StringBuilder();
        for (LookupText.Part part : parsed.parts()) {
            if (part.isWrong()) {
                add(path, part.text());
            } else if (part.lookup() == null) {
                value.append(part.text());
            } else {
                boolean isWhole = parsed.parts().size() == 1;
                value.append(replacement.of(
                        new LookupUse(part.lookup(), part.otherwise(), path, isReference, isWhole), kind, this));
            }
        }
        return TextNode.valueOf(value.toString());
    }

    private void add(TextPath path, String problem) {
        if (problems.size() < MOST_PROBLEMS) {
            problems.add(tree.error(path, problem));
        }
    }

    private String value(LookupUse use, LookupValues values) {
        FoundValue found = values.get(use.lookup());
        if (found != null) {
            return fitting(use, found);
        }
        LookupProblem problem = values.problem(use.lookup());
        if (problem == null) {
            add(use.path(), LookupMessages.notRead(use.lookup()));
            return "";
        }
        return problem.isMissing() && use.otherwise() != null ? use.otherwise() : wrong(use, problem.text());
    }

    private String wrong(LookupUse use, String problem) {
        add(use.path(), LookupMessages.problem(use.lookup(), problem));
        return "";
    }

    private String fitting(LookupUse use, FoundValue found) {
        String value =
                switch (use.lookup().source()) {
                    case SSM -> parameter(use, found);
                    case SECRET -> secret(use, found);
                    default -> found.value();
                };
        return value.length() > LONGEST_VALUE
                ? wrong(use, LookupMessages.tooLongValue(value.length(), LONGEST_VALUE))
                : value;
    }

    private String secret(LookupUse use, FoundValue found) {
        String rest = LookupNames.secret(use.lookup().name()).rest();
        if (use.isReference() && !use.isWhole()) {
            return wrong(use, LookupMessages.NOT_WHOLE);
        }
        return use.isReference() || rest.isEmpty()
                ? found.reference() + LookupNames.colons(rest)
                : wrong(use, LookupMessages.REFERENCE_ONLY);
    }

    private String parameter(LookupUse use, FoundValue found) {
        LookupNames.Parameter name = LookupNames.parameter(use.lookup().name());
        if (use.isReference()) {
            if (!use.isWhole()) {
                return wrong(use, LookupMessages.NOT_WHOLE);
            }
            return name.index() == null && name.selector() == null
                    ? found.reference()
                    : wrong(use, LookupMessages.NO_SELECTOR);
        }
        if (found.value() == null) {
            return wrong(use, LookupMessages.ENCRYPTED);
        }
        if (!found.isList()) {
            return name.index() == null ? found.value() : wrong(use, LookupMessages.NO_LIST);
        }
        if (name.index() == null) {
            return wrong(use, LookupMessages.NO_INDEX);
        }
        String[] items = found.value().split(",", -1);
        return name.index() < items.length
                ? items[name.index()]
                : wrong(use, LookupMessages.noItem(name.index(), items.length));
    }
}
