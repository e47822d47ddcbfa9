package io.jenkins.plugins.ecs.rollout.decide.follow;

import io.jenkins.plugins.ecs.aws.ecs.LifecycleHook;
import io.jenkins.plugins.ecs.aws.ecs.RevisionCounts;
import io.jenkins.plugins.ecs.aws.ecs.ServiceDeployment;
import io.jenkins.plugins.ecs.rollout.decide.controller.ControllerRules;
import io.jenkins.plugins.ecs.rollout.decide.phase.DecisionDraft;
import io.jenkins.plugins.ecs.rollout.messages.PauseMessages;
import io.jenkins.plugins.ecs.rollout.messages.ProgressMessages;
import io.jenkins.plugins.ecs.rollout.state.Pause;
import io.jenkins.plugins.ecs.rollout.state.PauseAnswer;
import io.jenkins.plugins.ecs.rollout.state.RolloutState;
import io.jenkins.plugins.ecs.text.Durations;
import io.jenkins.plugins.ecs.text.PlainText;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The pauses of our deployment as far as they have come. A pause is known by its hook's id; linear and canary deployments
 * pause once per step, each time with another. What ECS shows decides: an answer that was given elsewhere, in the console
 * or by the CLI, is as good as ours.
 */
public final class Pauses {

    /** After this time ECS still waits although it was told: it is told again. */
    static final long ANSWER_SHOWS_WITHIN = 30_000;

    /** A pause may last 14 days: after the first minutes nobody is kept waiting by slower polls. */
    private static final long LOOK_SLOWER_AFTER = 2 * 60_000;

    static final long LOOK_SLOWER = 15_000;

    private Pauses() {}

    /** Takes what ECS shows of the pauses into the state: those that began, and those that are over. */
    public static void note(DecisionDraft draft, ServiceDeployment own) {
        RolloutState state = draft.state;
        boolean goesOn = own.goesOn();
        for (LifecycleHook hook : own.hooks()) {
            boolean forNobody = hook.isOptional() && !state.request.takesAnswers();
            if (!hook.awaitsAction() || !goesOn || forNobody) {
                continue;
            }
            Optional<Pause> known = of(state, hook.id());
            if (known.isEmpty()) {
                begin(draft, own, hook);
            } else if (known.get().isClosed()) {
                // A stale read had closed it: what was answered counts, and can still be sent.
                replace(state, known.get().stillWaits());
            }
        }
        for (Pause pause : state.pauses.toArray(new Pause[0])) {
            if (!pause.isClosed()) {
                closeIfOver(draft, own, pause, goesOn);
            }
        }
        count(
                draft,
                state.request.clockStopsAtPauses()
                        && state.pauses.stream()
                                .anyMatch(pause -> (pause.waits() || pause.isHeld()) && !pause.isOptional()));
    }

    private static void begin(DecisionDraft draft, ServiceDeployment own, LifecycleHook hook) {
        RolloutState state = draft.state;
        RevisionCounts target = own.target();
        String stage = ControllerRules.of(state).stageOf(own, hook);
        Pause pause = new Pause(
                hook.id(),
                PlainText.line(stage),
                target == null || target.productionWeight() == null ? -1 : target.productionWeight(),
                draft.now,
                hook.expiresAt(),
                PlainText.line(hook.timeoutAction()));
        state.pauses.add(pause);
        if (hook.isOptional()) {
            draft.log(ProgressMessages.line(draft.clock(), PauseMessages.keepsOldTasks(until(pause))));
            return;
        }
        draft.log(ProgressMessages.line(
                draft.clock(), PauseMessages.paused(stage, state.deployer(), until(pause), pause.timeoutAction())));
    }

    private static String until(Pause pause) {
        return pause.expiresAt() == 0 ? "" : Durations.moment(pause.expiresAt());
    }

    private static void closeIfOver(DecisionDraft draft, ServiceDeployment own, Pause pause, boolean goesOn) {
        Optional<LifecycleHook> hook =
                own.hooks().stream().filter(h -> h.id().equals(pause.hookId())).findFirst();
        if (goesOn && hook.filter(LifecycleHook::awaitsAction).isPresent()) {
            return;
        }
        String as = hook.map(LifecycleHook::status)
                .filter(status -> !status.equals("AWAITING_ACTION"))
                .orElse("");
        boolean elsewhere = !pause.refusal().isEmpty();
        Pause closed = (elsewhere ? pause.reopened() : pause).closed(PlainText.line(as), draft.now);
        replace(draft.state, closed);
        draft.state.progress.lastProgressAt = draft.now;
        if (closed.answer() == null && !(closed.isOptional() && closed.hasTimedOut())) {
            draft.log(ProgressMessages.line(draft.clock(), PauseMessages.over(closed.end())));
        }
    }

    /** The deployment that waited in them is not followed any more. */
    static void abandon(DecisionDraft draft) {
        RolloutState state = draft.state;
        state.pauses.replaceAll(pause -> pause.isClosed() ? pause : pause.closed("", draft.now));
        count(draft, false);
    }

    /** Time in which we wait for an answer is not ours; the stall timeout does not count it either. */
    private static void count(DecisionDraft draft, boolean waits) {
        RolloutState state = draft.state;
        if (waits) {
            state.pausedSince = state.pausedSince == 0 ? draft.now : state.pausedSince;
            state.progress.lastProgressAt = draft.now;
            if (draft.now - state.pausedSince > LOOK_SLOWER_AFTER) {
                draft.pollIn(LOOK_SLOWER);
            }
        } else if (state.pausedSince != 0) {
            state.pausedMillis += draft.now - state.pausedSince;
            state.pausedSince = 0;
        }
    }

    /** AWS cannot be read, and the time of the pauses is over: from then on the deployment's time counts again. */
    public static void expireUnseen(DecisionDraft draft) {
        RolloutState state = draft.state;
        long until = state.pauses.stream()
                .filter(pause -> !pause.isClosed())
                .mapToLong(pause -> pause.expiresAt() == 0 ? Long.MAX_VALUE : pause.expiresAt())
                .max()
                .orElse(0);
        if (state.pausedSince != 0 && draft.now > until) {
            state.pausedMillis += Math.max(0, until - state.pausedSince);
            state.pausedSince = 0;
        }
    }

    /** The pause of a hook. */
    public static Optional<Pause> of(RolloutState state, String hookId) {
        return state.pauses.stream().filter(p -> p.hookId().equals(hookId)).findFirst();
    }

    /** A pause whose answer is to be sent now, for the first time or again. */
    public static Optional<Pause> toBeSent(RolloutState state, long now) {
        return state.pauses.stream()
                .filter(pause -> pause.isToBeSent(now, ANSWER_SHOWS_WITHIN))
                .findFirst();
    }

    /** Replaces the pause of a hook, if there is one. */
    public static void change(RolloutState state, String hookId, UnaryOperator<Pause> change) {
        of(state, hookId).ifPresent(pause -> replace(state, change.apply(pause)));
    }

    private static void replace(RolloutState state, Pause next) {
        state.pauses.replaceAll(pause -> pause.hookId().equals(next.hookId()) ? next : pause);
    }

    /** Why a deployment was rolled back, if a pause is the reason. */
    public static Optional<String> rollbackCause(RolloutState state) {
        for (int i = state.pauses.size() - 1; i >= 0; i--) {
            Pause pause = state.pauses.get(i);

            if (!pause.refusal().isEmpty() && pause.hasTimedOut()) {
                return Optional.of(PauseMessages.answerRefused(pause.stage(), pause.refusal()));
            }
            if (pause.answer() == PauseAnswer.ROLLBACK) {
                return Optional.of(PauseMessages.rolledBack(pause.stage(), pause.by()));
            }
            if (pause.hasTimedOut() && pause.timeoutAction().equals("STOP")) {
                return Optional.of(PauseMessages.stoppedOnTimeout(pause.stage()));
            }
            if (pause.hasTimedOut() && pause.timeoutAction().equals("ROLLBACK")) {
                return Optional.of(PauseMessages.rolledBackOnTimeout(pause.stage()));
            }
            if (pause.wasRolledBackElsewhere()) {
                return Optional.of(PauseMessages.rolledBackElsewhere(pause.stage()));
            }
        }
        return Optional.empty();
    }
}
