package io.jenkins.plugins.ecs.templates;

import edu.umd.cs.findbugs.annotations.NonNull;

/**
 * A text that can be read only so often, because a pattern that backtracks may read it without end. A pattern that fits its
 * purpose reads each character a few times.
 */
final class BoundedText implements CharSequence {

    private static final int MOST_READS = 2_000_000;

    private final String text;
    private int reads;

    BoundedText(@NonNull String text) {
        this.text = text;
    }

    /** The pattern needed too long. */
    static final class ReadTooOftenException extends RuntimeException {

        private static final long serialVersionUID = 1L;
    }

    @Override
    public int length() {
        return text.length();
    }

    @Override
    public char charAt(int index) {
        if (++reads > MOST_READS) {
            throw new ReadTooOftenException();
        }
        return text.charAt(index);
    }

    @NonNull
    @Override
    public CharSequence subSequence(int start, int end) {
        return text.subSequence(start, end);
    }

    @NonNull
    @Override
    public String toString() {
        return text;
    }
}
