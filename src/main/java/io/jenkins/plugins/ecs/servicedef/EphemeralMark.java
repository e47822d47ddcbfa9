package io.jenkins.plugins.ecs.servicedef;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import java.util.Map;
import java.util.Optional;

/**
 * The tag that lets {@code ecsDelete} delete a service although no rule says so. Whoever may deploy could give it to any
 * service, and have it deleted then. So it counts only together with a second tag, which this plugin sets at the creation
 * of a service that has the first one, and neither is ever set on a service that exists.
 */
public final class EphemeralMark {

    /** What a service definition says. Any value but {@code false} counts. */
    public static final String KEY = "jenkins:ephemeral";

    /** What the plugin adds; its value is the job that created the service. */
    public static final String CREATED_BY = "jenkins:created-by";

    private EphemeralMark() {}

    /** @param tags of a live service, as AWS shows them */
    public static boolean counts(@NonNull JsonNode tags) {
        return isSet(tags) && value(tags, CREATED_BY) != null;
    }

    private static boolean isSet(JsonNode tags) {
        String value = value(tags, KEY);
        return value != null && !value.equals("false");
    }

    /** What is to be added to the tags of a service that is created; empty if it is not marked. */
    @NonNull
    static Map<String, String> proof(@NonNull ObjectNode input, @NonNull String job) {
        return isSet(input.path("tags")) ? Map.of(CREATED_BY, job) : Map.of();
    }

    /**
     * Why the tags of a service that exists cannot become those of a file; empty if they can.
     *
     * @param live null if it has none
     */
    @NonNull
    static Optional<String> refusal(@CheckForNull JsonNode live, @NonNull JsonNode wanted) {
        boolean isNew = isSet(wanted) && (live == null || !isSet(live));
        return isNew ? Optional.of(ServiceMessages.EPHEMERAL_TOO_LATE) : Optional.empty();
    }

    static boolean isProof(@NonNull JsonNode tag) {
        return tag.path("key").asText().equals(CREATED_BY);
    }

    @CheckForNull
    private static String value(JsonNode tags, String key) {
        for (JsonNode tag : tags) {
            if (tag.path("key").asText().equals(key)) {
                return tag.path("value").asText("");
            }
        }
        return null;
    }
}
