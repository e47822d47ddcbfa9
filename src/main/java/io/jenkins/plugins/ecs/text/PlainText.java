package io.jenkins.plugins.ecs.text;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;

/** Cleans text from AWS or a Jenkinsfile for one line of a log. */
public final class PlainText {

    private static final int LONGEST = 1200;

    private PlainText() {}

    /**
     * Cleans the text as {@link PlainLine#of}, and limits it to 1,200 characters.
     */
    @NonNull
    public static String line(@CheckForNull String text) {
        return PlainLine.of(text, LONGEST).strip();
    }

    /** A sentence without its full stop, for use within another sentence. */
    @NonNull
    public static String phrase(@NonNull String sentence) {
        return sentence.endsWith(".") ? sentence.substring(0, sentence.length() - 1) : sentence;
    }
}
