package io.jenkins.plugins.ecs.watch;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;

/**
 * What came of a read.
 *
 * @param json null where it failed
 * @param failure null where it was answered
 * @param at milliseconds, when it came
 */
record Answer(ObjectNode json, RuntimeException failure, long at) {

    /** A decision is made on reads of about one time; what is older is read again. */
    private static final long FRESH = 5_000;

    /** Of what never changes, or hardly, the builds' place in the queue is worth more. */
    private static final long LASTING = 60_000;

    private static final Set<String> LASTS = Set.of("DescribeTaskDefinition", "DescribeServiceRevisions");

    boolean isFresh(Read read, long now) {
        boolean lasts = failure == null && LASTS.contains(read.kind().operation());
        return now - at <= (lasts ? LASTING : FRESH);
    }
}
