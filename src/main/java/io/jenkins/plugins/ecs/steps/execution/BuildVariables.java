package io.jenkins.plugins.ecs.steps.execution;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.EnvVars;
import hudson.model.ParameterValue;
import hudson.model.ParametersAction;
import hudson.model.Run;
import hudson.util.Secret;
import io.jenkins.plugins.ecs.lookups.BuildValues;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jenkinsci.plugins.workflow.steps.EnvironmentExpander;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/** What look-ups see of a build: the environment of the step and the parameters. */
final class BuildVariables implements BuildValues {

    /** A shorter secret within a value is most likely an accident. */
    private static final int SHORTEST_PART = 4;

    private final Map<String, String> environment;
    private final Map<String, String> parameters;
    private final Set<String> secrets;

    private BuildVariables(Map<String, String> environment, Map<String, String> parameters, Set<String> secrets) {
        this.environment = environment;
        this.parameters = parameters;
        this.secrets = secrets;
    }

    @NonNull
    static BuildVariables of(@NonNull StepContext context, @NonNull Run<?, ?> run)
            throws IOException, InterruptedException {
        EnvVars environment = context.get(EnvVars.class);
        EnvironmentExpander expander = context.get(EnvironmentExpander.class);
        Map<String, String> parameters = new LinkedHashMap<>();
        Set<String> secrets = new LinkedHashSet<>();
        ParametersAction given = run.getAction(ParametersAction.class);
        if (given != null) {
            for (ParameterValue parameter : given.getAllParameters()) {
                Object value = parameter.getValue();
                String text = value instanceof Secret secret ? secret.getPlainText() : String.valueOf(value);
                if (value != null) {
                    parameters.put(parameter.getName(), text);
                }
                if (value != null && parameter.isSensitive()) {
                    secrets.add(text);
                }
            }
        }
        return of(
                environment == null ? Map.of() : environment,
                parameters,
                expander == null ? Set.of() : expander.getSensitiveVariables(),
                secrets);
    }

    /**
     * @param sensitive names of variables that hold secrets
     * @param secrets other secrets
     */
    @NonNull
    static BuildVariables of(
            @NonNull Map<String, String> environment,
            @NonNull Map<String, String> parameters,
            @NonNull Set<String> sensitive,
            @NonNull Set<String> secrets) {
        Set<String> all = new LinkedHashSet<>(secrets);
        environment.forEach((name, value) -> {
            if (sensitive.contains(name)) {
                all.add(value);
            }
        });
        all.removeIf(String::isBlank);
        return new BuildVariables(environment, parameters, all);
    }

    @Override
    public Optional<String> variable(String name) {
        return Optional.ofNullable(environment.get(name));
    }

    @Override
    public Optional<String> parameter(String name) {
        return Optional.ofNullable(parameters.get(name));
    }

    @Override
    public boolean isSecret(String value) {
        return secrets.stream()
                .anyMatch(
                        secret -> value.equals(secret) || (secret.length() >= SHORTEST_PART && value.contains(secret)));
    }
}
