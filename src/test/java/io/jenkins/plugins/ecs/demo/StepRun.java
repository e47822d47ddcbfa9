package io.jenkins.plugins.ecs.demo;

import io.jenkins.plugins.ecs.aws.connection.AwsConnection;
import io.jenkins.plugins.ecs.config.settings.EcsSettings;
import java.io.Serializable;
import java.time.Duration;

/**
 * The rounds of one step, as its execution in Jenkins runs them: until the state has ended, with restarts between them if
 * the target has any, and with an abort if the build is aborted.
 *
 * @param <S> the state between two rounds
 */
abstract class StepRun<S extends Serializable> {

    final RunTarget target;
    final JenkinsfileRun build;
    /** Set by {@link #runRounds}; each save replaces it. */
    S state;

    StepRun(RunTarget target, JenkinsfileRun build) {
        this.target = target;
        this.build = build;
    }

    /** Called at the beginning and after each restart. */
    abstract void connected(AwsConnection connection);

    /** @return milliseconds until the next round is due */
    abstract long round();

    abstract boolean hasEnded();

    abstract boolean isAborted();

    abstract void abort(String by);

    /** Whether a restart would find the state: something was saved since the last one. */
    boolean isSaved() {
        return true;
    }

    void betweenRounds() {}

    final void runRounds(S first, EcsSettings settings) {
        state = first;
        AwsConnection connection = target.open(settings);
        try {
            connected(connection);
            while (!hasEnded()) {
                if (target.restarts() && isSaved()) {
                    connection.close();
                    connection = target.open(settings);
                    connected(connection);
                    state = target.reread(state);
                }
                target.waiting().pass(Duration.ofMillis(round()));
                betweenRounds();
                build.interruption(target.clock()).filter(by -> !isAborted()).ifPresent(this::abort);
            }
        } finally {
            connection.close();
        }
    }
}
