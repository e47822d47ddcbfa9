package io.jenkins.plugins.ecs.aws.connection;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.aws.AwsFailure;
import io.jenkins.plugins.ecs.aws.AwsFailure.Kind;
import io.jenkins.plugins.ecs.aws.AwsMessages;
import io.jenkins.plugins.ecs.aws.AwsService;
import io.jenkins.plugins.ecs.aws.CallerIdentity;
import io.jenkins.plugins.ecs.aws.transport.SdkClients;
import java.time.Duration;
import java.time.Instant;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.Credentials;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;

/** What STS is asked for: the identity of credentials, sessions, and roles. */
public final class StsCalls {

    /** The lifetime of an existing session may be unknown; the minimum is 15 minutes. */
    private static final Duration SHORTEST = Duration.ofMinutes(15);

    private static final Duration LASTS = Duration.ofHours(1);

    private final SdkClients clients;
    private final String region;

    public StsCalls(@NonNull SdkClients clients, @NonNull String region) {
        this.clients = clients;
        this.region = region;
    }

    /** Not kept: a role is assumed once an hour. */
    private StsClient sts() {
        return clients.changes(AwsService.STS, region, StsClient::builder);
    }

    /** {@code GetSessionToken} for keys that last; what is a session already is given as it is. */
    @NonNull
    SessionKeys keys(@NonNull AwsCredentials current) {
        AwsSessionCredentials session = current instanceof AwsSessionCredentials already
                ? already
                : session(
                        "GetSessionToken",
                        sts().getSessionToken(request -> request.durationSeconds((int) LASTS.toSeconds()))
                                .credentials());
        Instant expires = session.expirationTime().orElse(Instant.now().plus(SHORTEST));
        return new SessionKeys(
                session.accessKeyId(), session.secretAccessKey(), session.sessionToken(), expires.toEpochMilli());
    }

    @NonNull
    public CallerIdentity identity() {
        String operation = "GetCallerIdentity";
        GetCallerIdentityResponse answer = sts().getCallerIdentity();
        return new CallerIdentity(given(operation, answer.account(), "Account"), given(operation, answer.arn(), "Arn"));
    }

    @NonNull
    AwsSessionCredentials assume(@NonNull String role, @CheckForNull String externalId, @NonNull String sessionName) {
        return session(
                "AssumeRole",
                sts().assumeRole(request ->
                                request.roleArn(role).externalId(externalId).roleSessionName(sessionName))
                        .credentials());
    }

    private static AwsSessionCredentials session(String operation, Credentials made) {
        if (made == null) {
            throw incomplete(operation, "Credentials");
        }
        Instant expiration = made.expiration();
        return AwsSessionCredentials.builder()
                .accessKeyId(given(operation, made.accessKeyId(), "AccessKeyId"))
                .secretAccessKey(given(operation, made.secretAccessKey(), "SecretAccessKey"))
                .sessionToken(given(operation, made.sessionToken(), "SessionToken"))
                .expirationTime(expiration == null ? Instant.now().plus(SHORTEST) : expiration)
                .build();
    }

    private static String given(String operation, String text, String name) {
        if (text == null || text.isEmpty()) {
            throw incomplete(operation, name);
        }
        return text;
    }

    private static AwsFailure incomplete(String operation, String name) {
        return new AwsFailure(Kind.LOST, "sts", operation, null, AwsMessages.missing(name), null);
    }
}
