package io.jenkins.plugins.ecs.watch;

import java.util.List;

/**
 * A round wants to know what has not been read yet. It ends here, has done nothing so far, and is run again when the
 * answer is there. Nobody but the {@link Seat} catches it.
 */
public final class NotReadYet extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<Read> reads;

    NotReadYet(List<Read> reads) {
        super("to be read first: " + reads, null, false, false);
        this.reads = reads;
    }

    List<Read> reads() {
        return reads;
    }
}
