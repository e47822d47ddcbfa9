package io.jenkins.plugins.ecs.aws.services;

import com.fasterxml.jackson.databind.node.ArrayNode;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.aws.AwsFailure;
import java.util.List;

/** What this plugin asks about metrics of Amazon CloudWatch. Every method throws {@link AwsFailure}. */
@FunctionalInterface
public interface MetricsApi {

    /**
     * {@code GetMetricData}: the values of the one query that returns data, oldest first.
     *
     * @param queries {@code MetricDataQueries}, with the names of the API
     * @param from epoch milliseconds
     * @param to epoch milliseconds
     */
    @NonNull
    List<Double> metric(@NonNull ArrayNode queries, long from, long to);
}
