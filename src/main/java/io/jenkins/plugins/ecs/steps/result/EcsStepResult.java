package io.jenkins.plugins.ecs.steps.result;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.rollout.state.ServiceOutcome;
import java.io.Serializable;
import org.jenkinsci.plugins.scriptsecurity.sandbox.whitelists.Whitelisted;

/** What every step that is about one service gives to the pipeline, also to sandboxed scripts. Immutable. */
public abstract class EcsStepResult implements Serializable {

    private static final long serialVersionUID = 1L;

    @NonNull
    abstract ServiceOutcome outcome();

    /** One line for people. */
    @Whitelisted
    public final String getMessage() {
        return outcome().message();
    }

    @Whitelisted
    public final String getRegion() {
        return outcome().region();
    }

    @Whitelisted
    public final String getCluster() {
        return outcome().cluster();
    }

    @Whitelisted
    public final String getService() {
        return outcome().service();
    }

    /** Epoch milliseconds. */
    @Whitelisted
    public final long getStartedAt() {
        return outcome().startedAt();
    }

    /** Epoch milliseconds. */
    @Whitelisted
    public final long getFinishedAt() {
        return outcome().finishedAt();
    }

    @Whitelisted
    public final long getDurationSeconds() {
        return outcome().durationSeconds();
    }

    /** The service in the AWS console. */
    @Whitelisted
    public final String getConsoleUrl() {
        return outcome().consoleUrl();
    }

    @Whitelisted
    @Override
    public final String toString() {
        return getMessage();
    }
}
