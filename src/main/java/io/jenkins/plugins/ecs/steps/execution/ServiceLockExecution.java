package io.jenkins.plugins.ecs.steps.execution;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.config.settings.EcsSettings;
import io.jenkins.plugins.ecs.rollout.lock.DeploymentLocks;
import io.jenkins.plugins.ecs.rollout.lock.DeploymentQueue;
import io.jenkins.plugins.ecs.rollout.request.WhenBusy;
import io.jenkins.plugins.ecs.text.PlainText;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/** A step without a deployment that waits for the lock of one service and holds it to its end. */
public abstract class ServiceLockExecution extends PollingStepExecution {

    private static final long serialVersionUID = 1L;
    private static final Logger LOGGER = Logger.getLogger(ServiceLockExecution.class.getName());

    /** While the lock is waited for, in milliseconds. */
    public static final long ASK_FOR_LOCK_AGAIN = 5_000;

    private transient volatile String waitsFor;

    ServiceLockExecution(@NonNull StepContext context, @NonNull String step, EcsSettings settings) {
        super(context, step, settings);
    }

    /** Whether the state is one in which the lock is held. */
    abstract boolean holdsLock();

    /** The key of the service, which is known once the lock is needed. */
    @NonNull
    abstract String lockKey();

    /** When the step started, epoch milliseconds. */
    abstract long startedAt();

    /** Asks for the lock; whom it waits for is logged once. */
    final boolean mustWaitForLock() throws IOException, InterruptedException {
        DeploymentQueue.Place place = LockTable.get().ask(ticket());
        boolean free = place.standing() == DeploymentQueue.Standing.FREE;
        if (!free && !place.behind().equals(waitsFor)) {
            waitsFor = place.behind();
            say(ExecutionMessages.waitsForLock(PlainText.line(place.behind())));
        }
        return !free;
    }

    @Override
    final void reacquireLock(@NonNull DeploymentLocks locks) {
        if (!holdsLock()) {
            return;
        }
        try {
            locks.takeAgain(ticket());
        } catch (IOException | InterruptedException e) {
            LOGGER.log(Level.WARNING, "Could not re-acquire the lock of a service", e);
        }
    }

    private DeploymentLocks.Ticket ticket() throws IOException, InterruptedException {
        return new DeploymentLocks.Ticket(
                recordId(),
                Set.of(lockKey()),
                1,
                startedAt(),
                build().run().getFullDisplayName(),
                WhenBusy.WAIT,
                Map.of(),
                this::isStillThere);
    }

    @Override
    final void released() {
        LockTable.get().release(recordId());
    }
}
