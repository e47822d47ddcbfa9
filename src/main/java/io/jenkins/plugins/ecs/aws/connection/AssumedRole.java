package io.jenkins.plugins.ecs.aws.connection;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.aws.AwsFailure;
import java.time.Duration;
import java.time.Instant;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;

/** Credentials of an assumed role, renewed before they expire. */
final class AssumedRole implements AwsCredentialsProvider {

    private static final Duration EARLY = Duration.ofMinutes(5);
    private static final Duration LATEST = Duration.ofSeconds(30);

    private final StsCalls sts;
    private final String role;
    private final String externalId;
    private final String sessionName;
    private AwsSessionCredentials current;

    AssumedRole(
            @NonNull StsCalls sts, @NonNull String role, @CheckForNull String externalId, @NonNull String sessionName) {
        this.sts = sts;
        this.role = role;
        this.externalId = externalId;
        this.sessionName = sessionName;
    }

    @Override
    public synchronized AwsCredentials resolveCredentials() {
        if (!lasts(EARLY)) {
            try {
                current = sts.assume(role, externalId, sessionName);
            } catch (AwsFailure failure) {
                if (!failure.isPassing() || !lasts(LATEST)) {
                    throw failure;
                }
                // The current credentials are still valid.
            }
        }
        return current;
    }

    private boolean lasts(Duration longer) {
        return current != null
                && current.expirationTime()
                        .map(end -> Instant.now().plus(longer).isBefore(end))
                        .orElse(true);
    }
}
