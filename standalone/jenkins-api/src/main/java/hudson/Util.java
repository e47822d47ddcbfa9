package hudson;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import edu.umd.cs.findbugs.annotations.Nullable;
import java.util.List;

public class Util {
    private Util() {}

    @NonNull
    public static String fixNull(@CheckForNull String s) {
        return s == null ? "" : s;
    }

    @NonNull
    public static <T> T fixNull(@CheckForNull T s, @NonNull T defaultValue) {
        return s == null ? defaultValue : s;
    }

    @NonNull
    public static <T> List<T> fixNull(@CheckForNull List<T> l) {
        return l == null ? List.of() : l;
    }

    @CheckForNull
    public static String fixEmpty(@CheckForNull String s) {
        return s == null || s.isEmpty() ? null : s;
    }

    @CheckForNull
    public static String fixEmptyAndTrim(@CheckForNull String s) {
        return s == null ? null : fixEmpty(s.trim());
    }

    @NonNull
    public static String getTimeSpanString(long duration) {
        throw new UnsupportedOperationException();
    }

    @NonNull
    public static String rawEncode(@NonNull String s) {
        throw new UnsupportedOperationException();
    }

    @NonNull
    public static String fullEncode(@NonNull String s) {
        throw new UnsupportedOperationException();
    }

    @Nullable
    public static String escape(@CheckForNull String text) {
        throw new UnsupportedOperationException();
    }

    @NonNull
    public static String xmlEscape(@NonNull String text) {
        throw new UnsupportedOperationException();
    }

    @Nullable
    public static String ensureEndsWith(@CheckForNull String subject, @CheckForNull String suffix) {
        throw new UnsupportedOperationException();
    }

    @NonNull
    public static String getDigestOf(@NonNull String text) {
        throw new UnsupportedOperationException();
    }
}
