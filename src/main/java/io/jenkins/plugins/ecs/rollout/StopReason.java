package io.jenkins.plugins.ecs.rollout;

/** Why we stopped following a deployment before its end. The names are persisted. */
enum StopReason {
    ABORT(Verdict.ABORTED),
    TIMEOUT(Verdict.TIMED_OUT),
    STALL(Verdict.STALLED),
    /** Stopped tasks prove that it can't succeed. The verdict is this one unless ECS then says how it ended. */
    FAILURE(Verdict.FAILED);

    private final Verdict verdict;

    StopReason(Verdict verdict) {
        this.verdict = verdict;
    }

    Verdict verdict() {
        return verdict;
    }
}
