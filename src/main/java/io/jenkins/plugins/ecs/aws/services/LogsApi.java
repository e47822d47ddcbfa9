package io.jenkins.plugins.ecs.aws.services;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.aws.AwsFailure;
import java.util.List;
import java.util.Optional;

/** What this plugin asks of Amazon CloudWatch Logs. Every method throws {@link AwsFailure}. */
public interface LogsApi {

    /**
     * {@code GetLogEvents}: the last messages of a stream, oldest first; empty if there is no such group or stream.
     *
     * @param most 1 to 10,000
     */
    @NonNull
    List<String> tail(@NonNull String group, @NonNull String stream, int most);

    /**
     * {@code GetLogEvents} from the head of a stream.
     *
     * @param token of the page before; null to begin
     * @param since epoch milliseconds, if there is no token
     * @param most 1 to 10,000
     * @return empty if there is no such group or stream (yet)
     */
    @NonNull
    Optional<LogPage> page(
            @NonNull String group, @NonNull String stream, @CheckForNull String token, long since, int most);

    /**
     * {@code FilterLogEvents}: how many messages match a pattern.
     *
     * @param streamPrefix only of streams whose names begin so; null for all
     * @param pattern a filter pattern of CloudWatch Logs
     * @param since epoch milliseconds
     * @param most stops counting there
     */
    int count(@NonNull String group, @CheckForNull String streamPrefix, @NonNull String pattern, long since, int most);

    /** {@code DescribeLogGroups}: whether there is a group of exactly this name. */
    boolean hasGroup(@NonNull String group);
}
