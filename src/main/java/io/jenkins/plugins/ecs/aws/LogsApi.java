package io.jenkins.plugins.ecs.aws;

import edu.umd.cs.findbugs.annotations.NonNull;
import java.util.List;

/** What this plugin asks of Amazon CloudWatch Logs. Every method throws {@link AwsFailure}. */
public interface LogsApi {

    /**
     * {@code GetLogEvents}: the last messages of a stream, oldest first; empty where there is no such group or stream.
     *
     * @param most 1 to 10,000
     */
    @NonNull
    List<String> tail(@NonNull String group, @NonNull String stream, int most);
}
