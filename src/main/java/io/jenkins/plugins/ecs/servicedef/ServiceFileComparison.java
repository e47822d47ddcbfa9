package io.jenkins.plugins.ecs.servicedef;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.taskdef.Difference;
import io.jenkins.plugins.ecs.taskdef.NotesInText;
import io.jenkins.plugins.ecs.taskdef.SourceMappedTree;
import io.jenkins.plugins.ecs.taskdef.TypedFields;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Compares two files of a service. Look-ups in them are compared as they are written. */
public final class ServiceFileComparison {

    private ServiceFileComparison() {}

    /**
     * All places where they differ, with values that may be secret masked; other spellings of the same value are no
     * difference.
     *
     * @throws io.jenkins.plugins.ecs.taskdef.TaskDefinitionException if one of them cannot be read
     */
    @NonNull
    public static List<Difference> differences(@NonNull String before, @NonNull String after) {
        ObjectNode was = members(before);
        ObjectNode is = members(after);
        Set<String> names = new LinkedHashSet<>();
        was.fieldNames().forEachRemaining(names::add);
        is.fieldNames().forEachRemaining(names::add);
        List<Difference> differences = new ArrayList<>();
        for (String name : names) {
            differences.addAll(ServiceDifferences.of(canonical(was, name), canonical(is, name), name));
        }
        return differences;
    }

    private static ObjectNode members(String text) {
        SourceMappedTree tree = ServiceText.tree(text);
        NotesInText.drop(tree, ServiceModel.MODEL);
        // A look-up has no type yet: it stays a text.
        TypedFields.apply(tree, ServiceModel.MODEL);
        ObjectNode members = (ObjectNode) tree.root();
        members.remove(ServiceModel.READ_ONLY);
        return members;
    }

    private static JsonNode canonical(ObjectNode service, String member) {
        boolean daemon = service.path("schedulingStrategy").asText().equals("DAEMON");
        JsonNode value = service.get(member);
        return value == null || value.isNull() ? null : new CanonicalService(daemon).of(value, member);
    }
}
