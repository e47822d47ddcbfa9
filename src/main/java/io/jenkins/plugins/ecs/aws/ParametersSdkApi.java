package io.jenkins.plugins.ecs.aws;

import software.amazon.awssdk.services.ssm.SsmClient;

/** {@link ParametersApi} over the SDK's client. */
final class ParametersSdkApi implements ParametersApi {

    private final SsmClient ssm;

    ParametersSdkApi(SdkClients clients, String region) {
        ssm = clients.reads(AwsService.SYSTEMS_MANAGER, region, SsmClient::builder);
    }

    @Override
    public boolean hasParameter(String name) {
        return !ssm.describeParameters(request -> request.parameterFilters(
                        filter -> filter.key("Name").option("Equals").values(name)))
                .parameters()
                .isEmpty();
    }
}
