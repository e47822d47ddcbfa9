package io.jenkins.plugins.ecs.ui.dashboard;

import edu.umd.cs.findbugs.annotations.NonNull;
import java.util.List;

/** A field of a form that is made from a template. */
public final class FormField {

    private final String name;
    private final String title;
    private final String description;
    private final List<String> choices;
    private final String value;
    private final String problem;
    private final boolean needed;

    /**
     * @param choices empty for a text
     * @param problem what is wrong with the value; empty if nothing is
     */
    FormField(
            @NonNull String name,
            @NonNull String title,
            @NonNull String description,
            @NonNull List<String> choices,
            @NonNull String value,
            @NonNull String problem,
            boolean needed) {
        this.name = name;
        this.title = title;
        this.description = description;
        this.choices = choices;
        this.value = value;
        this.problem = problem;
        this.needed = needed;
    }

    public String getName() {
        return name;
    }

    public String getTitle() {
        return title;
    }

    public String getDescription() {
        return description;
    }

    public List<String> getChoices() {
        return choices;
    }

    public String getValue() {
        return value;
    }

    public String getProblem() {
        return problem;
    }

    public boolean isNeeded() {
        return needed;
    }
}
