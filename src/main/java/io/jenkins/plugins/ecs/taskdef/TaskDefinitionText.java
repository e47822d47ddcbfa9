package io.jenkins.plugins.ecs.taskdef;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/** Reads the text of a task definition: the JSON of the ECS API, or the same fields as YAML. */
public final class TaskDefinitionText {
    /** Far above the 64 KiB that ECS takes, and far below what would hurt to parse. */
    private static final int MAX_CHARACTERS = 1024 * 1024;

    private static final Consumer<SourceMappedTree> AS_IT_IS = tree -> {};

    private TaskDefinitionText() {}

    /**
     * Reads a task definition.
     *
     * <p>The text is JSON when its first character is '{', otherwise YAML. The answer of {@code DescribeTaskDefinition}
     * is accepted with and without its wrapper; the wrapper's tags become the tags. Values of known fields get the type
     * that the ECS API wants. The family and the images may still be missing, see
     * {@link TaskDefinitions#requireRegisterable}.
     *
     * @return the definition in the order of the text, not yet stripped of read-only fields
     * @throws TaskDefinitionException for a malformed text or one that is no task definition
     */
    public static ObjectNode parse(String text) {
        return parse(text, AS_IT_IS);
    }

    /** @param prepare replaces values of the tree before their types are checked */
    public static ObjectNode parse(String text, Consumer<SourceMappedTree> prepare) {
        return (ObjectNode) read(text, prepare).root();
    }

    /** The members of a task definition and their kinds. */
    public static ApiModel model() {
        return TaskDefinitionSchema.MODEL;
    }

    /** The text without any check of its types and containers. */
    public static SourceMappedTree tree(String text) {
        return readWith(text, TaskDefinitionText::map);
    }

    /**
     * A warning for each field of a text that ECS does not have and will ignore, with its place.
     *
     * @param live a definition that came from ECS, or null; what it has is not reported
     */
    public static List<String> unknownFields(String text, ObjectNode live) {
        return unknownFields(text, live, AS_IT_IS);
    }

    /** @param prepare as for {@link #parse(String, Consumer)} */
    public static List<String> unknownFields(String text, ObjectNode live, Consumer<SourceMappedTree> prepare) {
        return FieldNames.unknown(read(text, prepare), live);
    }

    /**
     * Images of a text that no registry has, such as placeholders that were not replaced, with container and place.
     * They are checked apart from {@link #parse}, because a text may leave its images to the changes.
     *
     * @param changes images that they replace are not checked
     * @param tag replaces all after the repository; null for none
     */
    public static List<String> imageProblems(String text, List<ContainerChange> changes, String tag) {
        return imageProblems(text, changes, tag, AS_IT_IS);
    }

    /** @param prepare as for {@link #parse(String, Consumer)} */
    public static List<String> imageProblems(
            String text, List<ContainerChange> changes, String tag, Consumer<SourceMappedTree> prepare) {
        SourceMappedTree tree = read(text, prepare);
        JsonNode containers = tree.root().path(TaskDefinitions.CONTAINERS);
        List<String> problems = new ArrayList<>();
        for (int i = 0; i < containers.size(); i++) {
            String name = containers.get(i).path("name").asText();
            String image = containers.get(i).path("image").asText("");
            boolean replaced = changes.stream()
                    .anyMatch(change -> change.image() != null
                            && (change.name() == null || change.name().equals(name)));
            if (!replaced && !image.isBlank()) {
                TextPath path =
                        TextPath.TOP.child(TaskDefinitions.CONTAINERS).item(i).child("image");
                LeftOvers.of(tag == null ? image : ImageReference.nameOf(image))
                        .map(problem -> DefinitionMessages.imageOf(TextPath.cut(image, 200), name, problem))
                        .map(problem -> tree.error(path, problem).getMessage())
                        .ifPresent(problems::add);
            }
        }
        return problems;
    }

    private static SourceMappedTree read(String text, Consumer<SourceMappedTree> prepare) {
        return readWith(text, body -> checked(body, prepare));
    }

    private static SourceMappedTree readWith(String text, Function<String, SourceMappedTree> how) {
        if (text == null || text.isBlank()) {
            throw new TaskDefinitionException(TextMessages.EMPTY);
        }
        if (text.length() > MAX_CHARACTERS) {
            throw new TaskDefinitionException(TextMessages.tooLongForEcs(text.length(), MAX_CHARACTERS));
        }
        TextEncoding.check(text);
        String body = TextEncoding.withoutMarks(text);
        try {
            return how.apply(body);
        } catch (TaskDefinitionException unreadable) {
            throw TextEncoding.explained(unreadable, body);
        }
    }

    private static SourceMappedTree checked(String body, Consumer<SourceMappedTree> prepare) {
        SourceMappedTree definition = map(body);
        prepare.accept(definition);
        TypedFields.apply(definition);
        StructureCheck.containers(definition);
        NamedEntries.check(definition);
        return definition;
    }

    private static SourceMappedTree map(String body) {
        SourceMappedTree tree = TextTree.read(body, body.stripLeading().startsWith("{"));
        if (!tree.root().isObject()) {
            throw tree.error(TextPath.TOP, notAMap(tree.root()));
        }
        SourceMappedTree definition = unwrap(tree);
        NotesInText.drop(definition);
        StructureCheck.names(definition);
        return definition;
    }

    private static SourceMappedTree unwrap(SourceMappedTree tree) {
        JsonNode inner = tree.root().get(TaskDefinitions.WRAPPER);
        if (inner == null) {
            return tree;
        }
        if (!inner.isObject()) {
            throw tree.error(TextPath.TOP.child(TaskDefinitions.WRAPPER), TextMessages.INCOMPLETE);
        }
        SourceMappedTree definition = tree.under(TaskDefinitions.WRAPPER);
        JsonNode tags = tree.root().get(TaskDefinitions.TAGS);
        if (tags != null) {
            ((ObjectNode) inner).set(TaskDefinitions.TAGS, tags);
        }
        return definition;
    }

    private static String notAMap(JsonNode root) {
        if (root.isArray()) {
            return TextMessages.IS_A_LIST;
        }
        return TextMessages.IS_A_VALUE;
    }
}
