package io.jenkins.plugins.ecs.demo;

import io.jenkins.plugins.ecs.aws.connection.AwsConnection;
import io.jenkins.plugins.ecs.config.settings.EcsSettings;
import io.jenkins.plugins.ecs.config.settings.SettingsLayer;
import io.jenkins.plugins.ecs.steps.EcsVerifyStep;
import io.jenkins.plugins.ecs.verify.Verification;
import io.jenkins.plugins.ecs.verify.VerifyDriver;
import io.jenkins.plugins.ecs.verify.VerifyJournal;
import io.jenkins.plugins.ecs.verify.VerifyState;
import io.jenkins.plugins.ecs.verify.check.BackgroundReads;
import io.jenkins.plugins.ecs.verify.http.HostPolicy;
import java.util.List;

/** Carries out one {@code ecsVerify} as its execution in Jenkins does. */
final class VerificationRun extends StepRun<VerifyState> implements VerifyJournal {

    private final HostPolicy hosts = new HostPolicy(List.of(), List.of());
    private VerifyDriver driver;

    VerificationRun(RunTarget target, JenkinsfileRun build) {
        super(target, build);
    }

    /** @throws IllegalArgumentException when the step's parameters are wrong; AWS was not asked then */
    Verification run(EcsVerifyStep step, List<SettingsLayer> near) {
        EcsSettings settings = target.settings(near);
        runRounds(VerifyState.begin(step.toRequest(settings), target.clock().millis()), settings);
        Verification outcome = Verification.of(state);
        outcome.consoleLines().forEach(this::say);
        outcome.policyLines().forEach(this::say);
        return outcome;
    }

    @Override
    void connected(AwsConnection connection) {
        driver = new VerifyDriver(connection, hosts, new BackgroundReads(Runnable::run), target.clock(), this);
    }

    @Override
    long round() {
        return driver.round(state);
    }

    @Override
    boolean hasEnded() {
        return state.hasEnded();
    }

    /** An abort ends it at once. */
    @Override
    boolean isAborted() {
        return false;
    }

    @Override
    void abort(String by) {
        VerifyDriver.abort(state, by, target.clock(), this);
    }

    @Override
    public void save(VerifyState saved) {
        state = saved;
    }

    @Override
    public void say(String line) {
        build.log("[ecsVerify] " + line);
    }
}
