package io.jenkins.plugins.ecs.aws;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** {@link SecretsApi} over an {@link AwsCall} each of the two JSON APIs. */
final class SecretsJsonApi implements SecretsApi {

    private final AwsCall secretsManager;
    private final AwsCall systemsManager;

    SecretsJsonApi(AwsCall secretsManager, AwsCall systemsManager) {
        this.secretsManager = secretsManager;
        this.systemsManager = systemsManager;
    }

    @Override
    public boolean hasSecret(String arn) {
        try {
            return !secretsManager
                    .call(
                            "DescribeSecret",
                            JsonNodeFactory.instance.objectNode().put("SecretId", arn))
                    .hasNonNull("DeletedDate");
        } catch (AwsFailure failure) {
            if ("ResourceNotFoundException".equals(failure.code())) {
                return false;
            }
            throw failure;
        }
    }

    @Override
    public boolean hasParameter(String name) {
        ObjectNode input = JsonNodeFactory.instance.objectNode();
        ObjectNode filter = input.putArray("ParameterFilters").addObject();
        filter.put("Key", "Name").put("Option", "Equals").putArray("Values").add(name);
        return systemsManager
                        .call("DescribeParameters", input)
                        .path("Parameters")
                        .size()
                > 0;
    }
}
