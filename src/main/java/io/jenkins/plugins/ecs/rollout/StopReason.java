package io.jenkins.plugins.ecs.rollout;

/** Why we stopped following a deployment before its end. The names are persisted. */
enum StopReason {
    ABORT(Verdict.ABORTED),
    TIMEOUT(Verdict.TIMED_OUT),
    STALL(Verdict.STALLED);

    private final Verdict verdict;

    StopReason(Verdict verdict) {
        this.verdict = verdict;
    }

    Verdict verdict() {
        return verdict;
    }
}
