package io.jenkins.plugins.ecs.config;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.aws.Listing;
import io.jenkins.plugins.ecs.aws.ecr.TaggedImage;
import io.jenkins.plugins.ecs.config.settings.Names;
import io.jenkins.plugins.ecs.taskdef.ImageTag;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** The tagged images of repositories as references: {@code registry/repository:tag@digest}. */
final class TagReferences {

    private record Tagged(String repository, TaggedImage image) {}

    private TagReferences() {}

    /**
     * The newest first, without texts that are no tags.
     *
     * @param found images by repository with its registry
     * @param most references; with more, the names are not all
     */
    @NonNull
    static Names newest(@NonNull Map<String, Listing<TaggedImage>> found, int most) {
        List<Tagged> all = new ArrayList<>();
        found.forEach(
                (repository, listing) -> listing.items().forEach(image -> all.add(new Tagged(repository, image))));
        all.sort(Comparator.comparingLong((Tagged each) -> each.image().pushedAt())
                .reversed());
        List<String> references =
                all.stream().flatMap(each -> of(each).stream()).toList();
        return Names.of(new Listing<>(
                references.stream().limit(most).toList(),
                references.size() <= most && found.values().stream().allMatch(Listing::isWhole)));
    }

    private static List<String> of(Tagged tagged) {
        String digest = tagged.image().digest();
        return ImageTag.among(tagged.image().tags()).stream()
                .map(tag -> tagged.repository() + ":" + tag + (digest.isEmpty() ? "" : "@" + digest))
                .toList();
    }
}
