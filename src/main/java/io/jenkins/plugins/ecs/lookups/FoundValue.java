package io.jenkins.plugins.ecs.lookups;

import edu.umd.cs.findbugs.annotations.NonNull;
import edu.umd.cs.findbugs.annotations.Nullable;
import java.io.Serializable;

/**
 * What a look-up found.
 *
 * @param value null for one that is encrypted, which is never read
 * @param reference the ARN for {@code valueFrom}; null if there is none
 * @param isList whether the value is a list with commas between its items
 * @param isSensitive whether its source calls it a secret
 * @param version for users; may be empty
 */
public record FoundValue(
        @Nullable String value,
        @Nullable String reference,
        boolean isList,
        boolean isSensitive,
        @NonNull String version)
        implements Serializable {

    @NonNull
    public static FoundValue of(@NonNull String value) {
        return new FoundValue(value, null, false, false, "");
    }

    /** One that must not be displayed. */
    @NonNull
    static FoundValue sensitive(@NonNull String value) {
        return new FoundValue(value, null, false, true, "");
    }
}
