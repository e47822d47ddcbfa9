package io.jenkins.plugins.ecs.taskdef;

import java.util.Locale;

/** Reads the text of a definition of any kind, JSON or YAML, into a tree that knows the places of its values. */
public final class DefinitionText {
    /** Far above the 64 KiB that ECS takes, and far below what would hurt to parse. */
    private static final int MAX_CHARACTERS = 1024 * 1024;

    private DefinitionText() {}

    /**
     * The text is JSON when its first character is '{', otherwise YAML.
     *
     * @param document what messages call it, as in "Service definition"
     * @throws TaskDefinitionException if it cannot be read, naming the place
     */
    public static SourceMappedTree read(String text, String document) {
        String lower = document.substring(0, 1).toLowerCase(Locale.ROOT) + document.substring(1);
        if (text == null || text.isBlank()) {
            throw new TaskDefinitionException(TextMessages.empty(lower));
        }
        if (text.length() > MAX_CHARACTERS) {
            throw new TaskDefinitionException(TextMessages.tooLong(lower, text.length(), MAX_CHARACTERS));
        }
        try {
            TextEncoding.check(text);
            String body = TextEncoding.withoutMarks(text);
            try {
                return TextTree.read(body, body.stripLeading().startsWith("{")).of(document);
            } catch (TaskDefinitionException unreadable) {
                throw TextEncoding.explained(unreadable, body);
            }
        } catch (TaskDefinitionException unreadable) {
            throw unreadable.about(document, lower);
        }
    }
}
