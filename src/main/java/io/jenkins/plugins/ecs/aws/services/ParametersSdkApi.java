package io.jenkins.plugins.ecs.aws.services;

import io.jenkins.plugins.ecs.aws.AwsService;
import io.jenkins.plugins.ecs.aws.transport.SdkClients;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.ssm.SsmClient;

/** {@link ParametersApi} over the SDK's client. */
public final class ParametersSdkApi implements ParametersApi {

    private final SsmClient ssm;

    public ParametersSdkApi(SdkClients clients, String region) {
        ssm = clients.reads(AwsService.SYSTEMS_MANAGER, region, SsmClient::builder);
    }

    @Override
    public boolean hasParameter(String name) {
        return !ssm.describeParameters(request -> request.parameterFilters(
                        filter -> filter.key("Name").option("Equals").values(name)))
                .parameters()
                .isEmpty();
    }

    @Override
    public Map<String, Parameter> parameters(List<String> names) {
        Map<String, Parameter> found = new HashMap<>();
        ssm.getParameters(request -> request.names(names).withDecryption(false))
                .parameters()
                .forEach(each -> {
                    String type = each.typeAsString();
                    boolean isEncrypted = "SecureString".equals(type);
                    Parameter parameter = new Parameter(
                            each.arn(),
                            isEncrypted ? null : each.value(),
                            "StringList".equals(type),
                            each.version() == null ? 0 : each.version());
                    String selector = each.selector() == null ? "" : each.selector();
                    for (String name : names) {
                        if (name.equals(each.name() + selector) || name.equals(each.arn() + selector)) {
                            found.put(name, parameter);
                        }
                    }
                });
        return found;
    }
}
