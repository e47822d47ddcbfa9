package io.jenkins.plugins.ecs.diagnosis;

import java.util.List;
import java.util.Locale;

/**
 * Words that a text must contain, in their order; {@code *} stands for anything between. Matched by searching one word
 * after the other, so that no text, however long and hostile, costs more than reading it.
 */
final class Phrase {

    private final List<String> parts;

    private Phrase(List<String> parts) {
        this.parts = parts;
    }

    static Phrase of(String words) {
        return new Phrase(List.of(words.toLowerCase(Locale.ROOT).split("\\*")));
    }

    /** @param folded a text after {@link #fold} */
    boolean isIn(String folded) {
        int from = 0;
        for (String part : parts) {
            int at = folded.indexOf(part, from);
            if (at < 0) {
                return false;
            }
            from = at + part.length();
        }
        return true;
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
