package io.jenkins.plugins.ecs.aws;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** {@link EcrApi} over an {@link AwsCall} of the JSON API. */
public final class EcrJsonApi implements EcrApi {

    private static final Set<String> NOT_THERE = Set.of("ImageNotFoundException", "RepositoryNotFoundException");

    /** Tells of a single image's configuration; its failure says nothing of the image. */
    public static final String READ_CONFIGURATION = "GetDownloadUrlForLayer";

    /** Loads what an address leads to. */
    @FunctionalInterface
    interface Blobs {
        byte[] get(URI address) throws IOException;
    }

    private final AwsCall ecr;
    private final Blobs blobs;

    EcrJsonApi(AwsCall ecr, Blobs blobs) {
        this.ecr = ecr;
        this.blobs = blobs;
    }

    @Override
    public Optional<EcrImage> image(String registryId, String repository, String tagOrDigest) {
        ObjectNode input = input(registryId, repository, tagOrDigest);
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

    @Override
    public Optional<Boolean> isPulledThrough(String registryId, String repository) {
        ObjectNode input = JsonNodeFactory.instance.objectNode();
        if (registryId != null) {
            input.put("registryId", registryId);
        }
        try {
            for (JsonNode rule :
                    ecr.call("DescribePullThroughCacheRules", input).path("pullThroughCacheRules")) {
                String prefix = rule.path("ecrRepositoryPrefix").asText();
                if (prefix.equals("ROOT") || repository.startsWith(prefix + "/")) {
                    return Optional.of(true);
                }
            }
            return Optional.of(false);
        } catch (AwsFailure failure) {
            if (failure.isPassing()) {
                throw failure;
            }
            return Optional.empty();
        }
    }

    private static ObjectNode input(String registryId, String repository, String tagOrDigest) {
        ObjectNode input = JsonNodeFactory.instance.objectNode().put("repositoryName", repository);
        if (registryId != null) {
            input.put("registryId", registryId);
        }
        input.putArray("imageIds")
                .addObject()
                .put(tagOrDigest.startsWith("sha256:") ? "imageDigest" : "imageTag", tagOrDigest);
        return input;
    }

    @Override
    public Set<String> architectures(String registryId, String repository, String tagOrDigest) {
        ObjectNode input = input(registryId, repository, tagOrDigest);
        input.putArray("acceptedMediaTypes")
                .add("application/vnd.oci.image.index.v1+json")
                .add("application/vnd.docker.distribution.manifest.list.v2+json")
                .add("application/vnd.oci.image.manifest.v1+json")
                .add("application/vnd.docker.distribution.manifest.v2+json");
        Set<String> architectures = new TreeSet<>();
        try {
            JsonNode manifest = new ObjectMapper()
                    .readTree(ecr.call("BatchGetImage", input)
                            .at("/images/0/imageManifest")
                            .asText("{}"));
            for (JsonNode each : manifest.path("manifests")) {
                String architecture = each.at("/platform/architecture").asText("unknown");
                // Attestations are among them, for no platform at all.
                if (!architecture.equals("unknown")) {
                    architectures.add(architecture);
                }
            }
            String configuration = manifest.at("/config/digest").asText("");
            if (!configuration.isEmpty()) {
                String architecture = configuration(registryId, repository, configuration)
                        .path("architecture")
                        .asText("");
                return architecture.isEmpty() ? Set.of() : Set.of(architecture);
            }
        } catch (JsonProcessingException e) {
            throw new AwsFailure(
                    AwsFailure.Kind.LOST, "ecr", "BatchGetImage", null, "the manifest is not readable JSON", null);
        }
        return architectures;
    }

    private JsonNode configuration(String registryId, String repository, String digest) {
        ObjectNode input = JsonNodeFactory.instance
                .objectNode()
                .put("repositoryName", repository)
                .put("layerDigest", digest);
        if (registryId != null) {
            input.put("registryId", registryId);
        }
        String address = ecr.call(READ_CONFIGURATION, input).path("downloadUrl").asText();
        try {
            return new ObjectMapper().readTree(blobs.get(URI.create(address)));
        } catch (IOException | IllegalArgumentException e) {
            // Networks without a way to Amazon S3 are common, so this does not pass by waiting.
            String why = e instanceof JsonProcessingException ? "it is not readable JSON" : e.getMessage();
            throw new AwsFailure(AwsFailure.Kind.INVALID, "ecr", READ_CONFIGURATION, null, why, e);
        }
    }

    private static EcrImage image(JsonNode found) {
        return new EcrImage(found.path("imageDigest").asText(""));
    }
}
