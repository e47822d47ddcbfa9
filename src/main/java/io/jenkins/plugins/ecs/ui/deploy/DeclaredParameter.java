package io.jenkins.plugins.ecs.ui.deploy;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.model.ChoiceParameterDefinition;
import hudson.model.Job;
import hudson.model.ParameterDefinition;
import hudson.model.StringParameterDefinition;
import java.util.List;

/**
 * A parameter as a job declares it.
 *
 * @param choices of a choice parameter
 * @param byDefault of a string parameter; may be empty
 */
public record DeclaredParameter(
        @NonNull String name,
        @NonNull Kind kind,
        @NonNull List<String> choices,
        @NonNull String byDefault) {

    /** What it takes. */
    public enum Kind {
        TEXT,
        CHOICE,
        /** Not a text, such as a boolean or a file. */
        OTHER
    }

    /** In the order of the job. */
    @NonNull
    static List<DeclaredParameter> of(@NonNull Job<?, ?> job) {
        return ParameterizedBuild.definitions(job).stream()
                .map(DeclaredParameter::of)
                .toList();
    }

    private static DeclaredParameter of(ParameterDefinition declared) {
        if (declared instanceof StringParameterDefinition text) {
            return new DeclaredParameter(text.getName(), Kind.TEXT, List.of(), String.valueOf(text.getDefaultValue()));
        }
        if (declared instanceof ChoiceParameterDefinition choice) {
            return new DeclaredParameter(choice.getName(), Kind.CHOICE, List.copyOf(choice.getChoices()), "");
        }
        return new DeclaredParameter(declared.getName(), Kind.OTHER, List.of(), "");
    }

    boolean takes(@NonNull String value) {
        return kind == Kind.TEXT || kind == Kind.CHOICE && choices.contains(value);
    }
}
