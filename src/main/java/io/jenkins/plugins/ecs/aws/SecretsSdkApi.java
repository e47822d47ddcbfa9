package io.jenkins.plugins.ecs.aws;

import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/** {@link SecretsApi} over the SDK's client. */
final class SecretsSdkApi implements SecretsApi {

    private final SecretsManagerClient secrets;

    SecretsSdkApi(SdkClients clients, String region) {
        secrets = clients.reads(AwsService.SECRETS_MANAGER, region, SecretsManagerClient::builder);
    }

    @Override
    public boolean hasSecret(String arn) {
        try {
            return secrets.describeSecret(request -> request.secretId(arn)).deletedDate() == null;
        } catch (AwsFailure failure) {
            if ("ResourceNotFoundException".equals(failure.code())) {
                return false;
            }
            throw failure;
        }
    }
}
