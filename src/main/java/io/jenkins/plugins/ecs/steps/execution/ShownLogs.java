package io.jenkins.plugins.ecs.steps.execution;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.polling.PolledConnection;
import io.jenkins.plugins.ecs.rollout.LogTail;
import io.jenkins.plugins.ecs.rollout.NewTaskLogs;
import io.jenkins.plugins.ecs.rollout.state.Outcome;
import io.jenkins.plugins.ecs.rollout.state.RolloutState;
import io.jenkins.plugins.ecs.text.masking.Masking;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Reads the logs of the deployments of a step for pages: with the connections of the rounds, but beside them, so that it
 * holds up none. While there is no connection, nothing is read.
 */
final class ShownLogs {

    private static final Logger LOGGER = Logger.getLogger(ShownLogs.class.getName());

    /** Masks the secrets of the build. */
    @FunctionalInterface
    interface Secrets {
        @NonNull
        Masking masking() throws IOException, InterruptedException;
    }

    private final Secrets secrets;
    private final Function<String, RolloutState> states;
    private final Function<String, PollerPlace> places;
    /** By record. */
    private final Map<String, NewTaskLogs> logs = new ConcurrentHashMap<>();

    /**
     * @param states by the id of a record; null before its deployment begins
     * @param places where a deployment reads AWS
     */
    ShownLogs(
            @NonNull Secrets secrets,
            @NonNull Function<String, RolloutState> states,
            @NonNull Function<String, PollerPlace> places) {
        this.secrets = secrets;
        this.states = states;
        this.places = places;
    }

    /** One read of a record at a time. */
    @NonNull
    LogTail read(@NonNull String recordId) {
        try {
            RolloutState state = states.apply(recordId);
            PolledConnection aws = state == null ? null : places.apply(recordId).current();
            return aws == null ? LogTail.NOT_READ : of(recordId).read(aws.spare(), aws.seat(), Outcome.of(state));
        } catch (IOException | InterruptedException | RoundCancelledException | IllegalStateException closed) {
            LOGGER.log(Level.FINE, "The logs of a deployment's tasks cannot be read", closed);
            return LogTail.NOT_READ;
        }
    }

    private NewTaskLogs of(String recordId) throws IOException, InterruptedException {
        NewTaskLogs known = logs.get(recordId);
        if (known == null) {
            known = new NewTaskLogs(secrets.masking());
            logs.put(recordId, known);
        }
        return known;
    }
}
