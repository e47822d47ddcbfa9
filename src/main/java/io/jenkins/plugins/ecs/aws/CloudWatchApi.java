package io.jenkins.plugins.ecs.aws;

import com.fasterxml.jackson.databind.node.ArrayNode;
import edu.umd.cs.findbugs.annotations.NonNull;
import java.util.Collection;
import java.util.List;

/** What this plugin asks of Amazon CloudWatch. Every method throws {@link AwsFailure}. */
public interface CloudWatchApi {

    /** {@code DescribeAlarms}: metric and composite alarms of these names; those that do not exist are left out. */
    @NonNull
    List<AlarmState> alarms(@NonNull Collection<String> names);

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
