package io.jenkins.plugins.ecs.aws;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** {@link IamApi} over an {@link AwsCall} of the Query API. */
final class IamQueryApi implements IamApi {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final AwsCall iam;

    IamQueryApi(AwsCall iam) {
        this.iam = iam;
    }

    @Override
    public Optional<JsonNode> trust(String name) {
        try {
            JsonNode role = iam.call(
                            "GetRole", JsonNodeFactory.instance.objectNode().put("RoleName", name))
                    .path("Role");
            // The document is percent-encoded.
            String document =
                    URLDecoder.decode(role.path("AssumeRolePolicyDocument").asText("{}"), StandardCharsets.UTF_8);
            return Optional.of(JSON.readTree(document));
        } catch (AwsFailure failure) {
            if ("NoSuchEntity".equals(failure.code())) {
                return Optional.empty();
            }
            throw failure;
        } catch (JsonProcessingException | IllegalArgumentException e) {
            throw new AwsFailure(
                    AwsFailure.Kind.LOST, "iam", "GetRole", null, "the role's trust policy is not readable", null);
        }
    }
}
