package io.jenkins.plugins.ecs.demo;

import io.jenkins.plugins.ecs.aws.AwsConnection;
import io.jenkins.plugins.ecs.config.EcsSettings;
import io.jenkins.plugins.ecs.config.SettingsLayer;
import io.jenkins.plugins.ecs.diagnosis.Masking;
import io.jenkins.plugins.ecs.rollout.RolloutDriver;
import io.jenkins.plugins.ecs.rollout.RolloutState;
import io.jenkins.plugins.ecs.rollout.Turnstile;
import io.jenkins.plugins.ecs.rollout.WavesDriver;
import io.jenkins.plugins.ecs.rollout.WavesJournal;
import io.jenkins.plugins.ecs.rollout.WavesOutcome;
import io.jenkins.plugins.ecs.rollout.WavesState;
import io.jenkins.plugins.ecs.sandbox.EcsSandbox;
import io.jenkins.plugins.ecs.steps.EcsDeployStep;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Carries out one {@code ecsDeploy} of several services as its execution in Jenkins does. */
final class SandboxServices implements WavesJournal, WavesDriver.Line {

    private final EcsSandbox sandbox;
    private final Pace pace;
    private final Consumer<String> log;
    private WavesState state;

    SandboxServices(EcsSandbox sandbox, Pace pace, Consumer<String> log) {
        this.sandbox = sandbox;
        this.pace = pace;
        this.log = log;
    }

    /** @throws IllegalArgumentException when the step's parameters are wrong; AWS was not asked then */
    WavesOutcome run(EcsDeployStep step, List<SettingsLayer> near, Map<String, String> trace) {
        EcsSettings settings = SandboxDeployment.settings(near);
        state = step.toWaves(settings, trace, sandbox.clock().millis());
        try (AwsConnection connection = SandboxDeployment.open(sandbox, settings)) {
            WavesDriver driver = new WavesDriver(
                    (request, journal) -> new RolloutDriver(connection.ecs(), sandbox.clock(), journal, () -> 0.5)
                            .diagnosing(connection, Masking.byPatterns()),
                    this,
                    sandbox.clock());
            while (!state.hasEnded()) {
                Duration untilNext = Duration.ofMillis(driver.round(state, this));
                sandbox.clock().advance(untilNext);
                pace.pass(untilNext);
            }
        }
        WavesOutcome outcome = WavesOutcome.of(state);
        say(null, outcome.message());
        return outcome;
    }

    @Override
    public Turnstile.Place ask(WavesState facts) {
        return Turnstile.NONE.ask("");
    }

    @Override
    public int allowed(WavesState facts) {
        return 0;
    }

    @Override
    public void save(WavesState before, WavesState now, RolloutState changed, String id) {
        state = now;
    }

    @Override
    public void say(String service, String line) {
        log.accept("[ecsDeploy" + (service == null ? "" : " " + service) + "] " + line);
    }
}
