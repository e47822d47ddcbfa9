package io.jenkins.plugins.ecs.taskdef;

import com.fasterxml.jackson.databind.node.ObjectNode;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A new tag for all images of one repository. {@code 1.4.2} fits a task definition whose images are all of one repository;
 * {@code shop/api:1.4.2} names the one, with or without the registry.
 *
 * @param repository null for the only one
 */
public record ImageTag(
        @CheckForNull String repository, @NonNull String tag) {

    private static final Pattern TAG = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}");
    private static final Pattern REPOSITORY = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._/:-]{0,400}");

    @NonNull
    static ImageTag parse(@NonNull String written) {
        int colon = written.indexOf(':', written.lastIndexOf('/') + 1);
        return colon < 0
                ? new ImageTag(null, written)
                : new ImageTag(written.substring(0, colon), written.substring(colon + 1));
    }

    /** What is wrong with it by itself. */
    @NonNull
    public static Optional<String> problem(@NonNull String written) {
        if (written.contains("@")) {
            return Optional.of(ImageMessages.tagHasDigest(TextPath.cut(written, 200)));
        }
        ImageTag parsed = parse(written);
        boolean fits = TAG.matcher(parsed.tag).matches()
                && (parsed.repository == null
                        || REPOSITORY.matcher(parsed.repository).matches());
        return fits ? Optional.empty() : Optional.of(ImageMessages.notATag(TextPath.cut(written, 200)));
    }

    /** Those of the texts that are a tag alone, sorted. */
    @NonNull
    public static List<String> among(@NonNull Collection<String> texts) {
        return texts.stream()
                .filter(text -> TAG.matcher(text).matches())
                .sorted()
                .toList();
    }

    /**
     * The new image of each container that gets it.
     *
     * @param tag as it is written
     * @throws TaskDefinitionException if it is not clear which repository is meant, or if there is no image of it
     */
    @NonNull
    public static Map<String, String> images(@NonNull ObjectNode definition, @NonNull String tag) {
        ImageTag wanted = parse(tag);
        Map<String, List<String>> containers = new LinkedHashMap<>();
        TaskDefinitions.images(definition).forEach((container, image) -> {
            if (!image.isBlank()) {
                containers
                        .computeIfAbsent(ImageReference.nameOf(image), name -> new ArrayList<>())
                        .add(container);
            }
        });
        List<String> fitting = containers.keySet().stream().filter(wanted::isOf).toList();
        if (fitting.isEmpty()) {
            throw new TaskDefinitionException(
                    containers.isEmpty()
                            ? ImageMessages.NOTHING_TO_TAG
                            : ImageMessages.noSuchRepository(
                                    TextPath.cut(String.valueOf(wanted.repository), 200), words(containers)));
        }
        if (fitting.size() > 1) {
            String first = fitting.get(0);
            throw new TaskDefinitionException(
                    ImageMessages.severalRepositories(fitting.size(), words(containers), first, wanted.tag));
        }
        Map<String, String> images = new LinkedHashMap<>();
        String repository = fitting.get(0);
        containers.get(repository).forEach(container -> images.put(container, repository + ":" + wanted.tag));
        return images;
    }

    private boolean isOf(String name) {
        return repository == null || name.equals(repository) || name.endsWith("/" + repository);
    }

    private static String words(Map<String, List<String>> containers) {
        return containers.entrySet().stream()
                .map(each -> TextPath.cut(each.getKey(), 200) + " (" + String.join(", ", each.getValue()) + ")")
                .collect(Collectors.joining(", "));
    }
}
