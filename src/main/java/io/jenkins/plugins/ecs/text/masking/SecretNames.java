package io.jenkins.plugins.ecs.text.masking;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Guesses what is secret by how it is called or by how it looks; rather too often than too seldom. Every pattern is
 * bounded, because a definition may hold values of many kilobytes.
 */
public final class SecretNames {
    /** What is shown instead of a value. */
    public static final String MASK = "***";

    private static final Pattern NAME =
            Pattern.compile("(?i)pass|pwd|secret|token|credential|auth(?!or(?!iz))|api[_.-]?key|access[_.-]?key"
                    + "|private[_.-]?key|(?:sign|encrypt)[a-z]{0,10}[_.-]?key|connection[_.-]?string|webhook|cookie"
                    + "|(?:^|[_.-])(?:key|dsn|salt|pin)(?:$|[_.-])");
    /** Jenkins' own field: it names credentials, and whoever looks for a mistake must see which. */
    private static final Pattern ID_OF_CREDENTIALS = Pattern.compile("(?i)credentials[_.-]?id");
    /** A word and the sign that gives it a value. Starts of words only, so that no text is read twice. */
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

    /** The text with what looks secret in it replaced: {@code --db-password=***}, {@code postgres://user:***@host}. */
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
