package io.jenkins.plugins.ecs.polling;

import edu.umd.cs.findbugs.annotations.NonNull;
import java.util.Collection;
import java.util.function.Consumer;

/** Reads that do not depend on each other: the poller makes those that are missing together, before it runs the round again. */
public final class IndependentReads {

    private IndependentReads() {}

    /**
     * Makes all of them, those after a missing one, too.
     *
     * @throws ReadPendingException with all that are missing
     */
    public static <T> void each(@NonNull Collection<T> reads, @NonNull Consumer<? super T> maker) {
        ReadPendingException pending = null;
        for (T read : reads) {
            try {
                maker.accept(read);
            } catch (ReadPendingException more) {
                pending = pending == null ? more : pending.and(more);
            }
        }
        if (pending != null) {
            throw pending;
        }
    }
}
