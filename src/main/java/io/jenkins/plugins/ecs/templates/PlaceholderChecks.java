package io.jenkins.plugins.ecs.templates;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.taskdef.ApiModel;
import io.jenkins.plugins.ecs.taskdef.FieldKind;
import io.jenkins.plugins.ecs.taskdef.SourceMappedTree;
import io.jenkins.plugins.ecs.taskdef.TextPath;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Whether each placeholder of a definition has a parameter, and stands where a value of its type can be. */
final class PlaceholderChecks {

    private static final Set<String> SIZE_MEMBERS = Set.of("cpu", "memory");

    private static final Set<String> NAMES = Set.of("subnets", "securityGroups");

    private final SourceMappedTree tree;
    private final ApiModel model;
    private final Map<String, Parameter> parameters;
    private final Set<String> used;
    private final List<String> problems;

    private PlaceholderChecks(
            SourceMappedTree tree,
            ApiModel model,
            Map<String, Parameter> parameters,
            Set<String> used,
            List<String> problems) {
        this.tree = tree;
        this.model = model;
        this.parameters = parameters;
        this.used = used;
        this.problems = problems;
    }

    /**
     * @param used gets the names of the parameters that have a placeholder
     * @param problems gets what is wrong, with its place
     */
    static void check(
            @NonNull SourceMappedTree tree,
            @NonNull ApiModel model,
            @NonNull Map<String, Parameter> parameters,
            @NonNull Set<String> used,
            @NonNull List<String> problems) {
        new PlaceholderChecks(tree, model, parameters, used, problems).walk(tree.root(), TextPath.TOP, "", null);
    }

    private void walk(JsonNode node, TextPath path, String pattern, @CheckForNull FieldKind kind) {
        if (node instanceof ObjectNode object) {
            for (Map.Entry<String, JsonNode> member : object.properties()) {
                String key = member.getKey();
                if (key.contains("{{")) {
                    problems.add(tree.error(path.child(key), TemplateMessages.PLACEHOLDER_IN_KEY)
                            .getMessage());
                }
                boolean mayBeEmpty = key.equals("value") || model.kind(pattern, key) != FieldKind.STRING;
                if (isEmpty(member.getValue()) && !mayBeEmpty) {
                    add(path.child(key), TemplateMessages.EMPTY_VALUE);
                }
                FieldKind inner = kind == FieldKind.STRING_MAP ? FieldKind.STRING : model.kind(pattern, key);
                walk(member.getValue(), path.child(key), ApiModel.child(pattern, key), inner);
            }
        } else if (node.isArray()) {
            FieldKind item = kind != null && kind.isList() ? kind.item() : null;
            for (int i = 0; i < node.size(); i++) {
                if (isEmpty(node.get(i)) && NAMES.contains(pattern.substring(pattern.lastIndexOf('.') + 1))) {
                    add(path.item(i), TemplateMessages.EMPTY_VALUE);
                }
                walk(node.get(i), path.item(i), pattern, item);
            }
        } else if (node.isTextual()) {
            text(node.textValue(), path, kind);
        }
    }

    private static boolean isEmpty(JsonNode value) {
        return value.isTextual() && value.textValue().isBlank();
    }

    private void text(String text, TextPath path, @CheckForNull FieldKind kind) {
        Placeholder.malformed(text).ifPresent(mark -> add(path, TemplateMessages.malformed(mark)));
        boolean isWhole = Placeholder.whole(text) != null;
        for (Placeholder each : Placeholder.in(text)) {
            Parameter parameter = parameters.get(each.name());
            used.add(each.name());
            if (parameter != null) {
                fits(each, parameter, isWhole, path, kind);
            } else if (BuiltIn.of(each.name()).isEmpty() || !each.member().isEmpty()) {
                add(path, TemplateMessages.noParameter(each.label(), parameters.keySet(), BuiltIn.words()));
            }
        }
    }

    private void fits(
            Placeholder placeholder,
            Parameter parameter,
            boolean isWhole,
            TextPath path,
            @CheckForNull FieldKind kind) {
        ParameterType type = parameter.type();
        if (type == ParameterType.SIZE && !SIZE_MEMBERS.contains(placeholder.member())) {
            add(path, TemplateMessages.sizeMember(parameter.name()));
        } else if (type != ParameterType.SIZE && !placeholder.member().isEmpty()) {
            add(path, TemplateMessages.noMember(placeholder.label(), type));
        }
        boolean isTree = type == ParameterType.LIST || type == ParameterType.MAP;
        if (!isWhole && isTree) {
            add(path, TemplateMessages.treeWithinText(parameter.name(), type));
        } else if (type == ParameterType.MAP && kind != FieldKind.STRING_MAP) {
            add(path, TemplateMessages.MAP_ELSEWHERE);
        } else if (type == ParameterType.LIST && kind != FieldKind.STRINGS && kind != FieldKind.INTEGERS) {
            add(path, TemplateMessages.LIST_ELSEWHERE);
        }
        if (!isWhole && parameter.optional()) {
            add(path, TemplateMessages.optionalWithinText(parameter.name()));
        }
    }

    private void add(TextPath path, String problem) {
        problems.add(tree.error(path, problem).getMessage());
    }
}
