package io.jenkins.plugins.ecs.demo;

import io.jenkins.plugins.ecs.aws.connection.AwsConnection;
import io.jenkins.plugins.ecs.config.settings.EcsSettings;
import io.jenkins.plugins.ecs.config.settings.SettingsLayer;
import io.jenkins.plugins.ecs.rollout.RolloutDriver;
import io.jenkins.plugins.ecs.rollout.lock.DeploymentQueue;
import io.jenkins.plugins.ecs.rollout.services.WavesDriver;
import io.jenkins.plugins.ecs.rollout.services.WavesJournal;
import io.jenkins.plugins.ecs.rollout.services.WavesOutcome;
import io.jenkins.plugins.ecs.rollout.services.WavesState;
import io.jenkins.plugins.ecs.rollout.state.RolloutState;
import io.jenkins.plugins.ecs.steps.EcsDeployStep;
import io.jenkins.plugins.ecs.text.masking.Masking;
import io.jenkins.plugins.ecs.verify.VerificationDrivers;
import io.jenkins.plugins.ecs.verify.VerifyDriver;
import io.jenkins.plugins.ecs.verify.http.HostPolicy;
import java.util.List;
import java.util.Map;

/** Carries out one {@code ecsDeploy} of several services as its execution in Jenkins does. */
final class ServicesRun extends StepRun<WavesState> implements WavesJournal, WavesDriver.Line {

    private WavesDriver driver;
    /** Since the last restart. Checks of the services save nothing until they are done, and begin again after one. */
    private boolean saved;

    ServicesRun(RunTarget target, JenkinsfileRun build) {
        super(target, build);
    }

    /** @throws IllegalArgumentException when the step's parameters are wrong; AWS was not asked then */
    WavesOutcome run(EcsDeployStep step, List<SettingsLayer> near, Map<String, String> trace) {
        EcsSettings settings = target.settings(near);
        runRounds(step.toWaves(settings, trace, target.clock().millis()), settings);
        WavesOutcome outcome = WavesOutcome.of(state);
        say(null, outcome.summary());
        return outcome;
    }

    private VerificationDrivers verifications(AwsConnection connection) {
        HostPolicy hosts = new HostPolicy(List.of(), List.of());
        return new VerificationDrivers(
                Runnable::run, (aside, journal) -> new VerifyDriver(connection, hosts, aside, target.clock(), journal));
    }

    @Override
    void connected(AwsConnection connection) {
        saved = false;
        driver = new WavesDriver(
                (request, journal) -> new RolloutDriver(connection.ecs(), target.clock(), journal, () -> 0.5)
                        .ofBuild(build.values())
                        .diagnosing(connection, Masking.byPatterns())
                        .verifyingWith(verifications(connection)),
                this,
                target.clock());
    }

    @Override
    long round() {
        return driver.round(state, this);
    }

    @Override
    boolean hasEnded() {
        return state.hasEnded();
    }

    @Override
    boolean isAborted() {
        return state.isAborted();
    }

    @Override
    void abort(String by) {
        driver.abort(state, by, this);
    }

    @Override
    boolean isSaved() {
        return saved;
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
