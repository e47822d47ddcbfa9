package io.jenkins.plugins.ecs.policy;

import io.jenkins.plugins.ecs.taskdef.ImageReference;
import java.util.List;

/** Parts of an image reference, also of one that this plugin would not deploy. */
final class Images {

    /** Docker Hub's own images, which are written without it. */
    private static final String OFFICIAL = "library/";

    private Images() {}

    /** Null for an image without a tag. */
    static String tag(String image) {
        String name = name(image);
        int colon = name.indexOf(':', name.lastIndexOf('/') + 1);
        return colon < 0 ? null : name.substring(colon + 1);
    }

    /** The reference without registry, tag and digest. */
    static String repository(String image) {
        String name = name(image);
        String tag = tag(image);
        String bare = tag == null ? name : name.substring(0, name.length() - tag.length() - 1);
        int slash = bare.indexOf('/');
        boolean hostIsWritten = slash > 0 && bare.substring(0, slash).matches(".*[.:].*|localhost");
        return hostIsWritten ? bare.substring(slash + 1) : bare;
    }

    /** All spellings: {@code nginx} is {@code docker.io/library/nginx}. */
    static List<String> repositories(String image) {
        String written = repository(image);
        if (!ImageReference.registryOf(image).equals(ImageReference.DOCKER_HUB)) {
            return List.of(written);
        }
        if (written.indexOf('/') < 0) {
            return List.of(written, OFFICIAL + written);
        }
        return written.startsWith(OFFICIAL) ? List.of(written, written.substring(OFFICIAL.length())) : List.of(written);
    }

    private static String name(String image) {
        int at = image.indexOf('@');
        return at < 0 ? image : image.substring(0, at);
    }
}
