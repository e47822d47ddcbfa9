package io.jenkins.plugins.ecs.demo;

import io.jenkins.plugins.ecs.aws.AwsConnection;
import io.jenkins.plugins.ecs.config.EcsSettings;
import io.jenkins.plugins.ecs.config.Setting;
import io.jenkins.plugins.ecs.config.SettingsLayer;
import io.jenkins.plugins.ecs.diagnosis.Masking;
import io.jenkins.plugins.ecs.rollout.DeployRequest;
import io.jenkins.plugins.ecs.rollout.Journal;
import io.jenkins.plugins.ecs.rollout.Outcome;
import io.jenkins.plugins.ecs.rollout.Pause;
import io.jenkins.plugins.ecs.rollout.PauseAnswer;
import io.jenkins.plugins.ecs.rollout.RolloutDriver;
import io.jenkins.plugins.ecs.rollout.RolloutState;
import io.jenkins.plugins.ecs.sandbox.EcsSandbox;
import io.jenkins.plugins.ecs.steps.EcsRevisionStep;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/**
 * Carries out one {@code ecsDeploy} or {@code ecsRollback} as its execution in Jenkins does: the same request, the same rounds, the same calls
 * over HTTP. Only the time between two rounds is the sandbox's, so that minutes pass in a moment.
 */
final class SandboxDeployment implements Journal {

    private static final String REGION = "eu-central-1";
    private static final String CREDENTIALS = "sandbox";

    private final EcsSandbox sandbox;
    private final Pace pace;
    private final Consumer<String> log;
    private final String name;
    private final Consumer<Pause> block;
    private RolloutState state;

    /**
     * @param name the step's function
     * @param block what runs at each pause; null where somebody answers on the build page
     */
    SandboxDeployment(EcsSandbox sandbox, Pace pace, Consumer<String> log, String name, Consumer<Pause> block) {
        this.name = name;
        this.block = block;
        this.sandbox = sandbox;
        this.pace = pace;
        this.log = log;
    }

    /**
     * @param asked makes the request of the effective settings
     * @param near what the step and the blocks around it set, nearest first
     * @throws IllegalArgumentException when the step's parameters are wrong; AWS was not asked then
     */
    Outcome run(EcsRevisionStep step, List<SettingsLayer> near, Map<String, String> trace) {
        return run(settings -> step.toRequest(settings, trace), near);
    }

    /** @param asked makes the request of the effective settings */
    Outcome run(Function<EcsSettings, DeployRequest> asked, List<SettingsLayer> near) {
        EcsSettings settings = settings(near);
        DeployRequest request = asked.apply(settings);
        state = RolloutState.begin(request, sandbox.clock().millis());
        say((request.goesBack() ? "Rolling back " : "Deploying ") + request.clusterName() + "/" + request.serviceName()
                + " with " + settings.origins());
        say("Deployments of " + request.serviceName() + " in the AWS console: "
                + Outcome.of(state).consoleUrl());
        try (AwsConnection connection = open(sandbox, settings)) {
            RolloutDriver driver = new RolloutDriver(connection.ecs(), sandbox.clock(), this, () -> 0.5)
                    .diagnosing(connection, Masking.byPatterns());
            while (!state.hasEnded()) {
                Duration untilNext = Duration.ofMillis(driver.round(state));
                sandbox.clock().advance(untilNext);
                pace.pass(untilNext);
                state.pauses().stream().filter(Pause::isOpen).findFirst().ifPresent(this::answer);
            }
        }
        Outcome outcome = Outcome.of(state);
        say(outcome.message());
        return outcome;
    }

    private void answer(Pause pause) {
        if (block == null) {
            sandbox.clock().advance(Duration.ofMinutes(5));
            RolloutDriver.answer(state, pause.hookId(), PauseAnswer.CONTINUE, "release-manager", sandbox.clock(), this);
            return;
        }
        PauseAnswer answer = PauseAnswer.CONTINUE;
        try {
            block.accept(pause);
        } catch (Exception failed) {
            answer = PauseAnswer.ROLLBACK;
        }
        RolloutDriver.answer(state, pause.hookId(), answer, "the block", sandbox.clock(), this);
    }

    /** With what an administrator would have set. */
    static EcsSettings settings(List<SettingsLayer> near) {
        SettingsLayer global =
                SettingsLayer.of("global").with(Setting.REGION, REGION).with(Setting.CREDENTIALS_ID, CREDENTIALS);
        List<SettingsLayer> layers = new ArrayList<>(near);
        layers.add(global);
        return EcsSettings.merge(layers, true);
    }

    static AwsConnection open(EcsSandbox sandbox, EcsSettings settings) {
        return AwsConnection.open(
                new AwsConnection.Settings(settings.region(), sandbox.endpoint(), settings.roleArn(), "demo", null),
                () -> StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(EcsSandbox.ACCESS_KEY_ID, EcsSandbox.SECRET_ACCESS_KEY)));
    }

    @Override
    public void save(RolloutState facts) {
        state = facts;
    }

    @Override
    public void say(String line) {
        log.accept("[" + name + "] " + line);
    }
}
