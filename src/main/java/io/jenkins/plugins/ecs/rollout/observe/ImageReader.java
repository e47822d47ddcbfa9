package io.jenkins.plugins.ecs.rollout.observe;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.ecs.aws.AwsFailure;
import io.jenkins.plugins.ecs.aws.AwsFailureMessages;
import io.jenkins.plugins.ecs.aws.connection.AwsClients;
import io.jenkins.plugins.ecs.aws.ecr.EcrApi;
import io.jenkins.plugins.ecs.aws.ecr.EcrImage;
import io.jenkins.plugins.ecs.rollout.messages.RollbackMessages;
import io.jenkins.plugins.ecs.taskdef.ImageReference;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Whether the images of a revision still are what they were when it was good. ECS resolves tags anew with each deployment,
 * also of an old revision. Only Amazon ECR is asked.
 */
final class ImageReader {

    /** What is to be said beforehand; empty where all is well. */
    final List<String> notes = new ArrayList<>();
    /** By container: the image by its digest, where its tag stands for another one by now and the old one is still there. */
    final Map<String, String> pins = new LinkedHashMap<>();
    /** By container: the image by its digest, where it cannot be told what its tag stands for. */
    final Map<String, String> unseenPins = new LinkedHashMap<>();
    /** Containers whose tags still stand for the image that was good. */
    final Set<String> unmoved = new LinkedHashSet<>();

    private final AwsClients others;

    /** @param others null where registries cannot be asked */
    ImageReader(AwsClients others) {
        this.others = others;
    }

    /**
     * @param definition of the revision
     * @param digests by container: what ran when it was good
     */
    ImageReader at(JsonNode definition, Map<String, String> digests) {
        for (JsonNode container : definition.path("containerDefinitions")) {
            String name = container.path("name").asText("");
            String image = container.path("image").asText("");
            String good = digests.get(name);
            try {
                at(name, image, good);
            } catch (AwsFailure failure) {
                String note = RollbackMessages.imagesUnknown(
                        failure.kind() == AwsFailure.Kind.DENIED
                                ? AwsFailureMessages.notAllowed(failure)
                                : failure.getMessage());
                if (!notes.contains(note)) {
                    notes.add(note);
                }
                pinUnseen(name, image, good);
            }
        }
        return this;
    }

    private void at(String container, String image, String good) {
        if (image.contains("@")) {
            inEcr(container, image, null);
        } else if (good == null) {
            inEcr(container, image, null);
            notes.add(RollbackMessages.digestUnknown(container, image));
        } else if (!inEcr(container, image, good)) {
            notes.add(RollbackMessages.registryNotRead(container, image, good));
            pinUnseen(container, image, good);
        }
    }

    /** The image that was good, by its digest, without having seen it in the registry. */
    private void pinUnseen(String container, String image, String good) {
        if (good != null && !image.contains("@")) {
            int tag = image.indexOf(':', image.lastIndexOf('/') + 1);
            unseenPins.put(container, (tag < 0 ? image : image.substring(0, tag)) + "@" + good);
        }
    }

    /** @return whether the registry could be asked */
    private boolean inEcr(String container, String image, String good) {
        ImageReference reference;
        try {
            reference = ImageReference.parse(image);
        } catch (IllegalArgumentException noVersion) {
            return false;
        }
        Optional<EcrRepository> repository = others == null ? Optional.empty() : EcrRepository.of(reference);
        repository.ifPresent(in -> inEcr(container, image, reference, in, good));
        return repository.isPresent();
    }

    private void inEcr(
            String container, String image, ImageReference reference, EcrRepository repository, String good) {
        EcrApi ecr = others.ecr(repository.region());
        String asked = reference.digest() != null ? reference.digest() : reference.tag();
        Optional<EcrImage> now = ecr.image(repository.account(), repository.name(), asked);
        boolean moved =
                good != null && now.isPresent() && !good.equals(now.get().digest());
        if (now.isPresent() && !moved) {
            if (good != null) {
                unmoved.add(container);
            }
            return;
        }
        boolean isThere = good != null
                && ecr.image(repository.account(), repository.name(), good).isPresent();
        if (isThere) {
            pins.put(container, reference.registry() + "/" + reference.repository() + "@" + good);
        }

        boolean mayCome = now.isEmpty()
                && !isThere
                && ecr.isPulledThrough(repository.account(), repository.name()).orElse(true);
        if (mayCome) {
            notes.add(RollbackMessages.mayBePulledThrough(container, image));
            return;
        }
        if (moved) {
            notes.add(RollbackMessages.tagMoved(container, image, now.get().digest(), good, isThere));
        } else {
            notes.add(
                    isThere
                            ? RollbackMessages.tagDeleted(container, image, good)
                            : RollbackMessages.imageDeleted(container, image));
        }
    }
}
