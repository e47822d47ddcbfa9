package io.jenkins.plugins.ecs.aws.services;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.jenkins.plugins.ecs.aws.AwsCall;
import io.jenkins.plugins.ecs.aws.AwsFailure;
import java.util.OptionalDouble;

/** {@link QuotasApi} over an {@link AwsCall} of the JSON API. */
public final class QuotasJsonApi implements QuotasApi {

    private final AwsCall quotas;

    public QuotasJsonApi(AwsCall quotas) {
        this.quotas = quotas;
    }

    @Override
    public OptionalDouble value(String service, String code) {
        try {
            JsonNode value = quotas.call(
                            "GetServiceQuota",
                            JsonNodeFactory.instance
                                    .objectNode()
                                    .put("ServiceCode", service)
                                    .put("QuotaCode", code))
                    .at("/Quota/Value");
            return value.isNumber() ? OptionalDouble.of(value.asDouble()) : OptionalDouble.empty();
        } catch (AwsFailure failure) {
            if ("NoSuchResourceException".equals(failure.code())) {
                return OptionalDouble.empty();
            }
            throw failure;
        }
    }
}
