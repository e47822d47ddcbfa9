package io.jenkins.plugins.ecs.sandbox;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * A service of AWS as the sandbox speaks it.
 *
 * @param iam what stands before the colon in IAM actions
 * @param target the prefix of {@code X-Amz-Target}; null for services without JSON
 * @param version the {@code DisplayVersion} of Query requests; null for services without Query
 * @param namespace of Query answers
 */
record Api(String iam, String target, String version, String namespace, Map<String, Operation> operations) {

    static Api json(String iam, String target, Consumer<Map<String, Operation>> operations) {
        return of(iam, target, null, null, operations);
    }

    static Api query(String iam, String version, String namespace, Consumer<Map<String, Operation>> operations) {
        return of(iam, null, version, namespace, operations);
    }

    static Api of(
            String iam, String target, String version, String namespace, Consumer<Map<String, Operation>> operations) {
        Map<String, Operation> all = new HashMap<>();
        operations.accept(all);
        return new Api(iam, target, version, namespace, all);
    }

    Operation find(String name, boolean query) {
        Operation operation = operations.get(name);
        if (operation == null) {
            throw query
                    ? new AwsError(400, "InvalidAction", "Could not find operation " + name + " for version " + version)
                    : AwsError.unknownOperation();
        }
        return operation;
    }
}
