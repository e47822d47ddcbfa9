package io.jenkins.plugins.ecs.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** AssumeRole, GetSessionToken and GetCallerIdentity. */
final class StsApi {

    private static final Pattern ROLE = Pattern.compile("arn:[a-z-]+:iam::(\\d{12}):role/(.+)");

    private final AccessKeys keys;

    StsApi(AccessKeys keys) {
        this.keys = keys;
    }

    void addTo(Map<String, Operation> operations) {
        operations.put(
                "GetCallerIdentity",
                (input, context) -> Json.object()
                        .put("Arn", context.caller().arn())
                        .put("UserId", context.caller().key().userId())
                        .put("Account", context.caller().account()));
        operations.put("GetSessionToken", (input, context) -> getSessionToken(input, context.caller()));
        operations.put("AssumeRole", (input, context) -> assumeRole(input, context.caller()));
    }

    /** Only for credentials that last. */
    private ObjectNode getSessionToken(Input input, Caller caller) {
        if (caller.key().isTemporary()) {
            throw new AwsError(403, "AccessDenied", "Cannot call GetSessionToken with session credentials");
        }
        int seconds = input.get("DurationSeconds").asInt(43200);
        if (seconds < 900 || seconds > 129600) {
            throw new AwsError(
                    400,
                    "ValidationError",
                    "1 validation error detected: Value '" + seconds
                            + "' at 'durationSeconds' failed to satisfy constraint");
        }
        ObjectNode answer = Json.object();
        answer.set("Credentials", credentials(keys.session(caller.key(), Duration.ofSeconds(seconds))));
        return answer;
    }

    private static ObjectNode credentials(AccessKey key) {
        return Json.object()
                .put("AccessKeyId", key.id())
                .put("SecretAccessKey", key.secret())
                .put("SessionToken", key.sessionToken())
                .put(
                        "Expiration",
                        key.expiration().truncatedTo(ChronoUnit.SECONDS).toString());
    }

    private ObjectNode assumeRole(Input input, Caller caller) {
        String session = input.text("RoleSessionName", "");
        Matcher role = ROLE.matcher(input.text("RoleArn", ""));
        if (!role.matches()) {
            throw new AwsError(400, "ValidationError", input.text("RoleArn", "null") + " is invalid");
        }
        if (!session.matches("[\\w+=,.@-]{2,64}")) {
            throw new AwsError(
                    400,
                    "ValidationError",
                    "1 validation error detected: Value '" + session
                            + "' at 'roleSessionName' failed to satisfy constraint: Member must satisfy regular"
                            + " expression pattern: [\\w+=,.@-]*");
        }
        int seconds = input.get("DurationSeconds").asInt(3600);
        if (seconds < 900 || seconds > 43200) {
            throw new AwsError(
                    400,
                    "ValidationError",
                    "1 validation error detected: Value '" + seconds
                            + "' at 'durationSeconds' failed to satisfy constraint");
        }
        if (caller.key().isTemporary() && seconds > 3600) {
            throw new AwsError(
                    400,
                    "ValidationError",
                    "The requested DurationSeconds exceeds the 1 hour session limit"
                            + " for roles assumed by role chaining");
        }
        String name = role.group(2).substring(role.group(2).lastIndexOf('/') + 1);
        AccessKey key = keys.assume(role.group(1), name, session, Duration.ofSeconds(seconds));
        ObjectNode answer = Json.object();
        answer.putObject("AssumedRoleUser").put("AssumedRoleId", key.userId()).put("Arn", key.principalArn());
        answer.set("Credentials", credentials(key));
        return answer;
    }
}
