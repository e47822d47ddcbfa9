package io.jenkins.plugins.ecs.steps.withecs;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;

/** Puts stars in the place of secrets, as they are and as they look in Base64 or in a URL. */
final class SecretMask {

    private static final String STARS = "****";
    /** Shorter parts of a Base64 text could be anything. */
    private static final int SHORTEST = 12;

    private final List<String> secrets;

    private SecretMask(List<String> secrets) {
        this.secrets = secrets;
    }

    @NonNull
    static SecretMask of(@NonNull List<String> secrets) {
        List<String> all = new ArrayList<>();
        for (String secret : secrets) {
            if (!secret.isEmpty()) {
                all.add(secret);
                all.add(URLEncoder.encode(secret, StandardCharsets.UTF_8));
                addBase64(all, secret);
            }
        }
        // A longer one may contain a shorter one.
        return new SecretMask(all.stream()
                .distinct()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList());
    }

    /** Somewhere in a longer text it begins at one of three places of a group, and only its inner part is always the same. */
    private static void addBase64(List<String> all, String secret) {
        for (int offset = 0; offset < 3; offset++) {
            byte[] padded = ("x".repeat(offset) + secret).getBytes(StandardCharsets.UTF_8);
            String text = Base64.getEncoder().withoutPadding().encodeToString(padded);
            int begin = offset == 0 ? 0 : offset + 1;
            int end = padded.length / 3 * 4;
            if (end - begin >= SHORTEST) {
                all.add(text.substring(begin, end));
            }
        }
    }

    @NonNull
    String apply(@NonNull String text) {
        String masked = text;
        for (String secret : secrets) {
            masked = masked.replace(secret, STARS);
        }
        return masked;
    }

    /** The same failure, or one without the secrets if there is any in its words or in those of its causes. */
    @NonNull
    Throwable apply(@NonNull Throwable failure) {
        for (Throwable each = failure; each != null; each = each.getCause() == each ? null : each.getCause()) {
            if (hides(each.getMessage()) || hides(each.toString())) {
                return masked(failure);
            }
        }
        for (Throwable suppressed : failure.getSuppressed()) {
            if (apply(suppressed) != suppressed) {
                return masked(failure);
            }
        }
        return failure;
    }

    private Exception masked(Throwable failure) {
        Exception without = new Exception(apply(String.valueOf(failure)));
        without.setStackTrace(failure.getStackTrace());
        return without;
    }

    private boolean hides(@CheckForNull String text) {
        return text != null && !apply(text).equals(text);
    }
}
