package io.jenkins.plugins.ecs.templates;

import com.fasterxml.jackson.databind.JsonNode;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.servicedef.ServiceText;
import io.jenkins.plugins.ecs.taskdef.SourceMappedTree;
import io.jenkins.plugins.ecs.taskdef.TaskDefinitionException;
import io.jenkins.plugins.ecs.taskdef.TaskDefinitionText;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Checks a whole set of templates before any of them counts. All problems are reported at once. */
public final class TemplateChecks {

    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9][a-zA-Z0-9._-]{0,62}");
    private static final int MOST_PARAMETERS = 50;
    private static final int MOST_PROBLEMS = 50;

    private final List<String> problems = new ArrayList<>();
    private final Map<String, String> taken;
    private final Set<String> labels = new HashSet<>();

    private TemplateChecks(Map<String, String> taken) {
        this.taken = taken;
    }

    /**
     * The templates as values.
     *
     * @param templates empty with problems
     * @param problems empty if the templates are valid
     */
    public record Checked(
            @NonNull List<Template> templates, @NonNull List<String> problems) {}

    /** @param taken names of templates of outer levels, which must not be defined again, with their level */
    @NonNull
    public static Checked check(@NonNull List<TemplateDraft> drafts, @NonNull Map<String, String> taken) {
        TemplateChecks checks = new TemplateChecks(taken);
        List<Template> templates =
                drafts.stream().map(checks::template).flatMap(Optional::stream).toList();
        List<String> problems =
                checks.problems.stream().distinct().limit(MOST_PROBLEMS).toList();
        return problems.isEmpty() ? new Checked(templates, problems) : new Checked(List.of(), problems);
    }

    @NonNull
    public static Optional<String> checkName(@CheckForNull String name) {
        return name != null && NAME.matcher(name).matches()
                ? Optional.empty()
                : Optional.of(TemplateMessages.notAName(name));
    }

    @NonNull
    public static Optional<String> checkVersion(@CheckForNull String version) {
        return TemplateVersion.parse(version).isPresent()
                ? Optional.empty()
                : Optional.of(TemplateMessages.notAVersion(version));
    }

    /** The name of a parameter. */
    @NonNull
    public static Optional<String> checkParameterName(@CheckForNull String name) {
        return ParameterChecks.checkName(name);
    }

    /** The pattern of a parameter; null for none. */
    @NonNull
    public static Optional<String> checkPattern(@CheckForNull String pattern) {
        return ParameterChecks.checkPattern(pattern);
    }

    /** Names of fields that are open. */
    @NonNull
    public static Optional<String> checkOpen(@NonNull List<String> open) {
        return open.stream()
                .filter(each -> OpenField.of(each).isEmpty())
                .findFirst()
                .map(each -> TemplateMessages.unknownOpenField(each, OpenField.words()));
    }

    private Optional<Template> template(TemplateDraft draft) {
        String in = TemplateMessages.template(draft);
        int before = problems.size();
        checkName(draft.name()).ifPresent(problem -> problems.add(in + problem));
        checkVersion(draft.version()).ifPresent(problem -> problems.add(in + problem));
        checkOpen(draft.open()).ifPresent(problem -> problems.add(in + problem));
        if (!labels.add(draft.label())) {
            problems.add(in + TemplateMessages.TWICE);
        }
        String outer = taken.get(String.valueOf(draft.name()));
        if (outer != null) {
            problems.add(in + TemplateMessages.taken(outer));
        }
        Map<String, Parameter> parameters = parameters(draft, in);
        SourceMappedTree task = tree(in + "taskDefinition: ", () -> TaskDefinitionText.tree(draft.taskDefinition()));
        SourceMappedTree service = tree(in + "serviceDefinition: ", () -> ServiceText.tree(draft.serviceDefinition()));
        if (problems.size() > before || task == null || service == null) {
            return Optional.empty();
        }
        placeholders(task, service, parameters, in);
        List<String> containers = ofTeam(task);
        if (containers.size() != 1) {
            problems.add(in + TemplateMessages.containersOfTeam(containers));
        }
        if (problems.size() > before) {
            return Optional.empty();
        }
        Set<OpenField> open = EnumSet.noneOf(OpenField.class);
        draft.open().forEach(each -> OpenField.of(each).ifPresent(open::add));
        Template made = new Template(
                draft.name(),
                TemplateVersion.parse(draft.version()).orElseThrow(),
                draft.where(),
                draft.title() == null ? draft.name() : draft.title(),
                draft.description() == null ? "" : draft.description(),
                draft.owner() == null ? "" : draft.owner(),
                List.copyOf(parameters.values()),
                open,
                draft.taskDefinition(),
                draft.serviceDefinition(),
                containers.get(0),
                TemplateDigest.of(parameters.values(), open, task.root(), service.root()));
        TemplateProof.problems(made).forEach(problem -> problems.add(in + problem));
        return Optional.of(made);
    }

    private Map<String, Parameter> parameters(TemplateDraft draft, String in) {
        if (draft.parameters().size() > MOST_PARAMETERS) {
            problems.add(
                    in + TemplateMessages.tooManyParameters(draft.parameters().size(), MOST_PARAMETERS));
        }
        Map<String, Parameter> parameters = new LinkedHashMap<>();
        for (ParameterDraft each : draft.parameters()) {
            Parameter parameter = ParameterChecks.check(each, in, problems);
            if (parameters.put(parameter.name(), parameter) != null) {
                problems.add(in + TemplateMessages.parameter(parameter.name()) + TemplateMessages.PARAMETER_TWICE);
            }
        }
        return parameters;
    }

    private interface Reader {
        SourceMappedTree read();
    }

    @CheckForNull
    private SourceMappedTree tree(String in, Reader reader) {
        try {
            return reader.read();
        } catch (TaskDefinitionException unreadable) {
            String advice = unreadable.getMessage().contains("{{") ? " " + TemplateMessages.UNQUOTED : "";
            problems.add(in + unreadable.getMessage() + advice);
            return null;
        }
    }

    /** Every placeholder has a parameter, and the reverse. */
    private void placeholders(
            SourceMappedTree task, SourceMappedTree service, Map<String, Parameter> parameters, String in) {
        Set<String> used = new LinkedHashSet<>();
        List<String> ofTask = new ArrayList<>();
        List<String> ofService = new ArrayList<>();
        PlaceholderChecks.check(task, TaskDefinitionText.model(), parameters, used, ofTask);
        PlaceholderChecks.check(service, ServiceText.model(), parameters, used, ofService);
        ofTask.forEach(problem -> problems.add(in + "taskDefinition: " + problem));
        ofService.forEach(problem -> problems.add(in + "serviceDefinition: " + problem));
        parameters.keySet().stream()
                .filter(name -> !used.contains(name))
                .forEach(name -> problems.add(in + TemplateMessages.parameter(name) + TemplateMessages.UNUSED));
    }

    /** The containers whose image is the one that is released. */
    private static List<String> ofTeam(SourceMappedTree task) {
        List<String> names = new ArrayList<>();
        for (JsonNode container : task.root().path("containerDefinitions")) {
            Placeholder image = Placeholder.whole(container.path("image").asText(""));
            if (image != null && image.name().equals(BuiltIn.IMAGE.word())) {
                names.add(container.path("name").asText(""));
            }
        }
        return names;
    }

    /**
     * Versions whose content is no longer what was recorded for them.
     *
     * @param recorded digests by {@code where} and label
     */
    @NonNull
    public static List<String> changed(@NonNull List<Template> templates, @NonNull Map<String, String> recorded) {
        Map<String, String> known = new HashMap<>(recorded);
        return templates.stream()
                .filter(each -> !known.getOrDefault(key(each), each.digest()).equals(each.digest()))
                .map(each -> TemplateMessages.changed(each.label()))
                .toList();
    }

    /** What a digest is recorded under: folders may have templates of the same name. */
    @NonNull
    public static String key(@NonNull Template template) {
        return template.label() + " of " + template.where();
    }
}
