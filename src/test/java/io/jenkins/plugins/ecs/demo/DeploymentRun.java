package io.jenkins.plugins.ecs.demo;

import io.jenkins.plugins.ecs.aws.connection.AwsConnection;
import io.jenkins.plugins.ecs.config.settings.EcsSettings;
import io.jenkins.plugins.ecs.config.settings.SettingsLayer;
import io.jenkins.plugins.ecs.rollout.Journal;
import io.jenkins.plugins.ecs.rollout.RolloutDriver;
import io.jenkins.plugins.ecs.rollout.request.DeployRequest;
import io.jenkins.plugins.ecs.rollout.state.Outcome;
import io.jenkins.plugins.ecs.rollout.state.Pause;
import io.jenkins.plugins.ecs.rollout.state.PauseAnswer;
import io.jenkins.plugins.ecs.rollout.state.RolloutState;
import io.jenkins.plugins.ecs.text.masking.Masking;
import io.jenkins.plugins.ecs.verify.VerificationDrivers;
import io.jenkins.plugins.ecs.verify.VerifyDriver;
import io.jenkins.plugins.ecs.verify.http.HostPolicy;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Carries out one deployment or rollback as its execution in Jenkins does: the same request, the same rounds, the same
 * calls over HTTP.
 */
final class DeploymentRun extends StepRun<RolloutState> implements Journal {

    private final String step;
    private final Consumer<Pause> block;
    private RolloutDriver driver;

    /**
     * @param step the step's function
     * @param block what runs at each pause; null if a user answers on the build page
     */
    DeploymentRun(RunTarget target, JenkinsfileRun build, String step, Consumer<Pause> block) {
        super(target, build);
        this.step = step;
        this.block = block;
    }

    /**
     * @param asked makes the request of the effective settings
     * @param near what the step and the blocks around it set, nearest first
     * @throws IllegalArgumentException when the step's parameters are wrong; AWS was not asked then
     */
    Outcome run(Function<EcsSettings, DeployRequest> asked, List<SettingsLayer> near) {
        EcsSettings settings = target.settings(near);
        DeployRequest request = asked.apply(settings);
        RolloutState first = RolloutState.begin(request, target.clock().millis());
        say((request.goesBack() ? "Rolling back " : "Deploying ") + request.clusterName() + "/" + request.serviceName()
                + " with " + settings.origins());
        say("Deployments of " + request.serviceName() + " in the AWS console: "
                + Outcome.of(first).consoleUrl());
        runRounds(first, settings);
        Outcome outcome = Outcome.of(state);
        outcome.consoleLines().forEach(this::say);
        return outcome;
    }

    private VerificationDrivers verifications(AwsConnection connection) {
        HostPolicy hosts = new HostPolicy(List.of(), List.of());
        return new VerificationDrivers(
                Runnable::run, (aside, journal) -> new VerifyDriver(connection, hosts, aside, target.clock(), journal));
    }

    @Override
    void connected(AwsConnection connection) {
        driver = new RolloutDriver(connection.ecs(), target.clock(), this, () -> 0.5)
                .ofBuild(build.values())
                .diagnosing(connection, Masking.byPatterns())
                .verifyingWith(verifications(connection));
    }

    @Override
    long round() {
        return driver.round(state);
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
    void betweenRounds() {
        state.pauses().stream().filter(Pause::isOpen).findFirst().ifPresent(this::answer);
    }

    @Override
    void abort(String by) {
        RolloutDriver.abort(state, by, target.clock(), this);
    }

    private void answer(Pause pause) {
        if (block != null) {
            answer(pause, answerOfBlock(pause), "the block");
        } else if (target.answers() != RunTarget.Answers.NONE) {
            target.waiting().pass(target.answersAfter());
            answer(pause, PauseAnswer.valueOf(target.answers().name()), "release-manager");
        }
    }

    private PauseAnswer answerOfBlock(Pause pause) {
        try {
            block.accept(pause);
            return PauseAnswer.CONTINUE;
        } catch (Exception failed) {
            build.log("The block failed: " + failed.getMessage());
            return PauseAnswer.ROLLBACK;
        }
    }

    private void answer(Pause pause, PauseAnswer answer, String by) {
        RolloutDriver.answer(state, pause.hookId(), answer, by, target.clock(), this);
    }

    @Override
    public void save(RolloutState saved) {
        state = saved;
    }

    @Override
    public void say(String line) {
        build.log("[" + step + "] " + line);
    }
}
