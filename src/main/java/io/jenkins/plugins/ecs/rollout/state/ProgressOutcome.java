package io.jenkins.plugins.ecs.rollout.state;

import edu.umd.cs.findbugs.annotations.NonNull;
import edu.umd.cs.findbugs.annotations.Nullable;
import java.io.Serializable;

/** How far a rollout has come, and how long it took: its phase and verdict, counts, traffic, and the words of AWS. */
public abstract class ProgressOutcome implements Serializable {

    private static final long serialVersionUID = 1L;

    private final Phase phase;
    private final Verdict verdict;
    private final String progress;
    private final int desiredCount;
    private final int runningCount;
    private final int pendingCount;
    private final int failedTasks;
    private final int failureThreshold;
    private final String strategy;
    private final long bakeEndsAt;
    private final long waitMillis;
    private final long allowedMillis;
    private final long startedAt;
    private final long finishedAt;
    private final String ownStatus;
    private final String ownStage;
    private final boolean awaitsAction;
    private final int oldCount;
    private final Double productionWeight;
    private final Double testWeight;
    private final int breakerFailures;

    ProgressOutcome(RolloutState s) {
        phase = s.phase;
        verdict = s.verdict;
        progress = s.progress.lastSeen;
        desiredCount = s.counts.desiredCount;
        runningCount = s.counts.runningCount;
        pendingCount = s.counts.pendingCount;
        failedTasks = s.counts.failedTasks;
        failureThreshold = s.counts.failureThreshold;
        strategy = s.strategy;
        bakeEndsAt = s.bakeEndsAt();
        waitMillis = s.expected.waitMillis;
        allowedMillis = s.allowedMillis();
        startedAt = s.startedAt;
        finishedAt = s.finishedAt;
        ownStatus = s.display.ownStatus;
        ownStage = s.display.ownStage;
        awaitsAction = s.display.awaitsAction;
        oldCount = s.counts.oldCount;
        productionWeight = s.display.productionWeight;
        testWeight = s.display.testWeight;
        breakerFailures = s.counts.breakerFailures;
    }

    public Phase phase() {
        return phase;
    }

    /** Null while it is in progress. */
    @Nullable
    public Verdict verdict() {
        return verdict;
    }

    /** The last line of progress. */
    public String progress() {
        return progress;
    }

    public int desiredCount() {
        return desiredCount;
    }

    public int runningCount() {
        return runningCount;
    }

    public int pendingCount() {
        return pendingCount;
    }

    public int failedTasks() {
        return failedTasks;
    }

    /** At how many failed tasks the circuit breaker triggers; 0 where it is not known. */
    public int failureThreshold() {
        return failureThreshold;
    }

    /** {@code ROLLING}, {@code BLUE_GREEN}, {@code LINEAR}, {@code CANARY}, {@code CODE_DEPLOY}; empty while unknown. */
    @NonNull
    public String strategy() {
        return strategy == null ? "" : strategy;
    }

    /** When the bake time is over, as far as we have seen it begin: epoch milliseconds; 0 outside of it. */
    public long bakeEndsAt() {
        return bakeEndsAt;
    }

    /** How long it waits because it is configured to: bake times and traffic steps; milliseconds. */
    public long waitMillis() {
        return waitMillis;
    }

    /** How long it may take, without the time of hooks and pauses; milliseconds. */
    public long allowedMillis() {
        return allowedMillis;
    }

    /** Epoch milliseconds. */
    public long startedAt() {
        return startedAt;
    }

    /** Epoch milliseconds; 0 while it is in progress. */
    public long finishedAt() {
        return finishedAt;
    }

    /** AWS's own word for the deployment's state when it was last seen; empty before. */
    @NonNull
    public String awsStatus() {
        return ownStatus == null ? "" : ownStatus;
    }

    /** AWS's own word for the lifecycle stage; empty for rolling updates. */
    @NonNull
    public String lifecycleStage() {
        return ownStage == null ? "" : ownStage;
    }

    /** ECS waits in a PAUSE hook for an answer. */
    public boolean awaitsAction() {
        return awaitsAction && verdict == null;
    }

    /** Running tasks of what was there before. */
    public int oldCount() {
        return oldCount;
    }

    /** Percent of production traffic that the new revision is to get, a snapshot; null where AWS gives none. */
    @Nullable
    public Double productionWeight() {
        return productionWeight;
    }

    /** The same of test traffic. */
    @Nullable
    public Double testWeight() {
        return testWeight;
    }

    /** How far the circuit breaker has counted; see {@link #failureThreshold()}. */
    public int breakerFailures() {
        return breakerFailures;
    }
}
