package io.jenkins.plugins.ecs.text.masking;

import static io.jenkins.plugins.ecs.text.masking.Masking.MASK;

import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Masks secrets with a known form: private keys, URLs with a password, tokens, AWS keys. */
final class SecretPatterns {

    /** Only the beginning of a longer word is examined. */
    private static final int LONG_WORD = 1000;

    private static final String BEGIN = "-----BEGIN ";
    private static final String END = "-----END ";
    private static final String DASHES = "-----";

    /** User and password, up to the last @ of the word: actual passwords may contain characters that a URL forbids. */
    private static final Pattern USER_INFO =
            Pattern.compile("(://)([^\\s\"'<>@]{0,999}+(?:@[^\\s\"'<>@]{0,999}+){0,5})");

    private static final Pattern KEY_END = Pattern.compile("-----END [A-Z ]{0,30}PRIVATE KEY-----");
    private static final Pattern SCHEME = Pattern.compile("(?i)\\b(bearer|basic|token) ++([\\w.~+/=-]{12,}+)");
    /** URLs that are secret as a whole: their path is the credential. */
    private static final Pattern WEBHOOK = Pattern.compile("(?i)(hooks\\.slack\\.com/(?:services|workflows|triggers)/"
            + "|discord(?:app)?\\.com/api/webhooks/|[\\w.-]{1,99}\\.webhook\\.office\\.com/)[^\\s\"'<>]{1,999}+");

    /** {@code curl -u user:password} and the same option of other clients. */
    private static final Pattern USER_OPTION = Pattern.compile(
            "((?:^|\\s)(?:-u|--user|--proxy-user)(?:\\s{1,9}+|=)[\"']?+[^\\s:\"']{1,99}+:)[^\\s\"']{1,999}+");

    /** Signatures and keys in the query of a URL. */
    private static final Pattern QUERY_SECRET = Pattern.compile(
            "(?i)([?&](?:sig|signature|key|token|x-amz-signature|x-amz-security-token|access_token)=)[^&\\s\"'<>]{1,2000}+");

    /** Whole words only: a search from within each word would take many times as long. */
    private static final Pattern WORD = Pattern.compile("(?<![\\w.~+/=-])[\\w.~+/=-]{16,}+");

    private static final Pattern KEY_ID = Pattern.compile("(?:AKIA|ASIA)[0-9A-Z]{16}");
    private static final Pattern SECRET_KEY = Pattern.compile("[A-Za-z0-9/+]{40}");

    private SecretPatterns() {}

    /** A pattern is searched only in a text with a word that each of its matches contains: most have none. */
    static String mask(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        boolean hasKeyId = (text.contains("AKIA") || text.contains("ASIA"))
                && KEY_ID.matcher(text).find();
        String masked = text.contains(DASHES) ? privateKeys(text) : text;
        if (text.contains("://")) {
            masked = USER_INFO.matcher(masked).replaceAll(SecretPatterns::withoutPassword);
        }
        if (lower.contains("bearer ") || lower.contains("basic ") || lower.contains("token ")) {
            masked = SCHEME.matcher(masked)
                    .replaceAll(
                            found -> quoted(isRandom(found.group(2)) ? found.group(1) + " " + MASK : found.group()));
        }
        if (lower.contains("hooks.slack.com/") || lower.contains("/webhooks/") || lower.contains("webhook.office.")) {
            masked = WEBHOOK.matcher(masked).replaceAll(found -> quoted(found.group(1) + MASK));
        }
        if (text.contains("-u")) {
            masked = USER_OPTION.matcher(masked).replaceAll(found -> quoted(found.group(1) + MASK));
        }
        if (text.contains("?") || text.contains("&")) {
            masked = QUERY_SECRET.matcher(masked).replaceAll(found -> quoted(found.group(1) + MASK));
        }
        return WORD.matcher(masked)
                .replaceAll(found -> quoted(isSecret(found.group(), hasKeyId) ? MASK : found.group()));
    }

    private static boolean isSecret(String word, boolean hasKeyId) {
        if (word.length() > LONG_WORD
                && (word.contains(".eyJ") || KEY_ID.matcher(word).find())) {
            return true;
        }
        return SecretNames.looksLikeSecretValue(word.substring(0, Math.min(word.length(), LONG_WORD)))
                || (hasKeyId && SECRET_KEY.matcher(word).matches());
    }

    private static boolean isRandom(String word) {
        return word.chars().anyMatch(c -> Character.isDigit(c) || Character.isUpperCase(c) || c == '=');
    }

    /** From BEGIN to END. The last lines of a log may contain only one of the two. */
    private static String privateKeys(String text) {
        StringBuilder masked = new StringBuilder(text.length());
        int begin = text.indexOf(BEGIN);
        Matcher tailOnly = KEY_END.matcher(text);
        int done = tailOnly.find() && (begin < 0 || tailOnly.start() < begin) ? tailOnly.end() : 0;
        masked.append(done > 0 ? MASK : "");
        while (begin >= 0) {
            int head = text.indexOf(DASHES, begin + BEGIN.length());
            boolean isKey = head > 0
                    && text.substring(begin, Math.min(head, begin + 60)).contains("PRIVATE KEY");
            if (!isKey) {
                begin = text.indexOf(BEGIN, begin + BEGIN.length());
                continue;
            }
            int end = text.indexOf(END, head);
            int tail = end < 0 ? -1 : text.indexOf(DASHES, end + END.length());
            masked.append(text, done, begin).append(MASK);
            done = tail < 0 ? text.length() : tail + DASHES.length();
            begin = text.indexOf(BEGIN, done);
        }
        return masked.append(text, done, text.length()).toString();
    }

    private static String withoutPassword(MatchResult url) {
        String word = url.group(2);
        int at = word.lastIndexOf('@');
        int colon = word.indexOf(':');
        int slash = word.indexOf('/');
        boolean path = slash >= 0 && slash < at && (colon < 0 || slash < colon || isPort(word, colon + 1, slash));
        if (at < 0 || path) {
            return quoted(url.group());
        }
        boolean password = colon >= 0 && colon < at;
        String user = word.substring(0, password ? colon + 1 : at);
        boolean token = !password && user.length() >= 16;
        return quoted("://" + (token ? MASK : user) + (password ? MASK : "") + word.substring(at));
    }

    private static boolean isPort(String word, int from, int to) {
        return from < to && word.substring(from, to).chars().allMatch(Character::isDigit);
    }

    private static String quoted(String replacement) {
        return Matcher.quoteReplacement(replacement);
    }
}
