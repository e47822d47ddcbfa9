package io.jenkins.plugins.ecs.rollout.state;

import edu.umd.cs.findbugs.annotations.NonNull;
import edu.umd.cs.findbugs.annotations.Nullable;
import io.jenkins.plugins.ecs.text.Arns;
import java.util.Map;

/** What people call the version of what is deployed. */
public final class DisplayVersion {

    private static final int DIGEST_SHOWN = "sha256:".length() + 12;

    private DisplayVersion() {}

    /**
     * The tag of the container's image; else the beginning of its digest; else family and number of the revision.
     *
     * @param images by container
     * @param container null for the first one
     */
    @NonNull
    public static String of(
            @NonNull Map<String, String> images, @Nullable String container, @Nullable String revision) {
        String image = container == null ? null : images.get(container);
        if (image == null) {
            image = images.values().stream().findFirst().orElse("");
        }
        int at = image.indexOf('@');
        String named = at < 0 ? image : image.substring(0, at);
        // A colon before the last slash belongs to the port of the registry.
        int colon = named.indexOf(':', named.lastIndexOf('/') + 1);
        if (colon >= 0) {
            return named.substring(colon + 1);
        }
        if (at >= 0) {
            return image.substring(at + 1, Math.min(image.length(), at + 1 + DIGEST_SHOWN));
        }
        return revision == null ? "" : Arns.brief(revision);
    }
}
