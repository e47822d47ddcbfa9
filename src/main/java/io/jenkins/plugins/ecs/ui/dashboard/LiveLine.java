package io.jenkins.plugins.ecs.ui.dashboard;

import edu.umd.cs.findbugs.annotations.NonNull;

/** One line of a service's live state: a text, or a colored label. */
public final class LiveLine {

    private final String text;
    private final String tone;

    /** @param tone {@code busy}, {@code warning} or {@code bad} for a label; empty for a text */
    LiveLine(@NonNull String text, @NonNull String tone) {
        this.text = text;
        this.tone = tone;
    }

    public String getText() {
        return text;
    }

    public String getTone() {
        return tone;
    }

    /** Class of the element that shows it. */
    public String getStyle() {
        return tone.isEmpty() ? "ecsd-matrix__detail" : "ecsd-chip ecsd-chip--" + tone;
    }

    @NonNull
    static LiveLine text(@NonNull String text) {
        return new LiveLine(text, "");
    }
}
