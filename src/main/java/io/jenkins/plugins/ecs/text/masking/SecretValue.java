package io.jenkins.plugins.ecs.text.masking;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.util.List;

/**
 * The position of the value after a name, without its quotes.
 *
 * @param end index after its last character
 */
record SecretValue(int start, int end) {

    private static final List<String> SCHEMES = List.of("bearer ", "basic ", "token ", "digest ");
    static final String ARN = "arn:aws";
    private static final String ARN_SIGNS = ":/_.@*+!-";

    /**
     * @param from index after the separator and spaces
     * @param line index of the end of the line, which also ends the value
     * @param wholeLine whether an unquoted value extends to the end of the line
     * @param name index of the name: in {@code "NAME=a b"} the quote before it ends the value
     * @return null if there is no value, or if it is an ARN or an object
     */
    @CheckForNull
    static SecretValue at(String text, int from, int line, boolean wholeLine, int name) {
        int start = afterScheme(text, from);
        if (start >= line || text.charAt(start) == '{') {
            return null;
        }
        int quote = start;
        while (quote < line && text.charAt(quote) == '\\') {
            quote++;
        }
        boolean opens = quote < line && isQuote(text.charAt(quote));
        int first = opens ? quote + 1 : start;
        if (text.startsWith(ARN, first)) {
            return null;
        }
        if (opens) {
            return between(first, closing(text, quote, first, quote - start, line));
        }
        if (text.charAt(start) == '[') {
            return array(text, start, line);
        }
        boolean quoted = name > 0 && isQuote(text.charAt(name - 1)) && text.charAt(from - 1) == '=';
        if (quoted) {
            return between(start, closing(text, name - 1, start, 0, line));
        }
        int end = start;
        while (end < line && (wholeLine || !isEnd(text.charAt(end)))) {
            end++;
        }
        return between(start, end);
    }

    private static SecretValue between(int start, int end) {
        return start < end ? new SecretValue(start, end) : null;
    }

    /** A list of plain values is masked as a whole. A list of objects or ARNs is parsed further. */
    private static SecretValue array(String text, int start, int line) {
        int first = afterBlanks(text, start + 1);
        boolean quoted = first < line && isQuote(text.charAt(first));
        if (text.startsWith("{", first) || text.startsWith(ARN, quoted ? first + 1 : first)) {
            return null;
        }
        int end = start + 1;
        while (end < line && text.charAt(end) != ']') {
            end++;
        }
        return between(start + 1, end);
    }

    /** The closing quote, which has as many backslashes before it as the opening one; otherwise the end of the line. */
    private static int closing(String text, int opening, int from, int depth, int line) {
        char quote = text.charAt(opening);
        int slashes = 0;
        for (int at = from; at < line; at++) {
            char c = text.charAt(at);
            boolean closes = depth == 0 ? slashes % 2 == 0 : slashes <= depth;
            if (c == quote && closes) {
                return at - (depth == 0 ? 0 : slashes);
            }
            slashes = c == '\\' ? slashes + 1 : 0;
        }
        return line;
    }

    private static int afterScheme(String text, int from) {
        for (String scheme : SCHEMES) {
            if (text.regionMatches(true, from, scheme, 0, scheme.length())) {
                return afterBlanks(text, from + scheme.length());
            }
        }
        return from;
    }

    static int afterBlanks(String text, int from) {
        int at = from;
        while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
            at++;
        }
        return at;
    }

    /** An ARN may contain words such as "secret:" without being a secret. */
    static int endOfArn(String text, int from) {
        int at = from;
        while (at < text.length()
                && (Character.isLetterOrDigit(text.charAt(at)) || ARN_SIGNS.indexOf(text.charAt(at)) >= 0)) {
            at++;
        }
        return at;
    }

    private static boolean isQuote(char c) {
        return c == '"' || c == '\'';
    }

    private static boolean isEnd(char c) {
        return Character.isWhitespace(c) || c == '&' || c == ';' || c == ',' || c == '<' || isQuote(c);
    }
}
