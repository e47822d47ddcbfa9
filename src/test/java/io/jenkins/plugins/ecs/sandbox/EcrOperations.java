package io.jenkins.plugins.ecs.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecs.sandbox.Operation.Context;
import java.util.List;
import java.util.Map;

/**
 * Amazon ECR as far as images are looked up. Every image is there, unless it was {@linkplain Images#remove removed} or its
 * scenario is that it is not found.
 */
final class EcrOperations {

    private EcrOperations() {}

    static void addTo(Map<String, Operation> operations) {
        operations.put("DescribeImages", EcrOperations::describe);
        operations.put("BatchGetImage", EcrOperations::get);
        operations.put("GetDownloadUrlForLayer", EcrOperations::download);
        operations.put("DescribePullThroughCacheRules", EcrOperations::cacheRules);
    }

    /** Each registry has one for Docker Hub, as in AWS's own examples. */
    private static ObjectNode cacheRules(Input input, Context context) {
        ObjectNode answer = Json.object();
        answer.putArray("pullThroughCacheRules")
                .addObject()
                .put("ecrRepositoryPrefix", "docker-hub")
                .put("upstreamRegistryUrl", "registry-1.docker.io")
                .put("registryId", registry(input, context));
        return answer;
    }

    private static ObjectNode describe(Input input, Context context) {
        if (!input.has("imageIds")) {
            return list(input, context);
        }
        if (input.has("maxResults") || input.has("nextToken")) {
            throw AwsError.invalid("maxResults and nextToken cannot be used with imageIds");
        }
        ObjectNode answer = Json.object();
        ArrayNode images = answer.putArray("imageDetails");
        for (JsonNode id : input.get("imageIds")) {
            String reference = reference(input, context, id);
            if (isGone(reference, context)) {
                throw new AwsError(
                        400,
                        "ImageNotFoundException",
                        "The image with imageId {imageDigest:'"
                                + id.path("imageDigest").asText("null")
                                + "', imageTag:'" + id.path("imageTag").asText("null")
                                + "'} does not exist within the repository with name '" + repository(input)
                                + "' in the registry with id '" + registry(input, context) + "'");
            }
            ObjectNode image = images.addObject()
                    .put("registryId", registry(input, context))
                    .put("repositoryName", repository(input))
                    .put("imageDigest", context.region().world.images.digest(reference));
            if (id.has("imageTag")) {
                image.putArray("imageTags").add(id.path("imageTag").asText());
            }
            image.put("imagePushedAt", Json.time(context.asOf().minusSeconds(3600)));
        }
        return answer;
    }

    /** All images of a repository, or those with or without a tag. AWS promises no order. */
    private static ObjectNode list(Input input, Context context) {
        List<Images.Pushed> all = context.region()
                .world
                .images
                .listing(image(input, context))
                .orElseThrow(() -> new AwsError(
                        400,
                        "RepositoryNotFoundException",
                        "The repository with name '" + repository(input) + "' does not exist in the registry with id '"
                                + registry(input, context) + "'"));
        String status = input.get("filter").path("tagStatus").asText("ANY");
        List<ObjectNode> details = all.stream()
                .filter(each -> status.equals("ANY")
                        || status.equals("TAGGED") != each.tags().isEmpty())
                .map(each -> {
                    ObjectNode detail = Json.object()
                            .put("registryId", registry(input, context))
                            .put("repositoryName", repository(input))
                            .put("imageDigest", each.digest());
                    if (!each.tags().isEmpty()) {
                        each.tags().forEach(detail.putArray("imageTags")::add);
                    }
                    return detail.put("imagePushedAt", Json.time(each.at()));
                })
                .toList();
        return Pages.of(input, "imageDetails", details, 100, 1000);
    }

    private static ObjectNode get(Input input, Context context) {
        ObjectNode answer = Json.object();
        ArrayNode images = answer.putArray("images");
        ArrayNode failures = answer.putArray("failures");
        for (JsonNode id : input.get("imageIds")) {
            String reference = reference(input, context, id);
            if (isGone(reference, context)) {
                ObjectNode failure = failures.addObject()
                        .put("failureCode", "ImageNotFound")
                        .put("failureReason", "Requested image not found");
                failure.set("imageId", id);
            } else {
                ObjectNode image = images.addObject()
                        .put("registryId", registry(input, context))
                        .put("repositoryName", repository(input))
                        .put("imageManifestMediaType", "application/vnd.oci.image.manifest.v1+json");
                ObjectNode imageId = image.putObject("imageId");
                imageId.put("imageDigest", context.region().world.images.digest(reference));
                Json.copy(id, imageId, "imageTag");
                image.put("imageManifest", manifest(reference, context.region().world.images));
            }
        }
        return answer;
    }

    private static String manifest(String reference, Images images) {
        ObjectNode manifest = Json.object().put("schemaVersion", 2);
        List<String> architectures = images.architectures(reference);
        if (architectures.isEmpty()) {
            manifest.putObject("config")
                    .put("mediaType", "application/vnd.oci.image.config.v1+json")
                    .put("digest", images.configuration(reference));
        } else {
            ArrayNode manifests = manifest.putArray("manifests");
            architectures.forEach(each -> manifests
                    .addObject()
                    .putObject("platform")
                    .put("architecture", each)
                    .put("os", "linux"));
        }
        return manifest.toString();
    }

    /** Of a configuration as well, which the manifest refers to as it does to layers. */
    private static ObjectNode download(Input input, Context context) {
        String digest = input.required("layerDigest", "layerDigest must not be empty");
        if (context.region().world.images.blob(digest).isEmpty()) {
            throw new AwsError(
                    400,
                    "LayersNotFoundException",
                    "The layer with digest '" + digest + "' does not exist within the repository with name '"
                            + repository(input) + "' in the registry with id '" + registry(input, context) + "'");
        }
        return Json.object()
                .put("layerDigest", digest)
                .put(
                        "downloadUrl",
                        context.region().world.address.get() + Endpoint.BLOBS + digest + "?X-Amz-Expires=3600");
    }

    private static boolean isGone(String reference, Context context) {
        World world = context.region().world;
        return world.images.isGone(reference) || world.scenarios.of(reference) == Scenario.IMAGE_NOT_FOUND;
    }

    private static String repository(Input input) {
        return input.required("repositoryName", "repositoryName must not be empty");
    }

    private static String registry(Input input, Context context) {
        return input.text("registryId", context.caller().account());
    }

    /** Without tag and digest. */
    private static String image(Input input, Context context) {
        return context.region().arns.registry(registry(input, context)) + "/" + repository(input);
    }

    private static String reference(Input input, Context context, JsonNode id) {
        String image = image(input, context);
        return id.has("imageDigest")
                ? image + "@" + id.path("imageDigest").asText()
                : image + ":" + id.path("imageTag").asText("latest");
    }
}
