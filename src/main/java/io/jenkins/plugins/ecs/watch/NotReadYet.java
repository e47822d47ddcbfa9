package io.jenkins.plugins.ecs.watch;

import edu.umd.cs.findbugs.annotations.NonNull;
import java.util.ArrayList;
import java.util.List;

/**
 * A round wants to know what has not been read yet. It ends here, has done nothing so far, and is run again when the
 * answer is there. Nobody but the {@link Seat} catches it, and who takes several
 * rounds in one, to throw them together.
 */
public final class NotReadYet extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<Read> reads;

    NotReadYet(List<Read> reads) {
        super("to be read first: " + reads, null, false, false);
        this.reads = reads;
    }

    /** What several rounds in one want to know is asked for together. */
    @NonNull
    public NotReadYet and(@NonNull NotReadYet other) {
        List<Read> all = new ArrayList<>(reads);
        all.addAll(other.reads);
        return new NotReadYet(all);
    }

    List<Read> reads() {
        return reads;
    }
}
