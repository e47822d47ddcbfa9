package io.jenkins.plugins.ecs.rollout.state;

/** Why we stopped following a deployment before its end. The names are persisted. */
public enum StopReason {
    ABORT(Verdict.ABORTED),
    TIMEOUT(Verdict.TIMED_OUT),
    STALL(Verdict.STALLED),
    /** Stopped tasks prove that it cannot succeed. The verdict is this one unless ECS then says how it ended. */
    FAILURE(Verdict.FAILED),
    /** A check failed in the bake time. The verdict is this one unless ECS then says how it ended. */
    VERIFICATION(Verdict.FAILED),
    /** To roll it back is what was asked for. The verdict is this one unless ECS then says how it ended. */
    REQUEST(Verdict.TIMED_OUT);

    private final Verdict verdict;

    StopReason(Verdict verdict) {
        this.verdict = verdict;
    }

    /** Whether what ECS then says decides the verdict. */
    public boolean leavesVerdictToEcs() {
        return this == FAILURE || this == VERIFICATION || this == REQUEST;
    }

    public Verdict verdict() {
        return verdict;
    }
}
