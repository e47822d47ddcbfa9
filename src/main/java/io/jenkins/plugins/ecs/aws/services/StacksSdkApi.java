package io.jenkins.plugins.ecs.aws.services;

import io.jenkins.plugins.ecs.aws.AwsFailure;
import io.jenkins.plugins.ecs.aws.AwsService;
import io.jenkins.plugins.ecs.aws.transport.SdkClients;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;

/** {@link StacksApi} over the SDK's client. */
public final class StacksSdkApi implements StacksApi {

    private final CloudFormationClient cloudFormation;

    public StacksSdkApi(SdkClients clients, String region) {
        cloudFormation = clients.reads(AwsService.CLOUD_FORMATION, region, CloudFormationClient::builder);
    }

    @Override
    public Optional<Stack> stack(String stack) {
        if (stack.isBlank()) {
            return Optional.empty();
        }
        try {
            return cloudFormation.describeStacks(request -> request.stackName(stack)).stacks().stream()
                    .findFirst()
                    .map(found -> {
                        Map<String, String> outputs = new TreeMap<>();
                        found.outputs().forEach(output -> outputs.put(output.outputKey(), output.outputValue()));
                        return new Stack(found.stackStatusAsString(), outputs);
                    });
        } catch (AwsFailure failure) {
            // ValidationError: Stack with id … does not exist
            if ("ValidationError".equals(failure.code()) && failure.awsMessage().contains("does not exist")) {
                return Optional.empty();
            }
            throw failure;
        }
    }
}
