package io.jenkins.plugins.ecs.tasks.state;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.aws.AwsFailure;
import java.io.Serializable;

/**
 * Calls that failed one after the other.
 *
 * @param since epoch milliseconds
 * @param last AWS's words
 * @param kind of the last failure; empty if there is none
 * @param sameKind how many of the last ones are of that kind
 * @param sameSince when the first of those was, epoch milliseconds
 */
public record ReadFailures(
        int count,
        long since,
        @NonNull String last,
        @NonNull String kind,
        int sameKind,
        long sameSince) implements Serializable {

    private static final long serialVersionUID = 1L;
    public static final ReadFailures NONE = new ReadFailures(0, 0, "", "", 0, 0);

    /** Nothing failed, but this was said. */
    @NonNull
    public static ReadFailures saying(@NonNull String words) {
        return new ReadFailures(0, 0, words, "", 0, 0);
    }

    @NonNull
    public ReadFailures and(@NonNull AwsFailure.Kind failed, @NonNull String words, long now) {
        boolean same = failed.name().equals(kind);
        return new ReadFailures(
                count + 1,
                count == 0 ? now : since,
                words,
                failed.name(),
                same ? sameKind + 1 : 1,
                same ? sameSince : now);
    }
}
