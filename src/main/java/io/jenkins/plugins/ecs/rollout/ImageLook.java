package io.jenkins.plugins.ecs.rollout;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.ecs.aws.AwsFailure;
import io.jenkins.plugins.ecs.aws.EcrApi;
import io.jenkins.plugins.ecs.aws.EcrImage;
import io.jenkins.plugins.ecs.aws.OtherServices;
import io.jenkins.plugins.ecs.taskdef.ImageReference;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Whether the images of a revision still are what they were when it was good. ECS resolves tags anew with each deployment,
 * also of an old revision. Only Amazon ECR is asked.
 */
final class ImageLook {

    /** What is to be said beforehand; empty where all is well. */
    final List<String> notes = new ArrayList<>();
    /** By container: the image by its digest, where its tag stands for another one by now and the old one is still there. */
    final Map<String, String> pins = new LinkedHashMap<>();

    private final OtherServices others;

    ImageLook(OtherServices others) {
        this.others = others;
    }

    /**
     * @param definition of the revision
     * @param digests by container: what ran when it was good
     */
    ImageLook at(JsonNode definition, Map<String, String> digests) {
        try {
            for (JsonNode container : definition.path("containerDefinitions")) {
                String name = container.path("name").asText("");
                at(name, container.path("image").asText(""), digests.get(name));
            }
        } catch (AwsFailure failure) {
            notes.add("Whether its images still are in the registry is not known: "
                    + (failure.kind() == AwsFailure.Kind.DENIED
                            ? failure.missingPermission() + " is not allowed"
                            : failure.getMessage()));
        }
        return this;
    }

    private void at(String container, String image, String good) {
        ImageReference reference;
        try {
            reference = ImageReference.parse(image);
        } catch (IllegalArgumentException noVersion) {
            notes.add(tagged(container, image) + (good == null ? "" : "; it was " + good + " when it was good"));
            return;
        }
        Optional<EcrRepository> repository = EcrRepository.of(reference);
        boolean pinned = reference.digest() != null;
        if (repository.isPresent()) {
            inEcr(container, image, reference, repository.get(), pinned ? null : good);
        }
        boolean compared = repository.isPresent() && good != null;
        if (!pinned && !compared) {
            notes.add(tagged(container, image)
                    + (good == null
                            ? "; which image that was when it was good is not known"
                            : "; it was " + good + " when it was good, and this registry is not asked"));
        }
    }

    private static String tagged(String container, String image) {
        return "Container " + container + " names its image by a tag (" + image
                + "), so it gets what that stands for now";
    }

    private void inEcr(
            String container, String image, ImageReference reference, EcrRepository repository, String good) {
        EcrApi ecr = others.ecr(repository.region());
        String asked = reference.digest() != null ? reference.digest() : reference.tag();
        Optional<EcrImage> now = ecr.image(repository.account(), repository.name(), asked);
        boolean moved =
                good != null && now.isPresent() && !good.equals(now.get().digest());
        if (now.isPresent() && !moved) {
            return;
        }
        boolean isThere = good != null
                && ecr.image(repository.account(), repository.name(), good).isPresent();
        if (isThere) {
            pins.put(container, reference.registry() + "/" + reference.repository() + "@" + good);
        }
        String then = isThere ? "" : "; the image that was good is gone from the registry";
        notes.add(
                moved
                        ? "The tag of container " + container + " (" + image + ") stands for another image by now: "
                                + now.get().digest() + ", not " + good + then
                        : "The image of container " + container + " is gone from the registry (" + image + ")"
                                + (isThere
                                        ? ", but not the one that was good (" + good + ")"
                                        : ": its tasks can't start"));
    }
}
