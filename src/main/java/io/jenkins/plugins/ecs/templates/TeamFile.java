package io.jenkins.plugins.ecs.templates;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import edu.umd.cs.findbugs.annotations.Nullable;
import io.jenkins.plugins.ecs.taskdef.SourceMappedTree;
import io.jenkins.plugins.ecs.taskdef.TextPath;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The file of a team, usually {@code ecs.yaml}: a service, the template that it is made from, and what the template leaves
 * to the team. Its form has been checked; {@link TeamFileChecks} checks it against the template.
 *
 * @param path name of a path; null if it names none
 * @param owner empty if it names none
 * @param own what counts in all environments
 * @param environments what else counts in one, by its name
 * @param command null to leave it to the template
 * @param before commands of tasks before the deployment
 * @param after commands of tasks after the deployment
 * @param scheduledTasks rules and schedules that get each new revision
 * @param verify checks besides those of the path
 * @param perPullRequest null if pull requests get no service of their own
 * @param unknown places of fields that the file does not have
 * @param tree the file as it was parsed
 */
public record TeamFile(
        @NonNull String service,
        @NonNull TemplateRef template,
        @Nullable String path,
        @NonNull String owner,
        @NonNull Values own,
        @NonNull Map<String, Values> environments,
        @Nullable List<String> command,
        @NonNull List<List<String>> before,
        @NonNull List<List<String>> after,
        @NonNull List<String> scheduledTasks,
        @NonNull List<Check> verify,
        @Nullable PerPullRequest perPullRequest,
        @NonNull List<TextPath> unknown,
        @NonNull SourceMappedTree tree) {

    /** What messages call it. */
    static final String DOCUMENT = "ecs.yaml";

    /**
     * What may be different in each environment.
     *
     * @param parameters as they are written
     * @param variables by name
     * @param secrets names or ARNs, by the name of the variable
     * @param scaling null for none
     */
    public record Values(
            @NonNull Map<String, JsonNode> parameters,
            @NonNull Map<String, String> variables,
            @NonNull Map<String, String> secrets,
            @Nullable JsonNode scaling) {

        /** These, unless the others say otherwise. What is a secret in one and a variable in the other is what the others say. */
        @NonNull
        Values and(@NonNull Values others) {
            Map<String, JsonNode> allParameters = new LinkedHashMap<>(parameters);
            allParameters.putAll(others.parameters);
            Map<String, String> allVariables = new LinkedHashMap<>(variables);
            allVariables.keySet().removeAll(others.secrets.keySet());
            allVariables.putAll(others.variables);
            Map<String, String> allSecrets = new LinkedHashMap<>(secrets);
            allSecrets.keySet().removeAll(others.variables.keySet());
            allSecrets.putAll(others.secrets);
            return new Values(
                    allParameters, allVariables, allSecrets, others.scaling == null ? scaling : others.scaling);
        }
    }

    /**
     * A check.
     *
     * @param kind its name, such as {@code http}
     */
    public record Check(
            @NonNull String kind,
            @NonNull ObjectNode arguments,
            @NonNull TextPath at) {}

    /**
     * What a text says, or what is wrong with it.
     *
     * @param file null if the text cannot be read
     * @param problems each names the line, the column and the field, and what to do; empty if the form is right
     */
    public record Reading(@Nullable TeamFile file, @NonNull List<String> problems) {}

    /** Reads the text of a file, YAML or JSON. */
    @NonNull
    public static Reading read(@CheckForNull String text) {
        return TeamFileText.read(text);
    }

    /** A message with the place of a field. */
    @NonNull
    public String problem(@NonNull TextPath at, @NonNull String problem) {
        return tree.error(at, problem).getMessage();
    }

    /** A message with the place of a field at the top. */
    @NonNull
    public String problemAt(@NonNull String field, @NonNull String problem) {
        return problem(TextPath.TOP.child(field), problem);
    }

    /**
     * The same for the service of a pull request, with its values in the place of those of its environment.
     *
     * @param name of the service
     */
    @NonNull
    public TeamFile ofPullRequest(@NonNull String name, @NonNull PerPullRequest terms) {
        Map<String, Values> others = new LinkedHashMap<>(environments);
        others.put(terms.environment(), of(terms.environment()).and(terms.values()));
        return new TeamFile(
                name,
                template,
                path,
                owner,
                own,
                others,
                command,
                before,
                after,
                scheduledTasks,
                verify,
                perPullRequest,
                unknown,
                tree);
    }

    /** The values of an environment, of which {@link #own} are the defaults. */
    @NonNull
    Values of(@NonNull String environment) {
        return environments.getOrDefault(environment, new Values(Map.of(), Map.of(), Map.of(), null));
    }

    /** The scaling in an environment, whose members come before those of the whole file; null for none. */
    @CheckForNull
    JsonNode scaling(@NonNull String environment) {
        JsonNode all = own.scaling();
        JsonNode here = of(environment).scaling();
        if (!(all instanceof ObjectNode whole) || !(here instanceof ObjectNode more)) {
            return here == null ? all : here;
        }
        ObjectNode merged = whole.deepCopy();
        merged.setAll(more);
        return merged;
    }
}
