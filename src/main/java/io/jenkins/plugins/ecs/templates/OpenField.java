package io.jenkins.plugins.ecs.templates;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What a team's file may add to a template that opens it. All else is fixed by the template. */
public enum OpenField {
    VARIABLES("variables"),
    SECRETS("secrets"),
    COMMAND("command"),
    BEFORE("before"),
    AFTER("after"),
    SCHEDULED_TASKS("scheduledTasks"),
    SCALING("scaling");

    private final String word;

    OpenField(String word) {
        this.word = word;
    }

    /** The name of the field in the file. */
    @NonNull
    public String word() {
        return word;
    }

    @NonNull
    public static Optional<OpenField> of(@CheckForNull String word) {
        return Arrays.stream(values()).filter(each -> each.word.equals(word)).findFirst();
    }

    @NonNull
    public static List<String> words() {
        return Arrays.stream(values()).map(OpenField::word).toList();
    }
}
