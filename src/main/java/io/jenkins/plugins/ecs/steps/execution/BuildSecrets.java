package io.jenkins.plugins.ecs.steps.execution;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.EnvVars;
import io.jenkins.plugins.ecs.text.masking.SecretNames;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jenkinsci.plugins.workflow.steps.EnvironmentExpander;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/**
 * The secrets of a build, as far as a step can know them: the values of the variables that {@code withCredentials} and the
 * like declare as sensitive, and of those that are named as secrets are.
 */
final class BuildSecrets {

    /** A shorter value of a variable that is only named like a secret says nothing: {@code true}. */
    private static final int SHORTEST_GUESSED = 6;

    private BuildSecrets() {}

    @NonNull
    static Set<String> of(@NonNull StepContext context) throws IOException, InterruptedException {
        EnvVars environment = context.get(EnvVars.class);
        EnvironmentExpander expander = context.get(EnvironmentExpander.class);
        if (environment == null) {
            return Set.of();
        }
        Set<String> sensitive = expander == null ? Set.of() : expander.getSensitiveVariables();
        return of(environment, sensitive);
    }

    @NonNull
    static Set<String> of(@NonNull EnvVars environment, @NonNull Set<String> sensitive) {
        Set<String> secrets = new LinkedHashSet<>();
        environment.forEach((name, value) -> {
            boolean guessed = SecretNames.looksSecret(name) && value.length() >= SHORTEST_GUESSED;
            if (sensitive.contains(name) || guessed) {
                secrets.add(value);
            }
        });
        return secrets;
    }
}
