package io.jenkins.plugins.ecs.demo;

import io.jenkins.plugins.ecs.aws.AwsConnection;
import io.jenkins.plugins.ecs.config.EcsSettings;
import io.jenkins.plugins.ecs.config.SettingsLayer;
import io.jenkins.plugins.ecs.steps.EcsVerifyStep;
import io.jenkins.plugins.ecs.verify.Verification;
import io.jenkins.plugins.ecs.verify.VerifyDriver;
import io.jenkins.plugins.ecs.verify.VerifyJournal;
import io.jenkins.plugins.ecs.verify.VerifyState;
import io.jenkins.plugins.ecs.verify.check.BackgroundReads;
import io.jenkins.plugins.ecs.verify.http.HostPolicy;
import java.time.Duration;
import java.util.List;

/** Carries out one {@code ecsVerify} as its execution in Jenkins does. */
final class VerificationRun implements VerifyJournal {

    private final RunTarget target;
    private final JenkinsfileRun build;
    private VerifyState state;

    VerificationRun(RunTarget target, JenkinsfileRun build) {
        this.target = target;
        this.build = build;
    }

    /** @throws IllegalArgumentException when the step's parameters are wrong; AWS was not asked then */
    Verification run(EcsVerifyStep step, List<SettingsLayer> near) {
        EcsSettings settings = target.settings(near);
        state = VerifyState.begin(step.toRequest(settings), target.clock().millis());
        HostPolicy hosts = new HostPolicy(List.of(), List.of());
        BackgroundReads aside = new BackgroundReads(Runnable::run);
        AwsConnection connection = target.open(settings);
        try {
            VerifyDriver driver = new VerifyDriver(connection, hosts, aside, target.clock(), this);
            while (!state.hasEnded()) {
                if (target.restarts()) {
                    connection.close();
                    connection = target.open(settings);
                    aside = new BackgroundReads(Runnable::run);
                    driver = new VerifyDriver(connection, hosts, aside, target.clock(), this);
                    state = target.reread(state);
                }
                target.waiting().pass(Duration.ofMillis(driver.round(state)));
                build.interruption(target.clock()).ifPresent(by -> VerifyDriver.abort(state, by, target.clock(), this));
            }
        } finally {
            connection.close();
        }
        Verification outcome = Verification.of(state);
        outcome.consoleLines().forEach(this::say);
        return outcome;
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
