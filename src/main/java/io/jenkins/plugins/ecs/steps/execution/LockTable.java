package io.jenkins.plugins.ecs.steps.execution;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.rollout.lock.DeploymentLocks;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * The locks of this controller, for as long as its process lives. The first who asks after a start has what still runs
 * take its locks again; only then others may have theirs.
 */
@Restricted(NoExternalUse.class)
public final class LockTable {

    /** Should one of the programs not be loadable, the others need not wait for ever. */
    private static final long OPEN_ANYWAY_IN = 120_000;

    private static DeploymentLocks locks;

    private LockTable() {}

    /** While Jenkins goes down, a table in which nobody has anything, and which lets nobody begin. */
    @NonNull
    public static synchronized DeploymentLocks get() {
        if (!RolloutThreads.isOpen()) {
            return locks == null ? new DeploymentLocks() : locks;
        }
        if (locks == null) {
            DeploymentLocks table = new DeploymentLocks();
            locks = table;
            RolloutThreads.soon(
                    () -> StepExecution.acceptAll(
                                    PollingStepExecution.class, execution -> execution.reacquireLock(table))
                            .addListener(table::open, Runnable::run),
                    0);
            RolloutThreads.soon(table::open, OPEN_ANYWAY_IN);
        }
        return locks;
    }

    /** Jenkins goes down. */
    static synchronized void forget() {
        locks = null;
    }
}
