package io.jenkins.plugins.ecs.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** {@link EcrApi} over an {@link AwsCall} of the JSON API. */
public final class EcrJsonApi implements EcrApi {

    private static final Set<String> NOT_THERE = Set.of("ImageNotFoundException", "RepositoryNotFoundException");

    private final AwsCall ecr;

    public EcrJsonApi(AwsCall ecr) {
        this.ecr = ecr;
    }

    @Override
    public Optional<EcrImage> image(String registryId, String repository, String tagOrDigest) {
        ObjectNode input = JsonNodeFactory.instance.objectNode().put("repositoryName", repository);
        if (registryId != null) {
            input.put("registryId", registryId);
        }
        input.putArray("imageIds")
                .addObject()
                .put(tagOrDigest.startsWith("sha256:") ? "imageDigest" : "imageTag", tagOrDigest);
        try {
            JsonNode found =
                    ecr.call("DescribeImages", input).path("imageDetails").path(0);
            return found.isObject() ? Optional.of(image(found)) : Optional.empty();
        } catch (AwsFailure failure) {
            if (failure.code() != null && NOT_THERE.contains(failure.code())) {
                return Optional.empty();
            }
            throw failure;
        }
    }

    private static EcrImage image(JsonNode found) {
        List<String> tags = new ArrayList<>();
        found.path("imageTags").forEach(tag -> tags.add(tag.asText()));
        return new EcrImage(
                found.path("imageDigest").asText(""),
                tags,
                Math.round(found.path("imagePushedAt").asDouble() * 1000));
    }
}
