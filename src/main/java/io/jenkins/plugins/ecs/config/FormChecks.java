package io.jenkins.plugins.ecs.config;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.util.FormValidation;
import java.util.Optional;

/** From a check's message to what a form shows. */
public final class FormChecks {

    private FormChecks() {}

    /** The text is escaped by {@link FormValidation#error(String)}. */
    @NonNull
    public static FormValidation of(@NonNull Optional<String> problem) {
        return problem.map(FormValidation::error).orElseGet(FormValidation::ok);
    }
}
