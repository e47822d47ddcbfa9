package io.jenkins.plugins.ecs.diagnosis;

import java.util.List;
import java.util.Locale;

/**
 * Words that a text must contain, in their order; {@code *} stands for anything between. Matched by searching one word
 * after the other, so that no text, however long and hostile, costs more than reading it.
 */
final class TextPattern {

    private static final int CUT_AT = 250;
    private static final int LONGEST = 255;
    private static final int RECOGNISABLE = 6;

    private final List<String> parts;

    private TextPattern(List<String> parts) {
        this.parts = parts;
    }

    static TextPattern of(String words) {
        return new TextPattern(List.of(words.toLowerCase(Locale.ROOT).split("\\*")));
    }

    /** @param folded a text after {@link #fold} */
    boolean isIn(String folded) {
        int from = 0;
        for (int i = 0; i < parts.size(); i++) {
            String part = parts.get(i);
            int at = folded.indexOf(part, from);
            if (at < 0) {
                return i == parts.size() - 1 && isCutOff(folded, part, from);
            }
            from = at + part.length();
        }
        return true;
    }

    /** AWS cuts long reasons, mostly at 255 characters, also within a word; enough of it may be left to know it. */
    private static boolean isCutOff(String folded, String part, int from) {
        boolean dots = folded.endsWith("...");
        if (!dots && (folded.length() < CUT_AT || folded.length() > LONGEST)) {
            return false;
        }
        String text = dots ? folded.substring(0, folded.length() - 3) : folded;
        for (int length = part.length() - 1; length >= RECOGNISABLE; length--) {
            // Whole words may just be the end of another sentence.
            boolean distinctive = length >= 2 * RECOGNISABLE || Character.isLetterOrDigit(part.charAt(length));
            if (distinctive && text.length() - length >= from && text.endsWith(part.substring(0, length))) {
                return true;
            }
        }
        return false;
    }

    /** Small letters, straight apostrophes and single blanks: AWS is not consistent in these. */
    static String fold(String text) {
        StringBuilder folded = new StringBuilder(text.length());
        boolean blank = true;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isWhitespace(c)) {
                if (!blank) {
                    folded.append(' ');
                }
                blank = true;
            } else {
                folded.append(c == '\u2019' || c == '\u2018' ? '\'' : Character.toLowerCase(c));
                blank = false;
            }
        }
        return folded.toString();
    }
}
