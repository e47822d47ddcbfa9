package io.jenkins.plugins.ecs.aws.ecs;

import edu.umd.cs.findbugs.annotations.Nullable;

/**
 * {@code ServiceRevisionSummary}: how many tasks of one service revision there are, and its share of the traffic.
 *
 * @param productionWeight 0.0-100.0, a snapshot; null where AWS gives none (rolling updates)
 */
public record RevisionCounts(
        String arn,
        int requested,
        int running,
        int pending,
        @Nullable Double productionWeight,
        @Nullable Double testWeight) {}
