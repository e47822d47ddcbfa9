package io.jenkins.plugins.ecs.taskdef;

import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * A container image by name, with a tag, a digest or both. The grammar is that of the container registries
 * (distribution/reference); an image with neither tag nor digest, which would mean {@code latest}, is refused.
 */
public final class ImageReference {
    public static final String DOCKER_HUB = "docker.io";
    private static final int MAX_LENGTH = 1000;
    private static final Pattern REGISTRY = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?(:[0-9]{1,5})?");
    private static final Pattern REPOSITORY_PART = Pattern.compile("[a-z0-9]+((\\.|_|__|-+)[a-z0-9]+)*");
    private static final Pattern TAG = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}");
    private static final Pattern DIGEST = Pattern.compile("sha256:[0-9a-f]{64}|sha512:[0-9a-f]{128}");

    private final String text;
    private final String registry;
    private final String repository;
    private final String tag;
    private final String digest;

    private ImageReference(String text) {
        this.text = text;
        int at = text.indexOf('@');
        String named = at < 0 ? text : text.substring(0, at);
        this.digest = at < 0 ? null : text.substring(at + 1);
        // A colon before the last slash belongs to the port of the registry.
        int colon = named.indexOf(':', named.lastIndexOf('/') + 1);
        String name = colon < 0 ? named : named.substring(0, colon);
        this.tag = colon < 0 ? null : named.substring(colon + 1);
        String host = host(name);
        this.registry = host == null ? DOCKER_HUB : host;
        this.repository = host == null ? name : name.substring(host.length() + 1);
    }

    /**
     * Reads an image such as {@code 123456789012.dkr.ecr.eu-central-1.amazonaws.com/shop/api:1.4.2}.
     *
     * @throws TaskDefinitionException naming the image, what is wrong and what to do
     */
    public static ImageReference parse(String image) {
        if (image == null || image.isBlank()) {
            throw new TaskDefinitionException(ImageMessages.EMPTY);
        }
        if (image.chars().anyMatch(c -> Character.isWhitespace(c) || Character.isISOControl(c))) {
            throw refused(image, ImageMessages.HAS_SPACE);
        }
        if (image.length() > MAX_LENGTH) {
            throw refused(image.substring(0, 60) + "…", ImageMessages.tooLong(image.length()));
        }
        if (image.contains("://")) {
            throw refused(image, ImageMessages.HAS_PROTOCOL);
        }
        LeftOvers.of(image).ifPresent(problem -> {
            throw refused(image, problem);
        });
        ImageReference reference = new ImageReference(image);
        reference.check();
        return reference;
    }

    /**
     * The registry of any image, also of one without tag and digest: {@code docker.io} when none is written or when it
     * is one of Docker Hub's other names, otherwise the host and port as written, in small letters.
     */
    public static String registryOf(String image) {
        String registry = new ImageReference(image == null ? "" : image.strip()).registry.toLowerCase(Locale.ROOT);
        return registry.equals("index.docker.io") || registry.equals("registry-1.docker.io") ? DOCKER_HUB : registry;
    }

    /** The registry and repository of any image as they are written, without tag and digest. */
    public static String nameOf(String image) {
        int at = image.indexOf('@');
        String named = at < 0 ? image : image.substring(0, at);
        int colon = named.indexOf(':', named.lastIndexOf('/') + 1);
        return colon < 0 ? named : named.substring(0, colon);
    }

    /** Docker's rule: the part before the first slash is a host when it has a dot or a port, or is localhost. */
    private static String host(String name) {
        int slash = name.indexOf('/');
        if (slash < 0) {
            return null;
        }
        String first = name.substring(0, slash);
        boolean host = first.contains(".") || first.contains(":") || first.equals("localhost");
        return host ? first : null;
    }

    private void check() {
        if (!REGISTRY.matcher(registry).matches()) {
            throw refused(text, ImageMessages.badRegistry(registry));
        }
        if (!repository.equals(repository.toLowerCase(Locale.ROOT))) {
            throw refused(text, ImageMessages.upperCase(repository));
        }
        for (String part : repository.split("/", -1)) {
            if (!REPOSITORY_PART.matcher(part).matches()) {
                throw refused(text, ImageMessages.badRepository(repository));
            }
        }
        if (tag != null && !TAG.matcher(tag).matches()) {
            throw refused(text, ImageMessages.badTag(tag));
        }
        if (digest != null && !DIGEST.matcher(digest).matches()) {
            throw refused(text, ImageMessages.badDigest(digest));
        }
        if (tag == null && digest == null) {
            throw refused(text, ImageMessages.noVersion(text));
        }
    }

    private static TaskDefinitionException refused(String image, String why) {
        return new TaskDefinitionException(
                ImageMessages.of(image.replace("\n", "\\n").replace("\r", "\\r").replace("\t", "\\t"), why));
    }

    /** The host of the registry as written, {@code docker.io} when the image names none. */
    public String registry() {
        return registry;
    }

    /** The repository without registry, as written: {@code nginx}, {@code shop/api}. */
    public String repository() {
        return repository;
    }

    /** The tag, or null. */
    public String tag() {
        return tag;
    }

    /** The digest with its algorithm, {@code sha256:…}, or null. If it is there, it counts, not the tag. */
    public String digest() {
        return digest;
    }

    /** The image as it was given. */
    @Override
    public String toString() {
        return text;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ImageReference reference && text.equals(reference.text);
    }

    @Override
    public int hashCode() {
        return Objects.hash(text);
    }
}
