package io.jenkins.plugins.ecs.aws.services;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.ecs.aws.AwsFailure;
import io.jenkins.plugins.ecs.aws.AwsMessages;
import io.jenkins.plugins.ecs.aws.AwsService;
import io.jenkins.plugins.ecs.aws.transport.SdkClients;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.Role;

/** {@link IamApi} over the SDK's client. */
public final class IamSdkApi implements IamApi {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final IamClient iam;

    public IamSdkApi(SdkClients clients, String region) {
        iam = clients.reads(AwsService.IAM, region, IamClient::builder);
    }

    @Override
    public Optional<JsonNode> trust(String name) {
        try {
            Role role = iam.getRole(request -> request.roleName(name)).role();
            if (role == null) {
                throw new AwsFailure(AwsFailure.Kind.LOST, "iam", "GetRole", null, AwsMessages.missing("Role"), null);
            }
            String document = role.assumeRolePolicyDocument();
            // The document is percent-encoded.
            return Optional.of(
                    JSON.readTree(document == null ? "{}" : URLDecoder.decode(document, StandardCharsets.UTF_8)));
        } catch (AwsFailure failure) {
            if ("NoSuchEntity".equals(failure.code())) {
                return Optional.empty();
            }
            throw failure;
        } catch (JsonProcessingException | IllegalArgumentException e) {
            throw new AwsFailure(
                    AwsFailure.Kind.LOST, "iam", "GetRole", null, AwsMessages.TRUST_POLICY_NOT_READABLE, null);
        }
    }
}
