package hudson.model;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.console.ConsoleNote;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;

public interface TaskListener {
    TaskListener NULL = null;

    @NonNull
    PrintStream getLogger();

    default void annotate(ConsoleNote ann) throws IOException {
        throw new UnsupportedOperationException();
    }

    default void hyperlink(String url, String text) throws IOException {
        throw new UnsupportedOperationException();
    }

    @NonNull
    default PrintWriter error(String msg) {
        throw new UnsupportedOperationException();
    }

    @NonNull
    default PrintWriter error(String format, Object... args) {
        throw new UnsupportedOperationException();
    }

    @NonNull
    default PrintWriter fatalError(String msg) {
        throw new UnsupportedOperationException();
    }
}
