package io.jenkins.plugins.ecs.taskdef;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Reads the text of an AppSpec of CodeDeploy, JSON or YAML, with the same limits as a task definition's. */
public final class AppSpecText {

    /** CodeDeploy takes far less. */
    private static final int MAX_CHARACTERS = 100_000;

    private AppSpecText() {}

    /** @throws IllegalArgumentException saying where it can't be read, or that it is no map */
    public static ObjectNode parse(String text) {
        if (text.length() > MAX_CHARACTERS) {
            throw new IllegalArgumentException("the text has " + text.length() + " characters");
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
        throw new IllegalArgumentException("it is not a map with 'Resources' or 'Hooks'."
                + " If it is the name of a file, pass its content: readFile('appspec.yaml')");
    }
}
