package io.jenkins.plugins.ecs.servicedef;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.taskdef.SimilarName;
import io.jenkins.plugins.ecs.taskdef.SourceMappedTree;
import io.jenkins.plugins.ecs.taskdef.TaskDefinitionException;
import io.jenkins.plugins.ecs.taskdef.TextPath;
import io.jenkins.plugins.ecs.text.PlainText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** {@code ignore}: what others own. */
public final class OwnMembers {

    private OwnMembers() {}

    /** Takes the list out of the tree. */
    static List<TaskDefinitionException> take(SourceMappedTree tree, Set<String> ignored) {
        JsonNode list = ((ObjectNode) tree.root()).remove(ServiceModel.IGNORE);
        TextPath path = TextPath.TOP.child(ServiceModel.IGNORE);
        List<TaskDefinitionException> problems = new ArrayList<>();
        if (list == null || list.isNull()) {
            return problems;
        }
        if (!list.isArray()) {
            problems.add(tree.error(path, ServiceMessages.IGNORE_IS_LIST));
        }
        for (int i = 0; i < list.size(); i++) {
            TextPath item = path.item(i);
            String name = list.get(i).isTextual() ? list.get(i).textValue().strip() : "";
            ignoreProblem(name).map(problem -> tree.error(item, problem)).ifPresent(problems::add);
            ignored.add(name);
        }
        return problems;
    }

    /** What is wrong with one of the names to ignore; empty if nothing is. */
    @NonNull
    public static Optional<String> ignoreProblem(@NonNull String name) {
        int dot = name.lastIndexOf('.');
        String parent = dot < 0 ? "" : name.substring(0, dot);
        String member = name.substring(dot + 1);
        boolean known = ServiceModel.MODEL.kind(parent, member) != null || name.equals(ServiceModel.SCALING);
        if (known) {
            return ServiceAttribute.of(name)
                            .filter(each -> each.effect() == Effect.IDENTITY)
                            .isPresent()
                    ? Optional.of(ServiceMessages.cannotIgnore(name))
                    : Optional.empty();
        }
        Optional<String> similar = ServiceModel.MODEL.fields(parent).stream()
                .filter(each -> SimilarName.is(each, member))
                .map(each -> parent.isEmpty() ? each : parent + "." + each)
                .findFirst();
        return Optional.of(ServiceMessages.unknownToIgnore(
                PlainText.line(TextPath.cut(name, 100)), similar.orElse(null), ServiceAttribute.members()));
    }
}
