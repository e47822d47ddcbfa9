package io.jenkins.plugins.ecs.text.masking;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Guesses secrets by their name or form, rather too many than too few. Every pattern is bounded, because values in a
 * task definition may have many kilobytes.
 */
public final class SecretNames {
    /** Displayed instead of a secret. */
    public static final String MASK = "***";

    private static final Pattern NAME =
            Pattern.compile("(?i)pass|pwd|secret|token|credential|auth(?!or(?!iz))|api[_.-]?key|access[_.-]?key"
                    + "|private[_.-]?key|(?:sign|encrypt)[a-z]{0,10}[_.-]?key|connection[_.-]?string|webhook|cookie"
                    + "|(?:^|[_.-])(?:key|dsn|salt|pin)(?:$|[_.-])");
    /** The id of Jenkins credentials is not a secret, and is needed to find mistakes. */
    private static final Pattern ID_OF_CREDENTIALS = Pattern.compile("(?i)credentials[_.-]?id");
    /** A word and the separator before its value. Matches at word starts only, so that no text is read twice. */
    private static final Pattern ASSIGNMENT =
            Pattern.compile("(?<![\\w.-])([\\w.-]++)[\"']?\\s*+[=:]\\s*+(?:(?:Bearer|Basic)\\s++)?");

    private static final Pattern ASSIGNED = Pattern.compile("\"[^\"]*+\"|'[^']*+'|[^\\s&;,]++");
    private static final Pattern USER_INFO = Pattern.compile("(://[^/\\s:@]{0,200}:)[^/\\s]{1,500}@");
    private static final Pattern VALUE = Pattern.compile("(?:AKIA|ASIA)[0-9A-Z]{16}"
            + "|-----BEGIN [A-Z ]{0,30}PRIVATE KEY"
            + "|\\b(?:gh[pousr]_|github_pat_|glpat-|xox[abprs]-|sk_live_)[A-Za-z0-9_-]{10}"
            + "|\\beyJ[A-Za-z0-9_-]{8,500}\\.eyJ[A-Za-z0-9_-]{8}");

    private SecretNames() {}

    /** True when the name of a variable or option suggests a secret: DB_PASSWORD, splunk-token, apiKey. */
    public static boolean looksSecret(String name) {
        return name != null
                && NAME.matcher(name).find()
                && !ID_OF_CREDENTIALS.matcher(name).matches();
    }

    /** True when a value has the form of a well-known kind of key or token, or is a URL with a password. */
    public static boolean looksLikeSecretValue(String value) {
        return value != null
                && (VALUE.matcher(value).find() || USER_INFO.matcher(value).find());
    }

    /** The text with apparent secrets masked: {@code --db-password=***}, {@code postgres://user:***@host}. */
    public static String masked(String text) {
        if (VALUE.matcher(text).find()) {
            return MASK;
        }
        return USER_INFO.matcher(maskAssignments(text)).replaceAll("$1***@");
    }

    private static String maskAssignments(String text) {
        StringBuilder masked = new StringBuilder();
        Matcher assignment = ASSIGNMENT.matcher(text);
        Matcher assigned = ASSIGNED.matcher(text);
        int done = 0;
        while (done < text.length() && assignment.find(done)) {
            int value = assignment.end();
            masked.append(text, done, value);
            done = value;
            boolean secret = looksSecret(assignment.group(1));
            if (secret && assigned.region(value, text.length()).lookingAt()) {
                masked.append(MASK);
                done = assigned.end();
            }
        }
        return masked.append(text, done, text.length()).toString();
    }
}
