package io.jenkins.plugins.ecs.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecs.sandbox.Operation.Context;
import java.util.Map;

/** Namespaces of AWS Cloud Map. Each name has one, whose id {@link ServiceForm} makes of it. */
final class NamespaceOperations {

    private static final String PREFIX = "ns-";

    private NamespaceOperations() {}

    static void addTo(Map<String, Operation> operations) {
        operations.put("GetNamespace", NamespaceOperations::get);
    }

    private static ObjectNode get(Input input, Context context) {
        String id = input.text("Id", "");
        if (!id.startsWith(PREFIX)) {
            throw new AwsError(400, "NamespaceNotFound", "No namespace with id " + id);
        }
        ObjectNode answer = Json.object();
        answer.putObject("Namespace")
                .put("Id", id)
                .put("Arn", "arn:aws:servicediscovery:eu-central-1:123456789012:namespace/" + id)
                .put("Name", id.substring(PREFIX.length()))
                .put("Type", "HTTP");
        return answer;
    }
}
