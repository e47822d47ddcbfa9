package io.jenkins.plugins.ecs.sandbox;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** The registry as far as ECS sees it: the digest that an image reference stands for. */
public final class Images {

    private final Map<String, Integer> pushes = new ConcurrentHashMap<>();
    private final Map<String, String> digests = new ConcurrentHashMap<>();
    private final Set<String> gone = ConcurrentHashMap.newKeySet();

    private final Map<String, List<String>> architectures = new ConcurrentHashMap<>();

    private final Map<String, String> single = new ConcurrentHashMap<>();
    private final Map<String, String> blobs = new ConcurrentHashMap<>();

    /**
     * An image that a listing of its repository has.
     *
     * @param tags may be empty
     */
    record Pushed(List<String> tags, String digest, Instant at) {}

    private final Map<String, List<Pushed>> listed = new ConcurrentHashMap<>();

    Images() {}

    /** Pushes an image to a repository, {@code registry/repository}, whose listing has it from now on. */
    public String push(String repository, Instant at, String... tags) {
        String digest = "sha256:" + sha256(repository + "#" + at + "#" + List.of(tags));
        List<Pushed> all = listed.computeIfAbsent(repository, each -> new CopyOnWriteArrayList<>());
        // A tag is that of one image only.
        all.replaceAll(each -> new Pushed(
                each.tags().stream().filter(tag -> !List.of(tags).contains(tag)).toList(), each.digest(), each.at()));
        all.add(new Pushed(List.of(tags), digest, at));
        for (String tag : tags) {
            digests.put(repository + ":" + tag, digest);
        }
        return digest;
    }

    /** Empty if nothing was pushed to it: then it does not exist. */
    Optional<List<Pushed>> listing(String repository) {
        return Optional.ofNullable(listed.get(repository));
    }

    /** The reference is an index of images for these CPU architectures, such as {@code arm64}. */
    public void architectures(String reference, String... names) {
        architectures.put(reference, List.of(names));
    }

    /** The reference is a single image for this CPU architecture; for {@code amd64} by default. */
    public void architecture(String reference, String name) {
        single.put(reference, name);
    }

    /** Empty where the reference is a single image, whose manifest does not tell. */
    List<String> architectures(String reference) {
        return architectures.getOrDefault(reference, List.of());
    }

    /** The digest of a single image's configuration, which tells its CPU architecture. */
    String configuration(String reference) {
        String json = Json.object()
                .put("architecture", single.getOrDefault(reference, "amd64"))
                .put("os", "linux")
                .toString();
        String digest = "sha256:" + sha256(json);
        blobs.put(digest, json);
        return digest;
    }

    /** What is stored under a digest, if it was told of. */
    Optional<String> blob(String digest) {
        return Optional.ofNullable(blobs.get(digest));
    }

    /** Another image is pushed under a tag: the reference stands for a new digest from now on. */
    public String push(String reference) {
        digests.remove(reference);
        pushes.merge(reference, 1, Integer::sum);
        return digest(reference);
    }

    /** Deletes an image from Amazon ECR: {@code registry/repository:tag}, or a digest wherever it is. */
    public void remove(String referenceOrDigest) {
        gone.add(referenceOrDigest);
    }

    boolean isGone(String reference) {
        return gone.contains(reference) || gone.contains(digest(reference));
    }

    /** Sets the digest that a reference stands for. */
    public void digest(String reference, String digest) {
        digests.put(reference, digest);
    }

    /** The digest that a reference stands for: the one it names, the one that was set, or one made from its text. */
    public String digest(String reference) {
        int at = reference.indexOf("@sha256:");
        if (at >= 0) {
            return reference.substring(at + 1);
        }
        String set = digests.get(reference);
        return set != null ? set : "sha256:" + sha256(reference + "#" + pushes.getOrDefault(reference, 0));
    }

    private static String sha256(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
