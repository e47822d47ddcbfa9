package io.jenkins.plugins.ecs.policy;

import edu.umd.cs.findbugs.annotations.NonNull;

/** Patterns in which {@code *} matches any characters and {@code ?} matches one. All other characters are literal. */
public final class Glob {

    private Glob() {}

    public static boolean matches(@NonNull String pattern, @NonNull String text) {
        int p = 0;
        int t = 0;
        int star = -1;
        int retryAt = 0;
        while (t < text.length()) {
            if (p < pattern.length() && pattern.charAt(p) == '*') {
                star = p++;
                retryAt = t;
            } else if (p < pattern.length() && (pattern.charAt(p) == '?' || pattern.charAt(p) == text.charAt(t))) {
                p++;
                t++;
            } else if (star >= 0) {
                // Let the last star match one more character.
                p = star + 1;
                t = ++retryAt;
            } else {
                return false;
            }
        }
        while (p < pattern.length() && pattern.charAt(p) == '*') {
            p++;
        }
        return p == pattern.length();
    }
}
