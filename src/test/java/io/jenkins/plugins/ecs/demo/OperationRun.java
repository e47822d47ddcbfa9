package io.jenkins.plugins.ecs.demo;

import io.jenkins.plugins.ecs.aws.connection.AwsConnection;
import io.jenkins.plugins.ecs.config.settings.EcsSettings;
import io.jenkins.plugins.ecs.config.settings.SettingsLayer;
import io.jenkins.plugins.ecs.operations.OperationDriver;
import io.jenkins.plugins.ecs.operations.OperationJournal;
import io.jenkins.plugins.ecs.operations.OperationOutcome;
import io.jenkins.plugins.ecs.operations.request.OperationRequest;
import io.jenkins.plugins.ecs.operations.state.OperationState;
import io.jenkins.plugins.ecs.policy.Rulebook;
import io.jenkins.plugins.ecs.polling.RateLimiter;
import io.jenkins.plugins.ecs.steps.EcsOperationStep;
import java.util.List;

/** Carries out one {@code ecsScale} or {@code ecsDelete} as its execution in Jenkins does, without rules of administrators. */
final class OperationRun extends StepRun<OperationState> implements OperationJournal {

    private final String step;
    private OperationDriver driver;

    OperationRun(RunTarget target, JenkinsfileRun build, String step) {
        super(target, build);
        this.step = step;
    }

    /** @throws IllegalArgumentException when the step's parameters are wrong; AWS was not asked then */
    OperationOutcome run(EcsOperationStep asked, List<SettingsLayer> near) {
        EcsSettings settings = target.settings(near);
        OperationRequest request = asked.toRequest(settings, null);
        say((step.equals("ecsDelete") ? "Deleting " : "Scaling ") + request.name() + " with " + settings.origins());
        runRounds(OperationState.begin(request, target.clock().millis()), settings);
        OperationOutcome outcome = OperationOutcome.of(state);
        outcome.consoleLines().forEach(this::say);
        return outcome;
    }

    @Override
    void connected(AwsConnection connection) {
        driver = new OperationDriver(connection.ecs(), connection, RateLimiter.OPEN, target.clock(), this)
                .guardedBy(change ->
                        Rulebook.EMPTY.judge(null, change, target.clock().instant()));
    }

    @Override
    long round() {
        return driver.round(state);
    }

    @Override
    boolean hasEnded() {
        return state.hasEnded();
    }

    /** An abort ends it at once, unless it has ended already. */
    @Override
    boolean isAborted() {
        return state.hasEnded();
    }

    @Override
    void abort(String by) {
        OperationDriver.abort(state, by, target.clock(), this);
    }

    @Override
    public void save(OperationState saved, boolean atOnce) {
        state = saved;
    }

    @Override
    public void say(String line) {
        build.log("[" + step + "] " + line);
    }
}
