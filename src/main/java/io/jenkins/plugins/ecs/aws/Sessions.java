package io.jenkins.plugins.ecs.aws;

import edu.umd.cs.findbugs.annotations.NonNull;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
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
        Credentials made = call(
                "GetSessionToken",
                () -> sts.getSessionToken(r -> r.durationSeconds((int) LASTS.toSeconds()))
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
        GetCallerIdentityResponse answer = call("GetCallerIdentity", sts::getCallerIdentity);
        return new CallerIdentity(String.valueOf(answer.account()), String.valueOf(answer.arn()));
    }

    private static <T> T call(String operation, Supplier<T> request) {
        try {
            return request.get();
        } catch (AwsServiceException e) {
            AwsErrorDetails details = e.awsErrorDetails();
            String code = details == null ? null : details.errorCode();
            throw new AwsFailure(
                    FailureKinds.of(e.statusCode(), code),
                    "sts",
                    operation,
                    code,
                    details == null ? e.getMessage() : details.errorMessage(),
                    e);
        } catch (SdkException e) {
            throw CredentialFailures.of(operation, e, e.getCause() instanceof IOException);
        }
    }

    /** Assumes roles, where there are any: what fails here is theirs, and not the call that the keys are for. */
    @NonNull
    static AwsCredentials resolved(@NonNull AwsCredentialsProvider credentials) {
        try {
            return credentials.resolveCredentials();
        } catch (SdkException e) {
            throw CredentialFailures.of("AssumeRole", e, false);
        }
    }
}
