package io.jenkins.plugins.ecs.rollout;

import edu.umd.cs.findbugs.annotations.CheckForNull;

/** ARNs for people. */
final class Arns {

    private Arns() {}

    /** {@code api:42} of {@code arn:aws:ecs:...:task-definition/api:42}; the id at the end of any other. */
    static String brief(@CheckForNull String arn) {
        return arn == null ? "?" : arn.substring(arn.lastIndexOf('/') + 1);
    }
}
