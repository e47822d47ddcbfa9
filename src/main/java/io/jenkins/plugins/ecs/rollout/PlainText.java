package io.jenkins.plugins.ecs.rollout;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;

/** Text that comes from AWS or a Jenkinsfile, made fit for one line of a log. */
public final class PlainText {

    private static final int LONGEST = 1200;

    private PlainText() {}

    /**
     * Control characters (which could start a console note or a terminal sequence), line breaks and direction marks become
     * blanks; what is longer than 1,200 characters is cut.
     */
    @NonNull
    public static String line(@CheckForNull String text) {
        if (text == null) {
            return "";
        }
        StringBuilder plain = new StringBuilder(Math.min(text.length(), LONGEST));
        text.codePoints().limit(LONGEST).forEach(c -> plain.appendCodePoint(isPlain(c) ? c : ' '));
        if (text.length() > LONGEST) {
            plain.append("…");
        }
        return plain.toString().strip();
    }

    /** A sentence as a part of another: without its full stop. */
    @NonNull
    static String phrase(@NonNull String sentence) {
        return sentence.endsWith(".") ? sentence.substring(0, sentence.length() - 1) : sentence;
    }

    private static boolean isPlain(int c) {
        int type = Character.getType(c);
        return type != Character.CONTROL
                && type != Character.FORMAT
                && type != Character.LINE_SEPARATOR
                && type != Character.PARAGRAPH_SEPARATOR
                && type != Character.SURROGATE;
    }
}
