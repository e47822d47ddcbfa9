package io.jenkins.plugins.ecs.polling;

import edu.umd.cs.findbugs.annotations.NonNull;
import java.util.ArrayList;
import java.util.List;

/**
 * A round needs a read that is not available yet. The round ends without having done anything, and is run again when
 * the result is available. Caught by {@link PollSubscription}; {@code WavesDriver} merges several into one.
 */
public final class ReadPendingException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<ReadRequest> reads;

    ReadPendingException(List<ReadRequest> reads) {
        super("pending reads: " + reads, null, false, false);
        this.reads = reads;
    }

    /** Merges the reads of several rounds. */
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
