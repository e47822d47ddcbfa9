package io.jenkins.plugins.ecs.diagnosis;

import edu.umd.cs.findbugs.annotations.NonNull;

/** Compares texts regardless of numbers and ids. */
final class MessageFingerprint {

    private MessageFingerprint() {}

    /**
     * The text with every word that contains a digit replaced: task ids, random parts of ARNs, request ids, times,
     * addresses, retry counts.
     */
    @NonNull
    static String key(@NonNull String text) {
        StringBuilder key = new StringBuilder(text.length());
        int start = -1;
        boolean digit = false;
        for (int i = 0; i <= text.length(); i++) {
            char c = i < text.length() ? text.charAt(i) : ' ';
            boolean inWord = Character.isLetterOrDigit(c) || c == '-' || c == '_';
            if (inWord) {
                start = start < 0 ? i : start;
                digit |= Character.isDigit(c);
                continue;
            }
            if (start >= 0) {
                key.append(digit ? "#" : text.substring(start, i));
            }
            if (i < text.length()) {
                key.append(c);
            }
            start = -1;
            digit = false;
        }
        return key.toString();
    }
}
