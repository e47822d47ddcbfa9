package io.jenkins.plugins.ecs.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** AssumeRole and GetCallerIdentity in the query protocol: a form in, XML out. */
final class StsApi {

    private static final Pattern ROLE = Pattern.compile("arn:[a-z-]+:iam::(\\d{12}):role/(.+)");
    private static final String NAMESPACE = "https://sts.amazonaws.com/doc/2011-06-15/";

    private final AccessKeys keys;
    private final Ids ids;

    StsApi(AccessKeys keys, Ids ids) {
        this.keys = keys;
        this.ids = ids;
    }

    /** The form as an object. */
    static ObjectNode parse(String form) {
        ObjectNode parameters = Json.object();
        for (String pair : form.split("&")) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                parameters.put(decode(pair.substring(0, equals)), decode(pair.substring(equals + 1)));
            }
        }
        return parameters;
    }

    String call(String action, Input input, Caller caller) {
        return switch (action) {
            case "GetCallerIdentity" ->
                answer(
                        action,
                        element("Arn", caller.arn())
                                + element("UserId", caller.key().userId())
                                + element("Account", caller.account()));
            case "AssumeRole" -> assumeRole(input, caller);
            default -> throw new AwsError(400, "InvalidAction", "Could not find operation " + action);
        };
    }

    private String assumeRole(Input input, Caller caller) {
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
        Instant expiration = key.expiration().truncatedTo(ChronoUnit.SECONDS);
        String credentials = element("AccessKeyId", key.id())
                + element("SecretAccessKey", key.secret())
                + element("SessionToken", key.sessionToken())
                + element("Expiration", expiration.toString());
        String user = element("AssumedRoleId", key.userId()) + element("Arn", key.principalArn());
        return answer(
                "AssumeRole",
                "<AssumedRoleUser>" + user + "</AssumedRoleUser><Credentials>" + credentials + "</Credentials>");
    }

    private String answer(String action, String result) {
        return "<" + action + "Response xmlns=\"" + NAMESPACE + "\"><" + action + "Result>" + result + "</" + action
                + "Result><ResponseMetadata>" + element("RequestId", ids.uuid()) + "</ResponseMetadata></" + action
                + "Response>";
    }

    static String error(AwsError error, String requestId) {
        return "<ErrorResponse xmlns=\"" + NAMESPACE + "\"><Error>"
                + element("Type", error.status < 500 ? "Sender" : "Receiver") + element("Code", error.code)
                + element("Message", error.getMessage()) + "</Error>" + element("RequestId", requestId)
                + "</ErrorResponse>";
    }

    private static String element(String name, String text) {
        String escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
        return "<" + name + ">" + escaped + "</" + name + ">";
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
