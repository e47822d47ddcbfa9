package io.jenkins.plugins.ecs.demo;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.aws.connection.AwsConnection;
import io.jenkins.plugins.ecs.config.settings.EcsSettings;
import io.jenkins.plugins.ecs.config.settings.SettingsLayer;
import io.jenkins.plugins.ecs.rollout.request.Setting;
import io.jenkins.plugins.ecs.sandbox.EcsSandbox;
import io.jenkins.plugins.ecs.sandbox.SandboxClock;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/**
 * Where a Jenkinsfile deploys to, and how time passes there.
 *
 * @param endpoint of AWS or of an emulator
 * @param restarts whether each round begins with what a controller would read from its disk after a restart
 * @param answers what is answered to a pause that no one else answers
 * @param answersAfter how long such an answer takes
 */
record RunTarget(
        @NonNull URI endpoint,
        @NonNull String region,
        @NonNull AwsBasicCredentials credentials,
        @NonNull Clock clock,
        @NonNull Wait waiting,
        boolean restarts,
        @NonNull Answers answers,
        @NonNull Duration answersAfter) {

    static final String DEFAULT_REGION = "eu-central-1";

    /** How the time between two rounds passes. */
    @FunctionalInterface
    interface Wait {
        void pass(Duration time);
    }

    /** What becomes of a pause that no block answers. */
    enum Answers {
        CONTINUE,
        ROLLBACK,
        /** Nobody answers. */
        NONE
    }

    /** The sandbox, whose clock is moved. */
    static RunTarget of(@NonNull EcsSandbox sandbox, @NonNull Pace pace) {
        return new RunTarget(
                sandbox.endpoint(),
                DEFAULT_REGION,
                AwsBasicCredentials.create(EcsSandbox.ACCESS_KEY_ID, EcsSandbox.SECRET_ACCESS_KEY),
                sandbox.clock(),
                moving(sandbox.clock(), pace),
                false,
                Answers.CONTINUE,
                Duration.ofMinutes(5));
    }

    /** Another endpoint, on the machine's clock. */
    static RunTarget of(@NonNull URI endpoint, @NonNull String region, @NonNull AwsBasicCredentials credentials) {
        return new RunTarget(
                endpoint,
                region,
                credentials,
                Clock.systemUTC(),
                RunTarget::sleep,
                false,
                Answers.CONTINUE,
                Duration.ZERO);
    }

    RunTarget restarting(boolean atEachRound) {
        return new RunTarget(endpoint, region, credentials, clock, waiting, atEachRound, answers, answersAfter);
    }

    RunTarget answering(@NonNull Answers pauses) {
        return new RunTarget(endpoint, region, credentials, clock, waiting, restarts, pauses, answersAfter);
    }

    private static Wait moving(SandboxClock clock, Pace pace) {
        return time -> {
            clock.advance(time);
            pace.pass(time);
        };
    }

    private static void sleep(Duration time) {
        try {
            Thread.sleep(time.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** The effective settings of a step, with what an administrator would have set. */
    EcsSettings settings(@NonNull List<SettingsLayer> near) {
        List<SettingsLayer> layers = new ArrayList<>(near);
        layers.add(SettingsLayer.of("global").with(Setting.REGION, region).with(Setting.CREDENTIALS_ID, "sandbox"));
        return EcsSettings.merge(layers, true);
    }

    AwsConnection open(@NonNull EcsSettings settings) {
        return AwsConnection.open(
                new AwsConnection.Settings(settings.region(), endpoint, settings.roleArn(), "demo", null),
                () -> StaticCredentialsProvider.create(credentials));
    }

    /** The state as a restarted controller would read it, or the state itself where there are no restarts. */
    @SuppressWarnings("unchecked")
    <T extends Serializable> T reread(@CheckForNull T state) {
        if (!restarts || state == null) {
            return state;
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(state);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            return (T) in.readObject();
        } catch (IOException | ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }
}
