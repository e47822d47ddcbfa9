package io.jenkins.plugins.ecs.templates;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.text.masking.SecretNames;
import java.util.regex.Pattern;

/** Whether a variable is a secret that must not be a plain value. Rather too many are found than too few. */
final class PlainValue {

    /** A number, a length of time, a switch, a path, or an address without a password. */
    private static final Pattern HARMLESS = Pattern.compile(
            "|[0-9]{1,6}(ms|s|m|h|d)?|true|false|yes|no|on|off|https?://[^@\\s]*|(/[A-Za-z0-9_.-]+){1,10}");

    /** Such as TOKEN_TTL and AUTH_MODE: what is named is a property of a secret, not the secret. */
    private static final Pattern ABOUT = Pattern.compile(
            "(?i).*_(URL|URI|HOST|PORT|MODE|TYPE|NAME|ID|ARN|TTL|TIMEOUT"
                    + "|ENABLED|PATH|FILE|ISSUER|AUDIENCE|HEADER|REALM|DOMAIN|PROVIDER|ENDPOINT|LENGTH|ROUNDS|ALGORITHM|REGION)");

    private PlainValue() {}

    static boolean isSecret(@NonNull String name, @NonNull String value) {
        boolean named = SecretNames.looksSecret(name)
                && !ABOUT.matcher(name).matches()
                && !HARMLESS.matcher(value.strip()).matches();
        return named || SecretNames.looksLikeSecretValue(value);
    }
}
