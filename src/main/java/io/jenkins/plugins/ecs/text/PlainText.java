package io.jenkins.plugins.ecs.text;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import java.util.Locale;

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

    /** A phrase as the begin of a sentence. */
    @NonNull
    public static String sentence(@NonNull String phrase) {
        return phrase.isEmpty() ? "" : phrase.substring(0, 1).toUpperCase(Locale.ROOT) + phrase.substring(1);
    }

    /** A sentence without its full stop, for use within another sentence. */
    @NonNull
    public static String phrase(@NonNull String sentence) {
        return sentence.endsWith(".") ? sentence.substring(0, sentence.length() - 1) : sentence;
    }
}
