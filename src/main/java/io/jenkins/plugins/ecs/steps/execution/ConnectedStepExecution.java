package io.jenkins.plugins.ecs.steps.execution;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import edu.umd.cs.findbugs.annotations.SuppressFBWarnings;
import hudson.model.Run;
import io.jenkins.plugins.ecs.aws.connection.AwsConnection;
import io.jenkins.plugins.ecs.config.EcsGlobalConfiguration;
import io.jenkins.plugins.ecs.config.JobSettings;
import io.jenkins.plugins.ecs.config.settings.EcsSettings;
import io.jenkins.plugins.ecs.credentials.BuildConnections;
import io.jenkins.plugins.ecs.polling.PolledConnection;
import io.jenkins.plugins.ecs.polling.RateLimiter;
import io.jenkins.plugins.ecs.ui.build.EcsDeploymentsAction;
import io.jenkins.plugins.ecs.verify.Verification;
import io.jenkins.plugins.ecs.verify.VerifyDriver;
import io.jenkins.plugins.ecs.verify.VerifyJournal;
import io.jenkins.plugins.ecs.verify.VerifyState;
import io.jenkins.plugins.ecs.verify.check.BackgroundReads;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;

/** What a step in rounds needs of its build: settings, clock, connection to AWS, and log. */
abstract class ConnectedStepExecution extends StepExecution {

    private static final long serialVersionUID = 1L;
    private static final Logger LOGGER = Logger.getLogger(ConnectedStepExecution.class.getName());

    private final String step;
    private final EcsSettings settings;
    private final String recordId;

    private transient PollerPlace place;
    private transient volatile long ahead;
    /** Cached, because the context has none after a hard kill. */
    @SuppressFBWarnings(value = "SE_TRANSIENT_FIELD_NOT_RESTORED", justification = "looked up again after a restart")
    private transient volatile Run<?, ?> run;

    /**
     * @param step the function's name, the prefix of each line in the log
     * @param settings null for a step that never uses AWS
     */
    ConnectedStepExecution(@NonNull StepContext context, @NonNull String step, @CheckForNull EcsSettings settings) {
        super(context);
        this.step = step;
        this.settings = settings;
        this.recordId = UUID.randomUUID().toString();
    }

    /** The function's name. */
    final String step() {
        return step;
    }

    final String recordId() {
        return recordId;
    }

    /** The settings of the next round's connection. */
    EcsSettings settings() {
        return Objects.requireNonNull(settings);
    }

    /** Whether the next round uses AWS. */
    boolean needsConnection() {
        return true;
    }

    /** The clock of this step: never earlier than the saved state, even if the system clock was set back. */
    final Clock clock() {
        return Clock.offset(RolloutThreads.clock(), Duration.ofMillis(ahead));
    }

    /** @param known the newest time in the saved state */
    final void resumeFrom(long known) {
        ahead = Math.max(0, known - RolloutThreads.clock().millis());
    }

    /** Whether the Pipeline still waits for the step. A hard kill ends a build without notifying its steps. */
    final boolean isAlive() throws IOException, InterruptedException {
        Run<?, ?> known = run;
        if (known == null) {
            known = build().run();
            run = known;
        }
        return known.isBuilding() && build().isStepActive();
    }

    /** Whether it may still hold a lock: true as well where that cannot be determined. */
    final boolean isStillThere() {
        try {
            return isAlive();
        } catch (IOException | InterruptedException unknown) {
            return true;
        }
    }

    final AwsConnection connection() throws IOException, InterruptedException {
        takesPlace();
        return place().present().connection();
    }

    /** The rate limiter for calls that change AWS. */
    final RateLimiter gate() {
        return place().present().seat();
    }

    /** The driver of a verification's rounds. */
    final VerifyDriver verification(@NonNull BackgroundReads aside, @NonNull VerifyJournal journal)
            throws IOException, InterruptedException {
        return new VerifyDriver(connection(), EcsGlobalConfiguration.get().hostPolicy(), aside, clock(), journal)
                .pacedBy(gate());
    }

    /** Shows a verification on the pages of the build. An error is only logged. */
    final void show(@NonNull String id, @NonNull VerifyState verification) {
        try {
            EcsDeploymentsAction.of(build().run()).putVerification(id, Verification.of(verification));
        } catch (IOException | InterruptedException e) {
            LOGGER.log(Level.WARNING, "Could not save a verification with its build", e);
        }
    }

    /** @return whether the execution has just been subscribed to the poller */
    final boolean takesPlace() throws IOException, InterruptedException {
        return place().take(() -> {
            EcsSettings own = settings();
            PolledConnection opened = BuildConnections.watched(build().run(), own, RolloutThreads.watch());
            if (JobSettings.of(build().run().getParent()).isTargetGone(own)) {
                say(ExecutionMessages.targetDeleted(own.target()));
            }
            return opened;
        });
    }

    synchronized PollerPlace place() {
        if (place == null) {
            place = new PollerPlace();
        }
        return place;
    }

    final BuildRecorder build() {
        return new BuildRecorder(getContext(), step, recordId);
    }

    final void say(@NonNull String line) {
        build().say(line);
    }
}
