package io.jenkins.plugins.ecs.templates;

import com.fasterxml.jackson.databind.JsonNode;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.lookups.Lookups;
import io.jenkins.plugins.ecs.scaling.ScalingText;
import io.jenkins.plugins.ecs.taskdef.ContainerChange;
import io.jenkins.plugins.ecs.taskdef.SimilarName;
import io.jenkins.plugins.ecs.taskdef.TaskDefinitionText;
import io.jenkins.plugins.ecs.taskdef.TextPath;
import io.jenkins.plugins.ecs.text.masking.SecretNames;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Checks the file of a team against its template and its path. All problems are reported at once, with their places. */
public final class TeamFileChecks {

    private final TeamFile file;
    private final Template template;
    private final Set<String> fixed;
    private final Collection<String> environments;
    private final List<String> problems = new ArrayList<>();

    private TeamFileChecks(TeamFile file, Template template, Collection<String> environments) {
        this.file = file;
        this.template = template;
        this.fixed = fixedVariables(template);
        this.environments = environments;
    }

    /**
     * @param environments the environments of the path
     * @return empty if the file can be used
     */
    @NonNull
    public static List<String> problems(
            @NonNull TeamFile file, @NonNull Template template, @NonNull Collection<String> environments) {
        TeamFileChecks checks = new TeamFileChecks(file, template, environments);
        checks.unknownFields();
        checks.openFields();
        checks.values(file.own(), TextPath.TOP);
        file.environments().forEach(checks::environment);
        checks.perPullRequest();
        checks.required();
        environments.forEach(checks::scaling);
        return checks.problems.stream().distinct().toList();
    }

    private void unknownFields() {
        List<String> open =
                template.open().stream().map(OpenField::word).sorted().toList();
        for (TextPath each : file.unknown()) {
            String path = each.toString();
            String name = path.substring(path.lastIndexOf('.') + 1);
            String similar = TeamFileText.FIELDS.stream()
                    .filter(word -> SimilarName.is(word, name))
                    .findFirst()
                    .orElse(null);
            add(each, TeamFileMessages.unknownField(name, similar, open, template));
        }
    }

    private void openFields() {
        for (OpenField field : OpenField.values()) {
            if (!template.opens(field) && file.tree().root().has(field.word())) {
                add(TextPath.TOP.child(field.word()), TeamFileMessages.notOpen(field.word(), template));
            }
        }
        texts(file.command() == null ? List.of() : file.command(), TextPath.TOP.child("command"));
        file.before().forEach(words -> texts(words, TextPath.TOP.child("before")));
        file.after().forEach(words -> texts(words, TextPath.TOP.child("after")));
        texts(List.of(file.service()), TextPath.TOP.child("service"));
        texts(List.of(file.owner()), TextPath.TOP.child("owner"));
    }

    /** The words of a command may have line ends, as scripts do, but no look-up. */
    private void texts(List<String> words, TextPath path) {
        words.stream().filter(Lookups::looksLikeOne).findFirst().ifPresent(word -> add(path, TemplateMessages.LOOK_UP));
        if (words.stream().anyMatch(SecretNames::looksLikeSecretValue)) {
            add(path, TemplateMessages.SECRET_VALUE);
        }
    }

    private void environment(String name, TeamFile.Values values) {
        TextPath path = TextPath.TOP.child("environments").child(name);
        if (!environments.contains(name)) {
            add(path, TeamFileMessages.unknownEnvironment(name, environments));
        }
        ofEnvironment(values, path, file.tree().root().path("environments").path(name));
    }

    private void perPullRequest() {
        PerPullRequest terms = file.perPullRequest();
        if (terms != null) {
            TextPath path = TextPath.TOP.child("perPullRequest");
            if (!environments.contains(terms.environment())) {
                add(path.child("environment"), TeamFileMessages.unknownEnvironment(terms.environment(), environments));
            }
            ofEnvironment(terms.values(), path, file.tree().root().path("perPullRequest"));
        }
    }

    /** @param written where they are in the file */
    private void ofEnvironment(TeamFile.Values values, TextPath path, JsonNode written) {
        values.parameters()
                .keySet()
                .forEach(parameter -> template.parameter(parameter)
                        .filter(each -> !each.perEnvironment())
                        .ifPresent(each -> add(
                                path.child("parameters").child(parameter),
                                TeamFileMessages.notPerEnvironment(parameter, template))));
        for (OpenField field : List.of(OpenField.VARIABLES, OpenField.SECRETS, OpenField.SCALING)) {
            if (written.has(field.word()) && !template.opens(field)) {
                add(path.child(field.word()), TeamFileMessages.notOpen(field.word(), template));
            }
        }
        values(values, path);
    }

    private void values(TeamFile.Values values, TextPath path) {
        values.parameters().forEach((name, written) -> parameter(name, written, path.child("parameters")));
        values.variables().forEach((name, value) -> {
            TextPath at = path.child("variables").child(name);
            variable(name, at);
            if (PlainValue.isSecret(name, value)) {
                add(at, TeamFileMessages.looksSecret(name));
            } else if (Lookups.looksLikeOne(value)) {
                add(at, TemplateMessages.LOOK_UP);
            }
            if (values.secrets().containsKey(name)) {
                add(at, TeamFileMessages.BOTH);
            }
        });
        values.secrets().forEach((name, source) -> {
            TextPath at = path.child("secrets").child(name);
            variable(name, at);
            boolean isReference = ContainerChange.of(null)
                    .secrets(Map.of("X", source))
                    .build()
                    .problems()
                    .isEmpty();
            if (!isReference) {
                add(at, TemplateMessages.NOT_A_SECRET);
            }
        });
    }

    private void variable(String name, TextPath at) {
        boolean isName = !name.isEmpty()
                && name.chars().noneMatch(c -> c == '=' || Character.isWhitespace(c) || Character.isISOControl(c));
        if (!isName) {
            add(at, TeamFileMessages.NOT_A_VARIABLE);
        } else if (Lookups.looksLikeOne(name)) {
            // The name becomes a value of the task definition, and would be looked up like any other.
            add(at, TemplateMessages.LOOK_UP);
        } else if (fixed.contains(name)) {
            add(at, TeamFileMessages.fixedVariable(name, template));
        }
    }

    /** The variables and secrets that the template gives to the container of the team. */
    private static Set<String> fixedVariables(Template template) {
        Set<String> names = new HashSet<>();
        JsonNode root = TaskDefinitionText.tree(template.taskDefinition()).root();
        for (JsonNode container : root.path("containerDefinitions")) {
            if (container.path("name").asText().equals(template.container())) {
                container
                        .path("environment")
                        .forEach(each -> names.add(each.path("name").asText()));
                container
                        .path("secrets")
                        .forEach(each -> names.add(each.path("name").asText()));
            }
        }
        return names;
    }

    private void parameter(String name, JsonNode written, TextPath path) {
        Parameter parameter = template.parameter(name).orElse(null);
        if (parameter == null) {
            List<String> known =
                    template.parameters().stream().map(Parameter::name).toList();
            String similar = known.stream()
                    .filter(word -> SimilarName.is(word, name))
                    .findFirst()
                    .orElse(null);
            add(path.child(name), TeamFileMessages.unknownParameter(name, similar, known, template));
            return;
        }
        ParameterValue.Reading reading = ParameterValue.read(parameter, written, file.tree());
        if (!reading.isUsable()) {
            add(path.child(name), reading.problem());
        }
    }

    private void scaling(String environment) {
        JsonNode scaling = file.scaling(environment);
        if (scaling == null) {
            return;
        }
        TextPath path = file.of(environment).scaling() == null
                ? TextPath.TOP
                : TextPath.TOP.child("environments").child(environment);
        ScalingText.read(scaling).problems().forEach(problem -> add(path.child("scaling"), problem.toString()));
        if (hasLookUp(scaling)) {
            // The service definition, of which it becomes a part, may have look-ups of the template.
            add(path.child("scaling"), TemplateMessages.LOOK_UP);
        }
    }

    private static boolean hasLookUp(JsonNode node) {
        return node.isTextual()
                ? Lookups.looksLikeOne(node.textValue())
                : node.valueStream().anyMatch(TeamFileChecks::hasLookUp);
    }

    /** A parameter without a default has a value in each environment. */
    private void required() {
        for (Parameter each : template.parameters()) {
            if (each.isRequired() && !file.own().parameters().containsKey(each.name())) {
                List<String> without = environments.stream()
                        .filter(name -> !file.of(name).parameters().containsKey(each.name()))
                        .toList();
                if (!without.isEmpty() || environments.isEmpty()) {
                    boolean isAll = without.size() == environments.size();
                    add(TextPath.TOP.child("parameters"), TeamFileMessages.required(each, isAll ? List.of() : without));
                }
            }
        }
    }

    private void add(TextPath at, String problem) {
        problems.add(file.problem(at, problem));
    }
}
