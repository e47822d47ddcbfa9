package io.jenkins.plugins.ecs.aws.services;

import io.jenkins.plugins.ecs.aws.AwsFailure;
import io.jenkins.plugins.ecs.aws.AwsService;
import io.jenkins.plugins.ecs.aws.transport.SdkClients;
import java.util.Optional;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.DescribeSecretResponse;

/** {@link SecretsApi} over the SDK's client. */
public final class SecretsSdkApi implements SecretsApi {

    private final SecretsManagerClient secrets;

    public SecretsSdkApi(SdkClients clients, String region) {
        secrets = clients.reads(AwsService.SECRETS_MANAGER, region, SecretsManagerClient::builder);
    }

    @Override
    public Optional<SecretInfo> secret(String id) {
        try {
            DescribeSecretResponse found = secrets.describeSecret(request -> request.secretId(id));
            return Optional.of(new SecretInfo(found.arn(), found.name(), found.deletedDate() != null));
        } catch (AwsFailure failure) {
            if ("ResourceNotFoundException".equals(failure.code())) {
                return Optional.empty();
            }
            throw failure;
        }
    }
}
