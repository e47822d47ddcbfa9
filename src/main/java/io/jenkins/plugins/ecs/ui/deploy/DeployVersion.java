package io.jenkins.plugins.ecs.ui.deploy;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.history.DeploymentRecord;
import io.jenkins.plugins.ecs.paths.proof.PathEvent;
import io.jenkins.plugins.ecs.rollout.state.DisplayVersion;
import io.jenkins.plugins.ecs.taskdef.ImageReference;
import io.jenkins.plugins.ecs.taskdef.TaskDefinitionException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A version of a service: one image.
 *
 * @param repository with its registry, as written
 * @param tag empty if it has none
 * @param digest empty if it is not known
 */
public record DeployVersion(
        @NonNull String repository,
        @NonNull String tag,
        @NonNull String digest) {

    /**
     * What a deployment was about: its only image, or the one that its version names. Empty if there is none, or if it is
     * not clear which: then it is no version that a parameter can name.
     */
    @NonNull
    static Optional<DeployVersion> of(@NonNull DeploymentRecord record) {
        List<DeployVersion> named = record.images().entrySet().stream()
                .filter(each -> record.images().size() == 1
                        || DisplayVersion.of(Map.of(each.getKey(), each.getValue()), null, null)
                                .equals(record.version()))
                .flatMap(each -> of(each.getValue(), record.digests().getOrDefault(each.getKey(), "")).stream())
                .distinct()
                .toList();
        return named.size() == 1 ? Optional.of(named.get(0)) : Optional.empty();
    }

    /** @param pinned the digest that ECS found; may be empty */
    private static Optional<DeployVersion> of(String image, String pinned) {
        try {
            ImageReference written = ImageReference.parse(image);
            String digest = written.digest() == null ? pinned : written.digest();
            DeployVersion version =
                    new DeployVersion(ImageReference.nameOf(image), written.tag() == null ? "" : written.tag(), digest);
            ImageReference.parse(version.image());
            return Optional.of(version);
        } catch (TaskDefinitionException wrong) {
            return Optional.empty();
        }
    }

    /** With the digest if it is known, else with the tag. */
    @NonNull
    public String image() {
        return digest.isEmpty() ? repository + ":" + tag : repository + "@" + digest;
    }

    /** What people call it. */
    @NonNull
    public String name() {
        return tag.isEmpty() ? DisplayVersion.of(Map.of("", image()), null, null) : tag;
    }

    /** The digests of a release of it: as one was recorded, else of one image. */
    @NonNull
    Map<String, String> release(@NonNull List<PathEvent> events) {
        return events.stream()
                .map(PathEvent::digests)
                .filter(each -> each.size() == 1 && each.containsValue(digest))
                .findFirst()
                .<Map<String, String>>map(each -> each)
                .orElse(Map.of("", digest));
    }
}
