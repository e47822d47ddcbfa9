package io.jenkins.plugins.ecs.config.settings;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.rollout.request.RequestChecks;
import io.jenkins.plugins.ecs.tasks.request.OnStop;
import io.jenkins.plugins.ecs.tasks.request.TaskRequest;
import io.jenkins.plugins.ecs.tasks.request.TaskRequestChecks;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** What {@code ecsRunTask} and the tasks before and after a deployment have in common. */
public interface TaskParameters {

    Duration DEFAULT_TIMEOUT = Duration.ofMinutes(60);

    /** The one that the run is about; null for the only essential one. */
    @CheckForNull
    String getContainer();

    List<String> getCommand();

    List<NamedValue> getEnvironment();

    @CheckForNull
    String getCpu();

    @CheckForNull
    String getMemory();

    @CheckForNull
    String getTaskRoleArn();

    @CheckForNull
    String getExecutionRoleArn();

    /** In {@link #getTimeUnit()}. */
    @CheckForNull
    Integer getTimeout();

    TimeUnit getTimeUnit();

    /** {@code stop} or {@code leave}. */
    @CheckForNull
    String getOnAbort();

    @CheckForNull
    Integer getLogLines();

    @NonNull
    default Duration timeout() {
        Integer timeout = getTimeout();
        return timeout == null
                ? DEFAULT_TIMEOUT
                : Duration.of(timeout, getTimeUnit().toChronoUnit());
    }

    @NonNull
    default TaskRequest.Overrides overrides() {
        return new TaskRequest.Overrides(getCpu(), getMemory(), getTaskRoleArn(), getExecutionRoleArn());
    }

    /** How the tasks are followed; {@link #parameterProblems} has none. */
    @NonNull
    default TaskRequest.Following following(@CheckForNull String onTimeout, boolean captures, boolean locks) {
        Integer lines = getLogLines();
        return new TaskRequest.Following(
                timeout().toMillis(),
                OnStop.parse(getOnAbort()).orElse(OnStop.STOP),
                OnStop.parse(onTimeout).orElse(OnStop.STOP),
                lines == null ? TaskRequest.Following.DEFAULT_LOG_LINES : lines,
                captures,
                locks);
    }

    /** What a request can't be made with; {@link TaskRequestChecks#problems} has the rest. */
    @NonNull
    default Stream<Optional<String>> parameterProblems() {
        return Stream.of(RequestChecks.span("timeout", timeout()), TaskRequestChecks.onStop("onAbort", getOnAbort()));
    }
}
