package io.jenkins.plugins.ecs.taskdef;

/** What the ECS API expects in a field of a definition. */
public enum FieldKind {
    STRING("a text"),
    INTEGER("a whole number"),
    DECIMAL("a number"),
    BOOLEAN("true or false"),
    STRINGS("a list of texts"),
    INTEGERS("a list of whole numbers"),
    STRING_MAP("a map of texts"),
    /** Any JSON, as its author wrote it. */
    DOCUMENT("any value"),
    OBJECT("a map"),
    OBJECTS("a list of maps");

    private final String words;

    FieldKind(String words) {
        this.words = words;
    }

    /** As it is named in messages: "a whole number". */
    public String words() {
        return words;
    }

    public boolean isList() {
        return this == STRINGS || this == INTEGERS || this == OBJECTS;
    }

    /** A list or a map of free keys, which has no meaning when it is empty. */
    public boolean isCollection() {
        return isList() || this == STRING_MAP;
    }

    /** The kind of the items of a list or the values of a map. */
    public FieldKind item() {
        return switch (this) {
            case STRINGS, STRING_MAP -> STRING;
            case INTEGERS -> INTEGER;
            case OBJECTS -> OBJECT;
            default -> throw new IllegalStateException(this + " has no items");
        };
    }
}
