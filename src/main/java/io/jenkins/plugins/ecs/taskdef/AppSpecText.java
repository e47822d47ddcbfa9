package io.jenkins.plugins.ecs.taskdef;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Reads the text of an AppSpec of CodeDeploy, JSON or YAML, with the same limits as a task definition's. */
public final class AppSpecText {

    /** CodeDeploy takes far less. */
    private static final int MAX_CHARACTERS = 100_000;

    private AppSpecText() {}

    /** @throws IllegalArgumentException if it cannot be read, naming the place, or is not a map */
    public static ObjectNode parse(String text) {
        if (text.length() > MAX_CHARACTERS) {
            throw new IllegalArgumentException(TextMessages.appSpecTooLong(text.length()));
        }
        try {
            TextEncoding.check(text);
            String body = TextEncoding.withoutMarks(text);
            SourceMappedTree tree = TextTree.read(body, body.stripLeading().startsWith("{"));
            if (tree.root() instanceof ObjectNode spec) {
                return spec;
            }
        } catch (TaskDefinitionException unreadable) {
            throw new IllegalArgumentException(
                    unreadable
                            .getMessage()
                            .replace("Task definition", "AppSpec")
                            .replace("task definition", "AppSpec"),
                    unreadable);
        }
        throw new IllegalArgumentException(TextMessages.NOT_AN_APP_SPEC);
    }
}
