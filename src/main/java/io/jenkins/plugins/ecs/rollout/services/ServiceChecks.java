package io.jenkins.plugins.ecs.rollout.services;

import io.jenkins.plugins.ecs.polling.RateLimiter;
import io.jenkins.plugins.ecs.rollout.Journal;
import io.jenkins.plugins.ecs.rollout.lock.DeploymentQueue;
import io.jenkins.plugins.ecs.rollout.state.RolloutState;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The checks before the first change: each is a rollout that stops where its first call would be sent. Their states are
 * not saved, because they are made again after a restart.
 */
final class ServiceChecks {

    /** @param passed whether nothing is left but the first change, if there is one */
    record Result(RolloutState state, boolean passed, long nextIn) {}

    private final WavesDriver.Rollouts rollouts;
    private final Clock clock;
    private final Map<String, RolloutState> states = new HashMap<>();

    ServiceChecks(WavesDriver.Rollouts rollouts, Clock clock) {
        this.rollouts = rollouts;
        this.clock = clock;
    }

    /** @param log takes only what the check waits for, and a plan */
    Result round(WaveService one, boolean locked, Consumer<String> log) {
        RolloutState before = states.computeIfAbsent(
                one.id(),
                id -> locked
                        ? RolloutState.queued(one.state().request(), clock.millis())
                        : RolloutState.begin(one.state().request(), clock.millis()));
        Held held = new Held();
        long in = rollouts.driver(before.request(), new CheckJournal(one.id(), log))
                .gatedBy(held)
                .liningUpAt(DeploymentQueue.NONE)
                .round(before);
        RolloutState after = states.get(one.id());
        return new Result(after, held.asked || after.hasNothingToChange(), in);
    }

    void forget(WaveService one) {
        states.remove(one.id());
    }

    /** Permits no call, and records whether one was requested. */
    private static final class Held implements RateLimiter {
        private boolean asked;

        @Override
        public long turnIn(String operation) {
            asked = true;
            return 1;
        }
    }

    private final class CheckJournal implements Journal {

        private final String id;
        private final Consumer<String> log;

        CheckJournal(String id, Consumer<String> log) {
            this.id = id;
            this.log = log;
        }

        @Override
        public void save(RolloutState state) {
            states.put(id, state);
        }

        @Override
        public void say(String text) {
            RolloutState state = states.get(id);
            if (state.isQueued() || state.request().dryRun()) {
                log.accept(text);
            }
        }
    }
}
