package io.jenkins.plugins.ecs.ui.dashboard;

import edu.umd.cs.findbugs.annotations.NonNull;

/** A text with a name, such as a file. */
public final class NamedText {

    private final String name;
    private final String text;

    NamedText(@NonNull String name, @NonNull String text) {
        this.name = name;
        this.text = text;
    }

    public String getName() {
        return name;
    }

    public String getText() {
        return text;
    }
}
