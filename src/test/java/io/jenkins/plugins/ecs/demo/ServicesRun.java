package io.jenkins.plugins.ecs.demo;

import io.jenkins.plugins.ecs.aws.AwsConnection;
import io.jenkins.plugins.ecs.config.EcsSettings;
import io.jenkins.plugins.ecs.config.SettingsLayer;
import io.jenkins.plugins.ecs.rollout.RolloutDriver;
import io.jenkins.plugins.ecs.rollout.lock.DeploymentQueue;
import io.jenkins.plugins.ecs.rollout.services.WavesDriver;
import io.jenkins.plugins.ecs.rollout.services.WavesJournal;
import io.jenkins.plugins.ecs.rollout.services.WavesOutcome;
import io.jenkins.plugins.ecs.rollout.services.WavesState;
import io.jenkins.plugins.ecs.rollout.state.RolloutState;
import io.jenkins.plugins.ecs.steps.EcsDeployStep;
import io.jenkins.plugins.ecs.text.masking.Masking;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Carries out one {@code ecsDeploy} of several services as its execution in Jenkins does. */
final class ServicesRun implements WavesJournal, WavesDriver.Line {

    private final RunTarget target;
    private final JenkinsfileRun build;
    private WavesState state;
    /** Since the last restart. Checks of the services save nothing until they are done, and begin anew after one. */
    private boolean saved;

    ServicesRun(RunTarget target, JenkinsfileRun build) {
        this.target = target;
        this.build = build;
    }

    /** @throws IllegalArgumentException when the step's parameters are wrong; AWS was not asked then */
    WavesOutcome run(EcsDeployStep step, List<SettingsLayer> near, Map<String, String> trace) {
        EcsSettings settings = target.settings(near);
        state = step.toWaves(settings, trace, target.clock().millis());
        AwsConnection connection = target.open(settings);
        try {
            WavesDriver driver = driver(connection);
            while (!state.hasEnded()) {
                if (target.restarts() && saved) {
                    saved = false;
                    connection.close();
                    connection = target.open(settings);
                    driver = driver(connection);
                    state = target.reread(state);
                }
                target.waiting().pass(Duration.ofMillis(driver.round(state, this)));
                if (build.interruption(target.clock()).isPresent() && !state.isAborted()) {
                    driver.abort(state, build.interruption(target.clock()).get(), this);
                }
            }
        } finally {
            connection.close();
        }
        WavesOutcome outcome = WavesOutcome.of(state);
        say(null, outcome.summary());
        return outcome;
    }

    private WavesDriver driver(AwsConnection connection) {
        return new WavesDriver(
                (request, journal) -> new RolloutDriver(connection.ecs(), target.clock(), journal, () -> 0.5)
                        .diagnosing(connection, Masking.byPatterns()),
                this,
                target.clock());
    }

    @Override
    public DeploymentQueue.Place ask(WavesState waiting) {
        return DeploymentQueue.NONE.ask("");
    }

    @Override
    public int allowed(WavesState waiting) {
        return 0;
    }

    @Override
    public void save(WavesState before, WavesState now, RolloutState changed, String id) {
        state = now;
        saved = true;
    }

    @Override
    public void say(String service, String line) {
        build.log("[ecsDeploy" + (service == null ? "" : " " + service) + "] " + line);
    }
}
