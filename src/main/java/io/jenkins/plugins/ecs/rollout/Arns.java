package io.jenkins.plugins.ecs.rollout;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;

/** ARNs for people. */
public final class Arns {

    private Arns() {}

    /** {@code api:42} of {@code arn:aws:ecs:...:task-definition/api:42}; the end of any other; a name as it is. */
    @NonNull
    public static String brief(@CheckForNull String arn) {
        return arn == null ? "?" : arn.substring(arn.lastIndexOf('/') + 1);
    }

    /** The account of an ARN; empty where it has none. */
    @NonNull
    static String account(@NonNull String arn) {
        String[] parts = arn.split(":", 6);
        return parts.length == 6 ? parts[4] : "";
    }
}
