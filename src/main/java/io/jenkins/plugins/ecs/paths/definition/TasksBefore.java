package io.jenkins.plugins.ecs.paths.definition;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Whether tasks run before the deployment to an environment. The names are persisted. */
public enum TasksBefore {
    ALLOWED("allowed"),
    /** Also such after which the path does not roll back. */
    IRREVERSIBLE("irreversible"),
    NO("no"),
    REQUIRED("required");

    private final String word;

    TasksBefore(String word) {
        this.word = word;
    }

    /** The value in the configuration. */
    @NonNull
    public String word() {
        return word;
    }

    @NonNull
    public static List<String> words() {
        return Arrays.stream(values()).map(TasksBefore::word).toList();
    }

    @NonNull
    static Optional<TasksBefore> parse(@CheckForNull String word) {
        return Arrays.stream(values()).filter(each -> each.word.equals(word)).findFirst();
    }
}
