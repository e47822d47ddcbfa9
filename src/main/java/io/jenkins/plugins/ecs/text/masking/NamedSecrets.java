package io.jenkins.plugins.ecs.text.masking;

import static io.jenkins.plugins.ecs.text.masking.Masking.MASK;

import io.jenkins.plugins.ecs.text.AwsProse;
import java.util.Locale;
import java.util.Set;

/**
 * Masks values by their name: {@code NAME=value}, {@code name: value}, {@code "name": "value"}
 * (also escaped in another string), {@code --name value}, {@code <name>value</name>}, headers, and the form of task
 * definitions, {@code {"name": "NAME", "value": "value"}}. Reads the text once, from left to right.
 */
final class NamedSecrets {

    private static final Set<String> HEADERS =
            Set.of("authorization", "proxy-authorization", "cookie", "set-cookie", "x-amz-security-token");

    private static final int LONGEST_NAME = 256;

    private final String text;
    private final StringBuilder masked;
    private int done;
    private int endOfLine = -1;
    /** The value of "name" suggests a secret, so the next "value" is masked. */
    private boolean named;

    private NamedSecrets(String text) {
        this.text = text;
        this.masked = new StringBuilder(text.length());
    }

    static String mask(String text) {
        return new NamedSecrets(text).run();
    }

    static boolean isSecret(String name) {
        return SecretNames.looksSecret(name) || name.toLowerCase(Locale.ROOT).contains("session");
    }

    private String run() {
        int at = 0;
        while (at < text.length()) {
            if (!isNamePart(text.charAt(at))) {
                at++;
                continue;
            }
            int end = at;
            while (end < text.length() && isNamePart(text.charAt(end))) {
                end++;
            }
            at = text.startsWith(SecretValue.ARN, at) ? SecretValue.endOfArn(text, at) : name(at, end);
        }
        return masked.append(text, done, text.length()).toString();
    }

    /** @return the index at which to continue */
    private int name(int start, int end) {
        int separator = separator(start, end);
        if (separator < 0) {
            return end;
        }
        String name = text.substring(start, end);
        boolean sign = text.charAt(separator) == ' ';
        int from = SecretValue.afterBlanks(text, sign ? separator : separator + 1);
        if (name.equalsIgnoreCase("name")) {
            int line = Math.min(endOfLine(from), from + LONGEST_NAME);
            SecretValue label = SecretValue.at(text, from, line, false, start);
            named = label != null
                    && label.end() < from + LONGEST_NAME
                    && isSecret(text.substring(label.start(), label.end()));
            return end;
        }
        boolean secret = isSecret(name) || (named && name.equalsIgnoreCase("value"));
        if (!secret || AwsProse.isProse(text, start, end, separator)) {
            return end;
        }
        named = false;
        boolean wholeLine = HEADERS.contains(name.toLowerCase(Locale.ROOT)) || isVariableOfLine(start, separator, name);
        SecretValue value = SecretValue.at(text, from, endOfLine(from), wholeLine, start);
        if (value == null) {
            return end;
        }
        masked.append(text, done, value.start()).append(MASK);
        done = value.end();
        return done;
    }

    /**
     * The index of the separator between name and value (a space for {@code --name value}); -1 if there is none.
     */
    private int separator(int start, int end) {
        int at = end;
        while (at < text.length() && "\"'\\".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        at = SecretValue.afterBlanks(text, at);
        if (at >= text.length()) {
            return -1;
        }
        char c = text.charAt(at);
        if (c == '=' || c == ':') {
            return text.startsWith("=>", at) ? at + 1 : at;
        }
        if (c == '>' && start > 0 && text.charAt(start - 1) == '<') {
            return at;
        }
        boolean option = text.charAt(start) == '-' && at > end && text.charAt(end) == ' ' && c != '-';
        return option ? end : -1;
    }

    /** A line as {@code env} prints it: everything after the separator is the value, including spaces. */
    private boolean isVariableOfLine(int start, int separator, String name) {
        boolean first = start == 0 || text.charAt(start - 1) == '\n';
        return first && text.charAt(separator) == '=' && name.equals(name.toUpperCase(Locale.ROOT));
    }

    private int endOfLine(int from) {
        if (endOfLine < from) {
            int end = text.indexOf('\n', from);
            endOfLine = end < 0 ? text.length() : end;
        }
        return endOfLine;
    }

    private static boolean isNamePart(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '-' || c == '.';
    }
}
