package io.jenkins.plugins.ecs.verify.http;

/** A text for matching untrusted regular expressions: after a time limit, reading it throws {@link TooSlow}. */
final class DeadlineCharSequence implements CharSequence {

    private static final long MOST_NANOS = 2_000_000_000L;

    /** The pattern takes too long on this text. */
    static final class TooSlow extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TooSlow() {
            super(null, null, false, false);
        }
    }

    private final CharSequence text;
    private final long deadline;

    DeadlineCharSequence(CharSequence text) {
        this(text, System.nanoTime() + MOST_NANOS);
    }

    private DeadlineCharSequence(CharSequence text, long deadline) {
        this.text = text;
        this.deadline = deadline;
    }

    @Override
    public char charAt(int index) {
        if (System.nanoTime() - deadline > 0) {
            throw new TooSlow();
        }
        return text.charAt(index);
    }

    @Override
    public int length() {
        return text.length();
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return new DeadlineCharSequence(text.subSequence(start, end), deadline);
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
