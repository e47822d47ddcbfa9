package io.jenkins.plugins.ecs.ui.build;

/** A label and its value. */
public final class LabeledValue {
    private final String label;
    private final String value;

    LabeledValue(String label, String value) {
        this.label = label;
        this.value = value;
    }

    public String getLabel() {
        return label;
    }

    public String getValue() {
        return value;
    }
}
