package io.jenkins.plugins.ecs.rollout;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.ecs.aws.AwsFailure;
import io.jenkins.plugins.ecs.aws.EcrImage;
import io.jenkins.plugins.ecs.aws.OtherServices;
import io.jenkins.plugins.ecs.taskdef.ImageReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whether the images of a revision still are in Amazon ECR, and are what they were. Other registries are not asked. */
final class ImageLook {

    private static final Pattern ECR =
            Pattern.compile("(\\d{12})\\.dkr\\.ecr\\.([a-z0-9-]+)\\.amazonaws\\.com(?:\\.cn)?");

    private final OtherServices others;

    ImageLook(OtherServices others) {
        this.others = others;
    }

    /**
     * What is to be said of them beforehand; empty where all is well or nothing can be known.
     *
     * @param definition of the revision
     * @param digests by container: what ran then
     */
    List<String> notes(JsonNode definition, Map<String, String> digests) {
        List<String> notes = new ArrayList<>();
        try {
            for (JsonNode container : definition.path("containerDefinitions")) {
                String name = container.path("name").asText("");
                note(name, container.path("image").asText(""), digests.get(name))
                        .ifPresent(notes::add);
            }
        } catch (AwsFailure failure) {
            notes.add("Whether its images still are in the registry is not known: "
                    + (failure.kind() == AwsFailure.Kind.DENIED
                            ? failure.iamAction() + " is not allowed"
                            : failure.getMessage()));
        }
        return notes;
    }

    private Optional<String> note(String container, String image, String ranDigest) {
        ImageReference reference;
        try {
            reference = ImageReference.parse(image);
        } catch (IllegalArgumentException other) {
            return Optional.empty();
        }
        Matcher host = ECR.matcher(String.valueOf(reference.registry()));
        if (!host.matches()) {
            return Optional.empty();
        }
        String asked = reference.digest() != null ? reference.digest() : reference.tag();
        if (asked == null) {
            return Optional.empty();
        }
        Optional<EcrImage> now = others.ecr(host.group(2)).image(host.group(1), reference.repository(), asked);
        if (now.isEmpty()) {
            return Optional.of("The image of container " + container + " is gone from the registry (" + image
                    + "): its tasks can't start");
        }
        boolean moved = ranDigest != null && !ranDigest.equals(now.get().digest());
        return moved
                ? Optional.of("The tag of container " + container + " (" + image + ") stands for another image by now: "
                        + now.get().digest() + ", not " + ranDigest)
                : Optional.empty();
    }
}
