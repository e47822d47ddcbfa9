package io.jenkins.plugins.ecs.sandbox;

import java.time.Instant;

/**
 * Credentials that the sandbox knows.
 *
 * @param sessionToken null for those of a user
 * @param expiration on the sandbox's clock; null for those of a user
 */
record AccessKey(
        String id,
        String secret,
        String sessionToken,
        String account,
        String principalArn,
        String userId,
        Instant expiration) {

    static AccessKey ofUser(String id, String secret, String account, String user) {
        return new AccessKey(
                id, secret, null, account, "arn:aws:iam::" + account + ":user/" + user, "AIDASANDBOXUSER", null);
    }

    boolean isTemporary() {
        return sessionToken != null;
    }
}
