package io.jenkins.plugins.ecs.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.aws.AwsFailure.Kind;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;

/** What STS is asked for: who somebody is, sessions, and roles. */
final class StsCalls {

    /** What is a session already may not tell how long it lasts; a quarter of an hour is the shortest that there is. */
    private static final Duration SHORTEST = Duration.ofMinutes(15);

    private static final Duration LASTS = Duration.ofHours(1);

    private final AwsCall sts;

    StsCalls(@NonNull AwsCall sts) {
        this.sts = sts;
    }

    /** {@code GetSessionToken} for keys that last; what is a session already is given as it is. */
    @NonNull
    SessionKeys keys(@NonNull AwsCredentials current) {
        AwsSessionCredentials session = current instanceof AwsSessionCredentials already
                ? already
                : credentials(
                        "GetSessionToken",
                        JsonNodeFactory.instance.objectNode().put("DurationSeconds", LASTS.toSeconds()));
        Instant expires = session.expirationTime().orElse(Instant.now().plus(SHORTEST));
        return new SessionKeys(
                session.accessKeyId(), session.secretAccessKey(), session.sessionToken(), expires.toEpochMilli());
    }

    @NonNull
    CallerIdentity identity() {
        String operation = "GetCallerIdentity";
        ObjectNode answer = sts.call(operation, JsonNodeFactory.instance.objectNode());
        return new CallerIdentity(text(operation, answer, "Account"), text(operation, answer, "Arn"));
    }

    @NonNull
    AwsSessionCredentials assume(@NonNull String role, @CheckForNull String externalId, @NonNull String sessionName) {
        ObjectNode input =
                JsonNodeFactory.instance.objectNode().put("RoleArn", role).put("RoleSessionName", sessionName);
        if (externalId != null) {
            input.put("ExternalId", externalId);
        }
        return credentials("AssumeRole", input);
    }

    private AwsSessionCredentials credentials(String operation, ObjectNode input) {
        JsonNode made = sts.call(operation, input).path("Credentials");
        return AwsSessionCredentials.builder()
                .accessKeyId(text(operation, made, "AccessKeyId"))
                .secretAccessKey(text(operation, made, "SecretAccessKey"))
                .sessionToken(text(operation, made, "SessionToken"))
                .expirationTime(expiration(made.path("Expiration").asText("")))
                .build();
    }

    private static Instant expiration(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException untold) {
            return Instant.now().plus(SHORTEST);
        }
    }

    private static String text(String operation, JsonNode node, String name) {
        String text = node.path(name).asText("");
        if (text.isEmpty()) {
            throw new AwsFailure(Kind.LOST, "sts", operation, null, "the answer has no " + name, null);
        }
        return text;
    }
}
