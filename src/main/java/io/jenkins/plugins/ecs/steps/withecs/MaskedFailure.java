package io.jenkins.plugins.ecs.steps.withecs;

import edu.umd.cs.findbugs.annotations.NonNull;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.regex.Pattern;

/** A failure whose text showed credentials: its message with stars in their place, and its stack trace without causes. */
final class MaskedFailure extends Exception {

    private static final long serialVersionUID = 1L;

    private MaskedFailure(String message) {
        super(message);
    }

    /** The same failure, unless the text of it, of a cause or of a suppressed failure matches the pattern. */
    @NonNull
    static Throwable of(@NonNull Throwable failure, @NonNull Pattern secrets) {
        StringWriter printed = new StringWriter();
        failure.printStackTrace(new PrintWriter(printed, true));
        if (!secrets.matcher(printed.toString()).find()) {
            return failure;
        }
        MaskedFailure masked =
                new MaskedFailure(secrets.matcher(String.valueOf(failure)).replaceAll(ExportedKeys.STARS));
        masked.setStackTrace(failure.getStackTrace());
        return masked;
    }
}
