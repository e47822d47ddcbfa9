package io.jenkins.plugins.ecs.policy;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Only images with a digest are allowed, or also those with an immutable tag. */
public record PinnedImages(boolean digestOnly, List<String> movingTags) implements Rule {

    @Override
    public String name() {
        return "imagePinning";
    }

    @Override
    public Optional<String> objection(Change change, Instant now) {
        var images = change.images();
        if (images == null) {
            return Optional.of(PolicyMessages.IMAGES_UNKNOWN);
        }
        return images.stream()
                .filter(image -> !isPinned(image))
                .findFirst()
                .map(image ->
                        digestOnly ? PolicyMessages.noDigest(image) : PolicyMessages.mutableTag(image, movingTags));
    }

    private boolean isPinned(String image) {
        if (image.contains("@sha256:") || image.contains("@sha512:")) {
            return true;
        }
        String tag = Images.tag(image);
        return !digestOnly && tag != null && movingTags.stream().noneMatch(moving -> Glob.matches(moving, tag));
    }
}
