package io.jenkins.plugins.ecs.taskdef;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A task definition, or a change to one, that cannot be used. The message is for the author of the Jenkinsfile: it says
 * where, what is wrong and what to do, and never contains the value of an environment variable.
 */
public final class TaskDefinitionException extends IllegalArgumentException {
    static final String DOCUMENT = "Task definition";

    private static final long serialVersionUID = 1L;

    private final String field;
    private final int line;
    private final int column;

    public TaskDefinitionException(String message) {
        this(message, null, 0, 0);
    }

    /** With the field that is wrong, when no text position is known. */
    public TaskDefinitionException(String message, String field) {
        this(message, field, 0, 0);
    }

    TaskDefinitionException(String problem, String field, int line, int column) {
        this(DOCUMENT, problem, field, line, column);
    }

    /** @param document what the text is called */
    TaskDefinitionException(String document, String problem, String field, int line, int column) {
        super(place(document, field, line, column) + problem);
        this.field = field;
        this.line = line;
        this.column = column;
    }

    /** One error with the messages of all of them and the place of the first. */
    public static TaskDefinitionException all(List<TaskDefinitionException> problems) {
        TaskDefinitionException first = problems.get(0);
        String messages =
                problems.stream().map(Throwable::getMessage).distinct().collect(Collectors.joining("\n"));
        return problems.size() == 1 ? first : new TaskDefinitionException(messages, first);
    }

    TaskDefinitionException(String messages, TaskDefinitionException first) {
        super(messages);
        this.field = first.field;
        this.line = first.line;
        this.column = first.column;
    }

    private static String place(String document, String field, int line, int column) {
        boolean named = field != null && !field.isEmpty();
        if (line <= 0) {
            return named ? field + ": " : "";
        }
        return document + ", line " + line + ", column " + column + (named ? " (" + field + ")" : "") + ": ";
    }

    /** The same, with another name of the text. */
    TaskDefinitionException about(String document, String lower) {
        String message = getMessage().replace(DOCUMENT, document).replace("task definition", lower);
        return new TaskDefinitionException(message, this);
    }

    /** The path of the field, such as {@code containerDefinitions[1].environment[0].value}, or null. */
    public String field() {
        return field;
    }

    /** The line in the text, from 1; 0 when the definition did not come from a text. */
    public int line() {
        return line;
    }

    /** The column in the text, from 1; 0 when the definition did not come from a text. */
    public int column() {
        return column;
    }
}
