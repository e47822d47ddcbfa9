package io.jenkins.plugins.ecs.demo;

import io.jenkins.plugins.ecs.aws.AwsConnection;
import io.jenkins.plugins.ecs.config.EcsSettings;
import io.jenkins.plugins.ecs.config.Setting;
import io.jenkins.plugins.ecs.config.SettingsLayer;
import io.jenkins.plugins.ecs.sandbox.EcsSandbox;
import io.jenkins.plugins.ecs.steps.EcsVerifyStep;
import io.jenkins.plugins.ecs.verify.Aside;
import io.jenkins.plugins.ecs.verify.HostPolicy;
import io.jenkins.plugins.ecs.verify.Verification;
import io.jenkins.plugins.ecs.verify.VerifyDriver;
import io.jenkins.plugins.ecs.verify.VerifyJournal;
import io.jenkins.plugins.ecs.verify.VerifyState;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** Carries out one {@code ecsVerify} as its execution in Jenkins does; only the time between rounds is the sandbox's. */
final class SandboxVerifying implements VerifyJournal {

    private final EcsSandbox sandbox;
    private final Pace pace;
    private final Consumer<String> log;
    private VerifyState state;

    SandboxVerifying(EcsSandbox sandbox, Pace pace, Consumer<String> log) {
        this.sandbox = sandbox;
        this.pace = pace;
        this.log = log;
    }

    /** @throws IllegalArgumentException when the step's parameters are wrong; AWS was not asked then */
    Verification run(EcsVerifyStep step) {
        SettingsLayer global =
                SettingsLayer.of("global").with(Setting.REGION, "eu-central-1").with(Setting.CREDENTIALS_ID, "sandbox");
        EcsSettings settings = EcsSettings.merge(List.of(step.layer(), global), true);
        state = VerifyState.begin(step.toRequest(settings), sandbox.clock().millis());
        HostPolicy hosts = new HostPolicy(List.of(), List.of());
        Aside aside = new Aside(Runnable::run);
        try (AwsConnection connection = open(settings)) {
            VerifyDriver driver = new VerifyDriver(connection, hosts, aside, sandbox.clock(), this);
            while (!state.hasEnded()) {
                Duration untilNext = Duration.ofMillis(driver.round(state));
                sandbox.clock().advance(untilNext);
                pace.pass(untilNext);
            }
        }
        Verification outcome = Verification.of(state);
        outcome.table().forEach(this::say);
        say(outcome.message());
        return outcome;
    }

    private AwsConnection open(EcsSettings settings) {
        return AwsConnection.open(
                new AwsConnection.Settings(settings.region(), sandbox.endpoint(), settings.roleArn(), "demo", null),
                () -> StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(EcsSandbox.ACCESS_KEY_ID, EcsSandbox.SECRET_ACCESS_KEY)));
    }

    @Override
    public void save(VerifyState facts) {
        state = facts;
    }

    @Override
    public void say(String line) {
        log.accept("[ecsVerify] " + line);
    }
}
