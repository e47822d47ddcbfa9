package io.jenkins.plugins.ecs.servicedef;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecs.taskdef.SourceMappedTree;
import io.jenkins.plugins.ecs.taskdef.TextPath;

/** A text may hold the answer of {@code DescribeServices} or {@code CreateService}; then the service is in it. */
final class ServiceWrapper {

    private static final String LIST = "services";
    private static final String ONE = "service";

    private ServiceWrapper() {}

    static SourceMappedTree unwrap(SourceMappedTree tree) {
        JsonNode root = tree.root();
        if (!root.isObject()) {
            throw tree.error(TextPath.TOP, root.isArray() ? ServiceMessages.IS_LIST : ServiceMessages.IS_VALUE);
        }
        if (root.path(ONE).isObject()) {
            return answered(tree.under(ONE));
        }
        if (!root.path(LIST).isArray()) {
            return tree;
        }
        if (root.path(LIST).size() != 1 || !root.path(LIST).get(0).isObject()) {
            throw tree.error(
                    TextPath.TOP.child(LIST),
                    ServiceMessages.manyServices(root.path(LIST).size()));
        }
        return answered(tree.under(LIST).first());
    }

    /** In an answer, null is what the service does not have. */
    private static SourceMappedTree answered(SourceMappedTree service) {
        ((ObjectNode) service.root())
                .properties()
                .removeIf(field -> field.getValue().isNull());
        return service;
    }
}
