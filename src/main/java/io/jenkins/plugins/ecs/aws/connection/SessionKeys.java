package io.jenkins.plugins.ecs.aws.connection;

import edu.umd.cs.findbugs.annotations.NonNull;

/**
 * Short-lived credentials. They are secrets: they must not be stored, logged or shown.
 *
 * @param expiresAt epoch milliseconds
 */
public record SessionKeys(
        @NonNull String accessKeyId,
        @NonNull String secretAccessKey,
        @NonNull String sessionToken,
        long expiresAt) {

    @Override
    public String toString() {
        return "SessionKeys[" + accessKeyId + "]";
    }
}
