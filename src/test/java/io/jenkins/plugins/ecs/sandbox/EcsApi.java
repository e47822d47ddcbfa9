package io.jenkins.plugins.ecs.sandbox;

import java.util.HashMap;
import java.util.Map;

/** The ECS operations that the sandbox knows. */
final class EcsApi {

    private EcsApi() {}

    static void addTo(Map<String, Operation> operations) {
        ClusterOperations.addTo(operations);
        TaskDefinitionOperations.addTo(operations);
        ServiceOperations.addTo(operations);
        ServiceQueries.addTo(operations);
        DeploymentOperations.addTo(operations);
        TaskOperations.addTo(operations);
        Tags.addTo(operations);
    }

    /** Of ECS, and of the services beside it that deployments change. */
    static Operation find(String name) {
        Map<String, Operation> operations = new HashMap<>();
        ElbOperations.addTo(operations);
        CodeDeployOperations.addTo(operations);
        CodeDeployments.addTo(operations);
        ScalingOperations.addTo(operations);
        addTo(operations);
        Operation operation = operations.get(name);
        if (operation == null) {
            throw AwsError.unknownOperation();
        }
        return operation;
    }

    static boolean isRead(String operation) {
        return operation.startsWith("Describe")
                || operation.startsWith("List")
                || operation.startsWith("GetDeployment")
                || operation.startsWith("BatchGetDeployment");
    }
}
