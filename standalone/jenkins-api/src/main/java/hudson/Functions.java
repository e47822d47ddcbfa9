package hudson;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import java.io.PrintStream;
import java.io.PrintWriter;

public class Functions {
    public Functions() {}

    @NonNull
    public static String printThrowable(@CheckForNull Throwable t) {
        throw new UnsupportedOperationException();
    }

    public static void printStackTrace(@CheckForNull Throwable t, @NonNull PrintWriter pw) {
        throw new UnsupportedOperationException();
    }

    public static void printStackTrace(@CheckForNull Throwable t, @NonNull PrintStream ps) {
        throw new UnsupportedOperationException();
    }
}
