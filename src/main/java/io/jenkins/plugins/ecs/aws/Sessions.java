package io.jenkins.plugins.ecs.aws;

import edu.umd.cs.findbugs.annotations.NonNull;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.Credentials;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;

/** What STS is asked besides roles. */
final class Sessions {

    /** What is a session already may not tell how long it lasts; a quarter of an hour is the shortest that there is. */
    private static final Duration SHORTEST = Duration.ofMinutes(15);

    private static final Duration LASTS = Duration.ofHours(1);

    private Sessions() {}

    /** {@code GetSessionToken} for keys that last; what is a session already is given as it is. */
    @NonNull
    static SessionKeys keys(@NonNull AwsCredentials current, @NonNull StsClient sts) {
        if (current instanceof AwsSessionCredentials session) {
            Instant expires = session.expirationTime().orElse(Instant.now().plus(SHORTEST));
            return new SessionKeys(
                    session.accessKeyId(), session.secretAccessKey(), session.sessionToken(), expires.toEpochMilli());
        }
        Credentials made = call(() -> sts.getSessionToken(r -> r.durationSeconds((int) LASTS.toSeconds()))
                .credentials());
        return new SessionKeys(
                made.accessKeyId(),
                made.secretAccessKey(),
                made.sessionToken(),
                made.expiration() == null
                        ? Clock.systemUTC().millis() + SHORTEST.toMillis()
                        : made.expiration().toEpochMilli());
    }

    @NonNull
    static CallerIdentity identity(@NonNull StsClient sts) {
        GetCallerIdentityResponse answer = call(sts::getCallerIdentity);
        return new CallerIdentity(String.valueOf(answer.account()), String.valueOf(answer.arn()));
    }

    private static <T> T call(Supplier<T> request) {
        try {
            return request.get();
        } catch (SdkException e) {
            throw new AwsFailure(AwsFailure.Kind.INVALID, "STS", null, String.valueOf(e.getMessage()), e);
        }
    }
}
