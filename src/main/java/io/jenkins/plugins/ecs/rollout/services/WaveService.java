package io.jenkins.plugins.ecs.rollout.services;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.rollout.decide.phase.DecisionDraft;
import io.jenkins.plugins.ecs.rollout.request.DeployRequest;
import io.jenkins.plugins.ecs.rollout.state.RolloutState;
import io.jenkins.plugins.ecs.rollout.state.Verdict;
import io.jenkins.plugins.ecs.text.PlainText;
import java.io.Serializable;
import java.util.EnumSet;
import java.util.Set;

/** One of the services that are deployed together: the state of its deployment, and of its rollback. Immutable. */
public final class WaveService implements Serializable {

    private static final long serialVersionUID = 1L;

    /** How far it is. The names are persisted. */
    enum Standing {
        /** It is looked whether it could be deployed; nothing is changed. */
        CHECKING,
        /** It could be; the locks, its wave or its turn in it have not come. */
        WAITING,
        DEPLOYING,
        /** Its deployment has ended, or it is known that there will be none. */
        DONE,
        /** It is to roll back to what it ran before. */
        TO_GO_BACK,
        GOING_BACK,
        /** Its rollback has ended. */
        WENT_BACK
    }

    /** What leaves a service with what we brought to it. A rollback of ECS's doesn't, and what another one brought is theirs. */
    private static final Set<Verdict> LEFT_WITH_OURS = EnumSet.of(
            Verdict.SUCCESS,
            Verdict.ROLLBACK_FAILED,
            Verdict.STOPPED,
            Verdict.FAILED,
            Verdict.TASK_FAILED,
            Verdict.STALLED,
            Verdict.TIMED_OUT,
            Verdict.UNKNOWN);

    private final String id;
    private final int wave;
    private final Standing standing;
    private final String lockKey;
    private final RolloutState state;
    /** Null unless it rolls back. */
    private final RolloutState back;

    private WaveService(String id, int wave, Standing standing, String lockKey, RolloutState state, RolloutState back) {
        this.id = id;
        this.wave = wave;
        this.standing = standing;
        this.lockKey = lockKey;
        this.state = state;
        this.back = back;
    }

    /**
     * @param id names its record among those of the build
     * @param wave those of a smaller number come first
     */
    @NonNull
    public static WaveService of(@NonNull String id, int wave, @NonNull DeployRequest request, long now) {
        return new WaveService(id, wave, Standing.CHECKING, null, RolloutState.queued(request, now), null);
    }

    @NonNull
    public String id() {
        return id;
    }

    /** Names the record of its rollback. */
    @NonNull
    public String backId() {
        return id + "-back";
    }

    public int wave() {
        return wave;
    }

    @NonNull
    public String name() {
        return state.request.serviceName();
    }

    /** The state of its deployment. */
    @NonNull
    public RolloutState state() {
        return state;
    }

    /** The state of its rollback; null unless it rolls back. */
    @CheckForNull
    public RolloutState back() {
        return back;
    }

    Standing standing() {
        return standing;
    }

    boolean is(Standing one) {
        return standing == one;
    }

    /** What must not be deployed twice at once; null before it is known. */
    String lockKey() {
        return lockKey;
    }

    /** Whether one of its rollouts is in progress. */
    public boolean isRunning() {
        return standing == Standing.DEPLOYING || standing == Standing.GOING_BACK;
    }

    /** Whether a wave may be followed by the next one. */
    public boolean isWell() {
        return standing == Standing.DONE && state.verdict != null && state.verdict.letsThePipelineGoOn();
    }

    boolean hasFailed() {
        return standing != Standing.CHECKING
                && standing != Standing.WAITING
                && state.verdict != null
                && !state.verdict.letsThePipelineGoOn();
    }

    /** Whether rolling back would change anything: our update was sent, and the service is not back already. */
    boolean canGoBack() {
        return hasOurs() && !state.request().isIrreversible();
    }

    /** Whether it is left as it is, because a task before its deployment cannot be undone. */
    boolean isIrreversible() {
        return hasOurs() && state.request().isIrreversible();
    }

    private boolean hasOurs() {
        return standing == Standing.DONE
                && state.verdict != null
                && LEFT_WITH_OURS.contains(state.verdict)
                && (state.updated || state.deploymentId != null)
                && state.taskDefinition != null
                && state.previous.taskDefinition != null
                && !state.taskDefinition.equals(state.previous.taskDefinition);
    }

    WaveService standing(Standing next) {
        return new WaveService(id, wave, next, lockKey, state, back);
    }

    /** It could be deployed. */
    WaveService checked(String key) {
        return new WaveService(id, wave, Standing.WAITING, key == null ? lockKey : key, state, back);
    }

    WaveService waitsFor(String what) {
        RolloutState waiting = state.copy();
        waiting.progress.lastSeen = PlainText.line(what);
        return new WaveService(id, wave, standing, lockKey, waiting, back);
    }

    /** It cannot be, or is not to be, deployed. */
    WaveService ended(RolloutState facts) {
        return new WaveService(id, wave, Standing.DONE, lockKey, facts, back);
    }

    WaveService ended(Verdict verdict, String cause, String advice, long now) {
        DecisionDraft draft = new DecisionDraft(state, now, 0);
        draft.finish(verdict, cause, advice);
        return ended(draft.state);
    }

    /** Its deployment begins; its time counts from now on. */
    WaveService begun(long now) {
        RolloutState fresh = state.request.linesUp()
                ? RolloutState.queued(state.request, now)
                : RolloutState.begin(state.request, now);
        return new WaveService(id, wave, Standing.DEPLOYING, lockKey, fresh, back);
    }

    WaveService begunToGoBack(long now) {
        DeployRequest request = state.request.back(state.previous.taskDefinition, state.taskDefinition);
        return new WaveService(
                id,
                wave,
                Standing.GOING_BACK,
                lockKey,
                state,
                request.linesUp() ? RolloutState.queued(request, now) : RolloutState.begin(request, now));
    }

    /** Takes the newest state of the rollout that is in progress. */
    WaveService took(RolloutState facts) {
        if (standing == Standing.GOING_BACK) {
            Standing next = facts.hasEnded() ? Standing.WENT_BACK : standing;
            return new WaveService(id, wave, next, lockKey, state, facts);
        }
        return new WaveService(id, wave, facts.hasEnded() ? Standing.DONE : standing, lockKey, facts, back);
    }

    WaveService resumed() {
        return new WaveService(id, wave, standing, lockKey, state.resumed(), back == null ? null : back.resumed());
    }

    /** The state of the rollout that is in progress, or was last. */
    RolloutState current() {
        return back == null ? state : back;
    }
}
