package io.jenkins.plugins.ecs.polling;

import edu.umd.cs.findbugs.annotations.NonNull;
import java.util.ArrayList;
import java.util.List;

/**
 * A round wants to know what has not been read yet. It ends here, has done nothing so far, and is run again when the
 * answer is there. Nobody but the {@link PollSubscription} catches it, and who takes several
 * rounds in one, to throw them together.
 */
public final class ReadPendingException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<ReadRequest> reads;

    ReadPendingException(List<ReadRequest> reads) {
        super("to be read first: " + reads, null, false, false);
        this.reads = reads;
    }

    /** What several rounds in one want to know is asked for together. */
    @NonNull
    public ReadPendingException and(@NonNull ReadPendingException other) {
        List<ReadRequest> all = new ArrayList<>(reads);
        all.addAll(other.reads);
        return new ReadPendingException(all);
    }

    List<ReadRequest> reads() {
        return reads;
    }
}
