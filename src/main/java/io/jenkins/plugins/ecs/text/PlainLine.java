package io.jenkins.plugins.ecs.text;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;

/** Cleans untrusted text for one line of a log or page. */
public final class PlainLine {

    private PlainLine() {}

    /**
     * Replaces line breaks, control characters (console notes and terminal sequences begin with one) and bidirectional
     * formatting characters by spaces.
     *
     * @param longest maximum number of characters; the rest is cut
     */
    @NonNull
    public static String of(@CheckForNull String text, int longest) {
        if (text == null) {
            return "";
        }
        if (text.length() <= longest && isPlainAscii(text)) {
            return text.stripTrailing();
        }
        StringBuilder plain = new StringBuilder(Math.min(text.length(), longest) + 1);
        text.codePoints().limit(longest).forEach(c -> plain.appendCodePoint(isPlain(c) ? c : ' '));
        if (text.codePointCount(0, text.length()) > longest) {
            plain.append('…');
        }
        return plain.toString().stripTrailing();
    }

    /** Most texts are, and this is the cheapest way to know that nothing is to be replaced. */
    private static boolean isPlainAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c > '~') {
                return false;
            }
        }
        return true;
    }

    private static boolean isPlain(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE -> false;
            default -> true;
        };
    }
}
