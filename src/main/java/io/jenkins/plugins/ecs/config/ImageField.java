package io.jenkins.plugins.ecs.config;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Util;
import io.jenkins.plugins.ecs.rollout.observe.EcrRepository;
import io.jenkins.plugins.ecs.taskdef.ImageReference;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A field of a form for an image or a tag, of a repository in Amazon ECR: the repository that was typed, or that of an
 * image which the service runs. Repositories and references are written with their registry.
 *
 * @param style how an image is written in it
 * @param service name or ARN; null for none
 * @param container whose image it is; null for an image that belongs to the only container
 * @param typed what is in the field; null if it is empty
 */
public record ImageField(
        @NonNull Style style,
        @CheckForNull String service,
        @CheckForNull String container,
        @CheckForNull String typed) {

    private static final int MOST_REPOSITORIES = 5;

    /** How an image is written in a field. */
    public enum Style {
        /** {@code registry/shop/api:1.4.2} */
        TAGGED,
        /** {@code registry/shop/api:1.4.2@sha256:…} */
        PINNED,
        /** {@code 1.4.2}, or {@code shop/api:1.4.2} for one of several repositories */
        TAG
    }

    public ImageField {
        service = Util.fixEmptyAndTrim(service);
        container = Util.fixEmptyAndTrim(container);
        typed = Util.fixEmptyAndTrim(typed);
    }

    /** The repository in Amazon ECR that was typed, complete with its registry. */
    @NonNull
    Optional<String> typedRepository() {
        return typedName().filter(name -> repository(name).isPresent());
    }

    /** What was typed before the tag; in a field for tags, a text without a colon is a tag. */
    @NonNull
    Optional<String> typedName() {
        String name = typed == null ? "" : ImageReference.nameOf(typed);
        boolean isTag = style == Style.TAG && name.equals(typed);
        return name.isEmpty() || isTag ? Optional.empty() : Optional.of(name);
    }

    /**
     * The repositories of the service's images that the field can mean.
     *
     * @param images that the service runs, by container
     */
    @NonNull
    List<String> repositories(@NonNull Map<String, String> images) {
        Collection<String> meant = images.values();
        if (style != Style.TAG && container != null) {
            meant = images.containsKey(container) ? List.of(images.get(container)) : List.of();
        } else if (style != Style.TAG && images.size() != 1) {
            meant = List.of();
        }
        String name = style == Style.TAG ? typedName().orElse("") : "";
        return meant.stream()
                .map(ImageReference::nameOf)
                .distinct()
                .filter(each -> repository(each).isPresent())
                .filter(each -> isOf(name, each))
                .limit(MOST_REPOSITORIES)
                .toList();
    }

    /** Where in Amazon ECR a repository is; empty for one of another registry. */
    @NonNull
    static Optional<EcrRepository> repository(@NonNull String name) {
        return EcrRepository.of(name + ":latest");
    }

    /** Whether a tag needs no repository before it; those in other registries count as well. */
    static boolean isOneRepository(@NonNull Map<String, String> images) {
        return images.values().stream()
                        .filter(image -> !image.isBlank())
                        .map(ImageReference::nameOf)
                        .distinct()
                        .count()
                == 1;
    }

    /**
     * What the field offers.
     *
     * @param references {@code registry/repository:tag@digest}, without the digest if it is not known
     * @param isOneRepository whether a tag needs no repository before it
     */
    @NonNull
    List<String> offered(@NonNull List<String> references, boolean isOneRepository) {
        Set<String> texts = new LinkedHashSet<>();
        for (String reference : references) {
            int at = reference.indexOf('@');
            String tagged = at < 0 ? reference : reference.substring(0, at);
            if (style == Style.TAG) {
                texts.add(tag(tagged, isOneRepository));
            } else if (style == Style.TAGGED) {
                texts.add(tagged);
            } else if (at >= 0) {
                texts.add(reference);
            }
        }
        return new ArrayList<>(texts);
    }

    /** With the repository as it was typed, because only what begins with the typed text is offered. */
    private String tag(String tagged, boolean isOneRepository) {
        String name = ImageReference.nameOf(tagged);
        String plain =
                isOneRepository ? "" : repository(name).map(EcrRepository::name).orElse(name);
        String before = typedName().orElse(plain);
        return before.isEmpty() ? tagOf(tagged) : before + ":" + tagOf(tagged);
    }

    /** Whether a list of all that the field offers lacks what was typed. */
    boolean isMissing(@NonNull List<String> offered) {
        if (typed == null) {
            return false;
        }
        boolean hasDigest = typed.contains("@");
        if (hasDigest || style == Style.PINNED) {
            return hasDigest && style == Style.PINNED && isDigestMissing(typed, offered);
        }
        String name = style == Style.TAG ? typedName().orElse("") : ImageReference.nameOf(typed);
        String tag = name.isEmpty() ? typed : typed.substring(Math.min(typed.length(), name.length() + 1));
        Set<String> tags = offered.stream()
                .filter(each -> name.isEmpty() || each.startsWith(name + ":"))
                .map(ImageField::tagOf)
                .collect(Collectors.toSet());
        return !tag.isEmpty() && !tags.isEmpty() && !tags.contains(tag);
    }

    /** The tag before a digest does not count. */
    private static boolean isDigestMissing(String reference, List<String> offered) {
        String digest = digestOf(reference);
        String repository = ImageReference.nameOf(reference) + ":";
        Set<String> digests = offered.stream()
                .filter(each -> each.startsWith(repository))
                .map(ImageField::digestOf)
                .collect(Collectors.toSet());
        return !digest.isEmpty() && !digests.isEmpty() && !digests.contains(digest);
    }

    /**
     * Says that the field {@link #isMissing}. A tag alone was only looked for in what the service runs, though a task
     * definition in the form may name another repository. A check cannot read that: it may be too long for its address.
     */
    @NonNull
    String missing(@NonNull List<String> offered) {
        if (style == Style.PINNED) {
            return ConnectionMessages.noSuchDigest(typed == null ? "" : digestOf(typed), offered);
        }
        boolean isOfService = style == Style.TAG && typedRepository().isEmpty();
        return isOfService
                ? ConnectionMessages.noSuchTagOfService(typed, offered)
                : ConnectionMessages.noSuchTag(typed, offered);
    }

    private static boolean isOf(String name, String repository) {
        return name.isEmpty() || repository.equals(name) || repository.endsWith("/" + name);
    }

    private static String digestOf(String reference) {
        return reference.substring(reference.indexOf('@') + 1);
    }

    /** Of a reference without a digest, or of a tag alone. */
    private static String tagOf(String tagged) {
        return tagged.substring(tagged.lastIndexOf(':') + 1);
    }
}
