package io.jenkins.plugins.ecs.diagnosis;

import java.util.List;
import java.util.Locale;

/**
 * Phrases that a text must contain in this order; {@code *} matches anything in between. The phrases are searched one
 * after the other, so the time is linear for any text.
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

    /** AWS cuts long reasons, usually at 255 characters, also within words. A long enough beginning still matches. */
    private static boolean isCutOff(String folded, String part, int from) {
        boolean dots = folded.endsWith("...");
        if (!dots && (folded.length() < CUT_AT || folded.length() > LONGEST)) {
            return false;
        }
        String text = dots ? folded.substring(0, folded.length() - 3) : folded;
        for (int length = part.length() - 1; length >= RECOGNISABLE; length--) {
            // A few whole words may be the end of another sentence.
            boolean distinctive = length >= 2 * RECOGNISABLE || Character.isLetterOrDigit(part.charAt(length));
            if (distinctive && text.length() - length >= from && text.endsWith(part.substring(0, length))) {
                return true;
            }
        }
        return false;
    }

    /** Lower case, straight apostrophes and single spaces, because AWS is not consistent in these. */
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
