package io.jenkins.plugins.ecs.steps.withecs;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.EnvVars;
import java.util.Set;
import org.jenkinsci.plugins.workflow.steps.EnvironmentExpander;

/** Gives each step of a block the newest credentials there are when it begins. */
final class ExportedVariables extends EnvironmentExpander {

    private static final long serialVersionUID = 1L;

    private final ExportedKeys keys;

    ExportedVariables(@NonNull ExportedKeys keys) {
        this.keys = keys;
    }

    @Override
    public void expand(@NonNull EnvVars env) {
        keys.variables().forEach(env::override);
    }

    @NonNull
    @Override
    public Set<String> getSensitiveVariables() {
        return Set.of(ExportedKeys.ACCESS_KEY_ID, ExportedKeys.SECRET_ACCESS_KEY, ExportedKeys.SESSION_TOKEN);
    }
}
