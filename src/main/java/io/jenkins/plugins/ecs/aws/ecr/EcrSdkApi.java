package io.jenkins.plugins.ecs.aws.ecr;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.ecs.aws.AwsFailure;
import io.jenkins.plugins.ecs.aws.AwsMessages;
import io.jenkins.plugins.ecs.aws.AwsService;
import io.jenkins.plugins.ecs.aws.Listing;
import io.jenkins.plugins.ecs.aws.transport.SdkClients;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecr.model.DescribeImagesResponse;
import software.amazon.awssdk.services.ecr.model.ImageDetail;
import software.amazon.awssdk.services.ecr.model.ImageIdentifier;
import software.amazon.awssdk.services.ecr.model.PullThroughCacheRule;
import software.amazon.awssdk.services.ecr.model.TagStatus;

/** {@link EcrApi} over the SDK's client. */
public final class EcrSdkApi implements EcrApi {

    private static final int PAGE = 1000;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> NOT_THERE = Set.of("ImageNotFoundException", "RepositoryNotFoundException");

    private static final String[] MEDIA_TYPES = {
        "application/vnd.oci.image.index.v1+json",
        "application/vnd.docker.distribution.manifest.list.v2+json",
        "application/vnd.oci.image.manifest.v1+json",
        "application/vnd.docker.distribution.manifest.v2+json"
    };

    /** Loads the content of a URL. */
    @FunctionalInterface
    public interface Blobs {
        byte[] get(URI address) throws IOException;
    }

    private final EcrClient ecr;
    private final Blobs blobs;

    public EcrSdkApi(SdkClients clients, String region, Blobs blobs) {
        ecr = clients.reads(AwsService.ECR, region, EcrClient::builder);
        this.blobs = blobs;
    }

    @Override
    public Optional<EcrImage> image(String registryId, String repository, String tagOrDigest) {
        try {
            return ecr
                    .describeImages(request -> request.registryId(registryId)
                            .repositoryName(repository)
                            .imageIds(id(tagOrDigest)))
                    .imageDetails()
                    .stream()
                    .findFirst()
                    .map(found -> new EcrImage(found.imageDigest() == null ? "" : found.imageDigest()));
        } catch (AwsFailure failure) {
            if (isNotThere(failure)) {
                return Optional.empty();
            }
            throw failure;
        }
    }

    private static boolean isNotThere(AwsFailure failure) {
        return failure.code() != null && NOT_THERE.contains(failure.code());
    }

    @Override
    public Listing<TaggedImage> tagged(String registryId, String repository, int pages) {
        List<TaggedImage> found = new ArrayList<>();
        String token = null;
        try {
            for (int page = 0; page < pages; page++) {
                String next = token;
                DescribeImagesResponse answer = ecr.describeImages(request -> request.registryId(registryId)
                        .repositoryName(repository)
                        .filter(only -> only.tagStatus(TagStatus.TAGGED))
                        .maxResults(PAGE)
                        .nextToken(next));
                answer.imageDetails().forEach(each -> found.add(tagged(each)));
                token = answer.nextToken();
                if (token == null || token.isEmpty()) {
                    return new Listing<>(found, true);
                }
            }
        } catch (AwsFailure failure) {
            if (isNotThere(failure)) {
                return new Listing<>(List.of(), true);
            }
            throw failure;
        }
        return new Listing<>(found, false);
    }

    private static TaggedImage tagged(ImageDetail image) {
        return new TaggedImage(
                List.copyOf(image.imageTags()),
                image.imageDigest() == null ? "" : image.imageDigest(),
                image.imagePushedAt() == null ? 0 : image.imagePushedAt().toEpochMilli());
    }

    private static Consumer<ImageIdentifier.Builder> id(String tagOrDigest) {
        return id -> {
            if (tagOrDigest.startsWith("sha256:")) {
                id.imageDigest(tagOrDigest);
            } else {
                id.imageTag(tagOrDigest);
            }
        };
    }

    @Override
    public Optional<Boolean> isPulledThrough(String registryId, String repository) {
        List<PullThroughCacheRule> rules;
        try {
            rules = ecr.describePullThroughCacheRules(request -> request.registryId(registryId))
                    .pullThroughCacheRules();
        } catch (AwsFailure failure) {
            if (failure.isPassing()) {
                throw failure;
            }
            return Optional.empty();
        }
        return Optional.of(rules.stream()
                .map(PullThroughCacheRule::ecrRepositoryPrefix)
                .anyMatch(prefix -> "ROOT".equals(prefix) || repository.startsWith(prefix + "/")));
    }

    @Override
    public Set<String> architectures(String registryId, String repository, String tagOrDigest) {
        JsonNode manifest;
        try {
            manifest = JSON.readTree(ecr
                    .batchGetImage(request -> request.registryId(registryId)
                            .repositoryName(repository)
                            .imageIds(id(tagOrDigest))
                            .acceptedMediaTypes(MEDIA_TYPES))
                    .images()
                    .stream()
                    .findFirst()
                    .map(image -> image.imageManifest())
                    .orElse("{}"));
        } catch (JsonProcessingException e) {
            throw new AwsFailure(
                    AwsFailure.Kind.LOST, "ecr", "BatchGetImage", null, AwsMessages.MANIFEST_NOT_JSON, null);
        }
        Set<String> architectures = new TreeSet<>();
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
        return architectures;
    }

    private JsonNode configuration(String registryId, String repository, String digest) {
        String address = ecr.getDownloadUrlForLayer(request -> request.registryId(registryId)
                        .repositoryName(repository)
                        .layerDigest(digest))
                .downloadUrl();
        try {
            return JSON.readTree(blobs.get(URI.create(String.valueOf(address))));
        } catch (IOException | IllegalArgumentException e) {
            // Networks without a route to Amazon S3 are common, so a retry does not help.
            String why = e instanceof JsonProcessingException ? AwsMessages.NOT_JSON : e.getMessage();
            throw new AwsFailure(AwsFailure.Kind.INVALID, "ecr", READ_CONFIGURATION, null, why, e);
        }
    }
}
