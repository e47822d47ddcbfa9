package io.jenkins.plugins.ecs.text;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;

/**
 * The gate for texts of AWS: every text of a response passes here when it becomes a value of the plugin, those of the SDK's
 * clients in one place of the package {@code aws}. Behind the gate there are no line breaks, control characters or
 * direction marks, and no text is endless.
 */
public final class ForeignText {

    /**
     * Messages are cut again, to less, where they are shown. Here they are cut far behind that point, so that a secret at
     * the cut, which masking no longer recognizes, is never shown.
     */
    private static final int LONGEST_MESSAGE = 10_000;

    private ForeignText() {}

    /** A name, a state or another short text. */
    @NonNull
    public static String word(@CheckForNull String ofAws) {
        return PlainText.line(ofAws);
    }

    /** A sentence. */
    @NonNull
    public static String message(@CheckForNull String ofAws) {
        return PlainLine.of(ofAws, LONGEST_MESSAGE).strip();
    }
}
