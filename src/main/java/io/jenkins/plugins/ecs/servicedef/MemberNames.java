package io.jenkins.plugins.ecs.servicedef;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecs.taskdef.ApiModel;
import io.jenkins.plugins.ecs.taskdef.FieldKind;
import io.jenkins.plugins.ecs.taskdef.SimilarName;
import io.jenkins.plugins.ecs.taskdef.SourceMappedTree;
import io.jenkins.plugins.ecs.taskdef.TaskDefinitionException;
import io.jenkins.plugins.ecs.taskdef.TextPath;
import io.jenkins.plugins.ecs.text.PlainText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Members that a service does not have, with the nearest one that it has. ECS ignores them, so a service would never get
 * what its file says. They are removed from the tree, so that each is reported once.
 */
final class MemberNames {

    private final SourceMappedTree tree;
    private final List<TaskDefinitionException> problems = new ArrayList<>();

    private MemberNames(SourceMappedTree tree) {
        this.tree = tree;
    }

    static List<TaskDefinitionException> wrong(SourceMappedTree tree) {
        MemberNames names = new MemberNames(tree);
        names.collect(tree.root(), "", TextPath.TOP);
        return names.problems;
    }

    private void collect(JsonNode node, String parent, TextPath path) {
        if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                collect(node.get(i), parent, path.item(i));
            }
        }
        if (!(node instanceof ObjectNode object)) {
            return;
        }
        List<String> unknown = new ArrayList<>();
        for (Map.Entry<String, JsonNode> field : object.properties()) {
            String name = field.getKey();
            FieldKind kind = ServiceModel.MODEL.kind(parent, name);
            Optional<String> problem = parent.isEmpty() ? ofStep(name) : Optional.empty();
            if (problem.isPresent() || kind == null) {
                unknown.add(name);
                problems.add(tree.error(path.child(name), problem.orElseGet(() -> message(parent, name))));
            } else if (kind == FieldKind.OBJECT || kind == FieldKind.OBJECTS) {
                collect(field.getValue(), ApiModel.child(parent, name), path.child(name));
            }
        }
        object.remove(unknown);
    }

    /** Members of the two operations that belong to one call, not to the service. */
    private static Optional<String> ofStep(String name) {
        return switch (name) {
            case "forceNewDeployment" -> Optional.of(ServiceMessages.FORCE_IS_OF_STEP);
            case "clientToken" -> Optional.of(ServiceMessages.TOKEN_IS_OF_STEP);
            default -> Optional.empty();
        };
    }

    private static String message(String parent, String name) {
        String shown = PlainText.line(TextPath.cut(name, 100));
        Optional<String> foreign = ForeignSpelling.of(parent, name);
        if (foreign.isPresent()) {
            return foreign.get();
        }
        Optional<String> similar = ServiceModel.MODEL.fields(parent).stream()
                .filter(known -> SimilarName.is(known, name))
                .findFirst();
        if (similar.isPresent()) {
            return ServiceMessages.similar(shown, similar.get());
        }
        return ServiceModel.MODEL
                .nearest(parent, name)
                .map(place -> ServiceMessages.elsewhere(shown, place))
                .orElseGet(() -> ServiceMessages.unknown(shown));
    }
}
