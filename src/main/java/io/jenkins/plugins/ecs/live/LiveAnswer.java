package io.jenkins.plugins.ecs.live;

import edu.umd.cs.findbugs.annotations.NonNull;
import edu.umd.cs.findbugs.annotations.Nullable;
import io.jenkins.plugins.ecs.text.PlainText;

/**
 * What is known of a service's live state.
 *
 * @param at when it was asked for, in epoch milliseconds: what happened since is not in it; 0 if nothing was read yet
 * @param service null if there is no such service, if it could not be read, or if nothing was read yet
 * @param problem why it could not be read, in a few words; empty if it could
 * @param reason the same in full; may be empty
 */
public record LiveAnswer(
        long at,
        @Nullable LiveService service,
        @NonNull String problem,
        @NonNull String reason) {

    /** Nothing was read yet. */
    public static final LiveAnswer NONE = new LiveAnswer(0, null, "", "");

    @NonNull
    static LiveAnswer of(long at, @Nullable LiveService service) {
        return new LiveAnswer(at, service, "", "");
    }

    /** @param reason may have come from AWS */
    @NonNull
    static LiveAnswer refused(long at, @NonNull String problem, @NonNull String reason) {
        return new LiveAnswer(at, null, problem, PlainText.line(reason));
    }

    public boolean isRead() {
        return at > 0;
    }

    public boolean isRefused() {
        return !problem.isEmpty();
    }
}
