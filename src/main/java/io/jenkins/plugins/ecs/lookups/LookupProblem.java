package io.jenkins.plugins.ecs.lookups;

import edu.umd.cs.findbugs.annotations.NonNull;
import java.io.Serializable;

/**
 * Why a look-up found nothing.
 *
 * @param isMissing whether there is no such value, so that a default applies
 */
public record LookupProblem(boolean isMissing, @NonNull String text) implements Serializable {

    @NonNull
    public static LookupProblem missing(@NonNull String text) {
        return new LookupProblem(true, text);
    }

    @NonNull
    public static LookupProblem of(@NonNull String text) {
        return new LookupProblem(false, text);
    }
}
