package io.jenkins.plugins.ecs.text;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;

/** Text from outside, made fit for one line of a log or a page. */
public final class PlainLine {

    private PlainLine() {}

    /**
     * Line breaks, control characters (a console note or a terminal sequence begins with one) and marks that turn the
     * direction of writing become blanks; what is too long is cut.
     */
    @NonNull
    public static String of(@CheckForNull String text, int longest) {
        if (text == null) {
            return "";
        }
        StringBuilder plain = new StringBuilder(Math.min(text.length(), longest) + 1);
        text.codePoints().limit(longest).forEach(c -> plain.appendCodePoint(isPlain(c) ? c : ' '));
        if (text.codePointCount(0, text.length()) > longest) {
            plain.append('…');
        }
        return plain.toString().stripTrailing();
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
