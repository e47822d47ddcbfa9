package io.jenkins.plugins.ecs.steps.execution.removal;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.model.Item;
import io.jenkins.plugins.ecs.config.JobSettings;
import io.jenkins.plugins.ecs.config.settings.EcsSettings;
import io.jenkins.plugins.ecs.credentials.BuildConnections;
import io.jenkins.plugins.ecs.history.ShortLivedService;
import io.jenkins.plugins.ecs.operations.OperationDriver;
import io.jenkins.plugins.ecs.operations.OperationJournal;
import io.jenkins.plugins.ecs.operations.OperationOutcome;
import io.jenkins.plugins.ecs.operations.request.Goal;
import io.jenkins.plugins.ecs.operations.request.OperationRequest;
import io.jenkins.plugins.ecs.operations.state.OperationState;
import io.jenkins.plugins.ecs.polling.PolledConnection;
import io.jenkins.plugins.ecs.polling.ReadPendingException;
import io.jenkins.plugins.ecs.rollout.lock.DeploymentLocks;
import io.jenkins.plugins.ecs.rollout.lock.DeploymentQueue;
import io.jenkins.plugins.ecs.rollout.request.WhenBusy;
import io.jenkins.plugins.ecs.steps.execution.ExecutionMessages;
import io.jenkins.plugins.ecs.steps.execution.LockTable;
import io.jenkins.plugins.ecs.steps.execution.PollerPlace;
import io.jenkins.plugins.ecs.steps.execution.RolloutThreads;
import io.jenkins.plugins.ecs.steps.execution.RoundCancelledException;
import io.jenkins.plugins.ecs.steps.execution.ServiceLockExecution;
import io.jenkins.plugins.ecs.text.Arns;
import io.jenkins.plugins.ecs.text.PlainText;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Deletes the service of a pull request as {@code ecsDelete} does, but without a build. Its state is only in memory: after
 * a restart it begins again, and finds what it has done in AWS.
 */
final class ServiceRemoval implements OperationJournal {

    private static final Logger LOGGER = Logger.getLogger(ServiceRemoval.class.getName());
    private static final Duration TIMEOUT = Duration.ofMinutes(30);
    /** If nothing was heard of it for so long after its timeout, its calls hang. */
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private static final String SESSION = "jenkins-ecs-pull-requests";

    private final ShortLivedService service;
    private final Item place;
    private final BiConsumer<ServiceRemoval, OperationOutcome> whenDone;
    private final String ticket = "removal " + UUID.randomUUID();
    private final long startedAt = RolloutThreads.clock().millis();
    private final PollerPlace connection = new PollerPlace();

    private EcsSettings settings;
    private volatile OperationState state;
    private volatile boolean over;

    /**
     * @param place the job, or the folder where it was; null for Jenkins itself
     * @param whenDone gets how it ended; null for the outcome if it could not be tried
     */
    ServiceRemoval(
            @NonNull ShortLivedService service,
            @CheckForNull Item place,
            @NonNull BiConsumer<ServiceRemoval, OperationOutcome> whenDone) {
        this.service = service;
        this.place = place;
        this.whenDone = whenDone;
    }

    @NonNull
    ShortLivedService service() {
        return service;
    }

    /**
     * Begins in a thread of the rounds.
     *
     * @throws IllegalArgumentException if the target does not exist any more, or leads elsewhere
     */
    void begin() {
        settings = JobSettings.of(place).ofTarget(service.target());
        String cluster = settings.cluster();
        if (!service.region().equals(settings.region())
                || cluster == null
                || !service.cluster().equals(Arns.brief(cluster))) {
            throw new IllegalArgumentException(ExecutionMessages.targetLeadsElsewhere(
                    service.target(), settings.region(), cluster, service.region(), service.cluster()));
        }
        OperationRequest request = new OperationRequest(
                settings.region(),
                cluster,
                service.service(),
                TIMEOUT.toMillis(),
                new Goal.Delete(true, true, true, true),
                new OperationRequest.Origin(settings.target(), settings.targetLabel(), null));
        state = OperationState.begin(request, startedAt);
        RolloutThreads.schedule(this::join, 0);
    }

    private void join() {
        try {
            connection.take(() -> BuildConnections.watched(place, settings, RolloutThreads.watch(), SESSION));
            next(0);
        } catch (Exception broken) {
            broke(broken);
        }
    }

    private void next(long inMillis) {
        connection.present().seat().next(inMillis, this::run);
    }

    private void run() {
        if (over || !RolloutThreads.isOpen()) {
            return;
        }
        try {
            long pause = round();
            if (state.hasEnded()) {
                end(OperationOutcome.of(state));
            } else {
                next(pause);
            }
        } catch (ReadPendingException more) {
            // Nothing was done. The poller makes the read and runs this round again.
            throw more;
        } catch (RoundCancelledException closed) {
            LOGGER.log(Level.FINE, "The deletion of {0} was given up", service.words());
        } catch (Exception broken) {
            broke(broken);
        }
    }

    private long round() {
        OperationState now = state;
        if (now.needsLock(RolloutThreads.clock().millis()) && mustWaitForLock(now)) {
            return ServiceLockExecution.ASK_FOR_LOCK_AGAIN;
        }
        PolledConnection open = connection.present();
        return new OperationDriver(
                        open.connection().ecs(), open.connection(), open.seat(), RolloutThreads.clock(), this)
                .registeringWith(RolloutThreads.registrations())
                .guardedBy(new RemovalRules(service, place, settings))
                .round(now);
    }

    private boolean mustWaitForLock(OperationState now) {
        DeploymentLocks.Ticket wanted = new DeploymentLocks.Ticket(
                ticket,
                Set.of(now.lockKey()),
                1,
                startedAt,
                ExecutionMessages.REMOVAL,
                WhenBusy.WAIT,
                Map.of(),
                () -> !over);
        return LockTable.get().ask(wanted).standing() != DeploymentQueue.Standing.FREE;
    }

    private void broke(Exception broken) {
        LOGGER.log(Level.WARNING, "Could not delete " + service.words(), broken);
        end(null);
    }

    private void end(@CheckForNull OperationOutcome outcome) {
        close();
        whenDone.accept(this, outcome);
    }

    /** Whether it should have ended long ago. */
    boolean hangs() {
        return RolloutThreads.clock().millis() - startedAt
                > TIMEOUT.plus(PATIENCE).toMillis();
    }

    /** No more rounds. */
    void close() {
        over = true;
        connection.close();
        LockTable.get().release(ticket);
    }

    @Override
    public void save(@NonNull OperationState now, boolean atOnce) {
        if (over) {
            throw new RoundCancelledException();
        }
        state = now;
    }

    @Override
    public void say(@NonNull String line) {
        LOGGER.log(Level.INFO, "{0}: {1}", new Object[] {service.words(), PlainText.line(line)});
    }
}
