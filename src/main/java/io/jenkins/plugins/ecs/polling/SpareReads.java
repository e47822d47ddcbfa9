package io.jenkins.plugins.ecs.polling;

import edu.umd.cs.findbugs.annotations.NonNull;
import java.util.function.Supplier;

/**
 * Reads for a user who looks, which no deployment needs. They count against the quotas of the account, but use only what
 * deployments leave: while less than half of a quota's burst is available, such a read is not made.
 */
public interface SpareReads {

    /**
     * Makes a read at once, or not at all.
     *
     * @param operation the name of the API operation, for example {@code GetLogEvents}
     * @throws NoSpareCallException if deployments need the quota now
     */
    <T> T read(@NonNull String operation, @NonNull Supplier<T> call);
}
