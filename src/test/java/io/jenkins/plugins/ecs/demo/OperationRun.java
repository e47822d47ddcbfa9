package io.jenkins.plugins.ecs.demo;

import io.jenkins.plugins.ecs.aws.AwsConnection;
import io.jenkins.plugins.ecs.config.EcsSettings;
import io.jenkins.plugins.ecs.config.SettingsLayer;
import io.jenkins.plugins.ecs.operations.OperationDriver;
import io.jenkins.plugins.ecs.operations.OperationJournal;
import io.jenkins.plugins.ecs.operations.OperationOutcome;
import io.jenkins.plugins.ecs.operations.request.OperationRequest;
import io.jenkins.plugins.ecs.operations.state.OperationState;
import io.jenkins.plugins.ecs.policy.Rulebook;
import io.jenkins.plugins.ecs.polling.RateLimiter;
import io.jenkins.plugins.ecs.steps.EcsOperationStep;
import java.time.Duration;
import java.util.List;

/** Carries out one {@code ecsScale} or {@code ecsDelete} as its execution in Jenkins does, without rules of administrators. */
final class OperationRun implements OperationJournal {

    private final RunTarget target;
    private final JenkinsfileRun build;
    private final String step;
    private OperationState state;

    OperationRun(RunTarget target, JenkinsfileRun build, String step) {
        this.target = target;
        this.build = build;
        this.step = step;
    }

    /** @throws IllegalArgumentException when the step's parameters are wrong; AWS was not asked then */
    OperationOutcome run(EcsOperationStep asked, List<SettingsLayer> near) {
        EcsSettings settings = target.settings(near);
        OperationRequest request = asked.toRequest(settings, null);
        state = OperationState.begin(request, target.clock().millis());
        say((step.equals("ecsDelete") ? "Deleting " : "Scaling ") + request.name() + " with " + settings.origins());
        AwsConnection connection = target.open(settings);
        try {
            while (!state.hasEnded()) {
                if (target.restarts()) {
                    connection.close();
                    connection = target.open(settings);
                    state = target.reread(state);
                }
                long next = new OperationDriver(connection.ecs(), connection, RateLimiter.OPEN, target.clock(), this)
                        .guardedBy(change -> Rulebook.EMPTY.judge(
                                null, change, target.clock().instant()))
                        .round(state);
                target.waiting().pass(Duration.ofMillis(next));
                build.interruption(target.clock())
                        .filter(by -> !state.hasEnded())
                        .ifPresent(by -> OperationDriver.abort(state, by, target.clock(), this));
            }
        } finally {
            connection.close();
        }
        OperationOutcome outcome = OperationOutcome.of(state);
        outcome.consoleLines().forEach(this::say);
        return outcome;
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
