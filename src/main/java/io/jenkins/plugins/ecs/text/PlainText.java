package io.jenkins.plugins.ecs.text;

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
        return PlainLine.of(text, LONGEST).strip();
    }

    /** A sentence as a part of another: without its full stop. */
    @NonNull
    public static String phrase(@NonNull String sentence) {
        return sentence.endsWith(".") ? sentence.substring(0, sentence.length() - 1) : sentence;
    }
}
