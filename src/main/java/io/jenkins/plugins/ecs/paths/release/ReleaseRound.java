package io.jenkins.plugins.ecs.paths.release;

import io.jenkins.plugins.ecs.rollout.Journal;
import io.jenkins.plugins.ecs.rollout.RolloutDriver;
import io.jenkins.plugins.ecs.rollout.decide.policy.PolicyCheck;
import io.jenkins.plugins.ecs.rollout.state.RolloutState;
import io.jenkins.plugins.ecs.verify.VerifyJournal;
import io.jenkins.plugins.ecs.verify.VerifyState;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.BiConsumer;

/** One round of a release, or one command to it: the state saved last, and how what runs in it saves and logs. */
final class ReleaseRound {

    private final ReleaseWorld world;
    private final Clock clock;
    private final ReleaseJournal journal;
    private ReleaseState state;

    ReleaseRound(ReleaseWorld world, Clock clock, ReleaseJournal journal, ReleaseState state) {
        this.world = world;
        this.clock = clock;
        this.journal = journal;
        this.state = state;
    }

    ReleaseWorld world() {
        return world;
    }

    /** Epoch milliseconds. */
    long now() {
        return clock.millis();
    }

    /** Saved last. */
    ReleaseState state() {
        return state;
    }

    EnvironmentRun current() {
        return state.current();
    }

    EntryConditions conditions() {
        return new EntryConditions(world, state);
    }

    /** Goes on with a state that need not be saved before the next one is. */
    void turnTo(ReleaseState other) {
        state = other;
    }

    void take(ReleaseDecision decision) {
        decision.events().forEach(world::record);
        String where = state.isQueued() ? null : current().label();
        save(decision.state());
        decision.lines().forEach(line -> journal.say(where, line));
    }

    void save(ReleaseState next) {
        if (next != state) {
            ReleaseState before = state;
            journal.save(before, next);
            state = next;
        }
    }

    /** In the log of the current target. */
    void say(List<String> lines) {
        lines.forEach(line -> journal.say(current().label(), line));
    }

    void say(String environment, String line) {
        journal.say(environment, line);
    }

    /**
     * A round of a verification.
     *
     * @param in its slot in the current target
     * @return milliseconds until the next one
     */
    long verify(EnvironmentRun where, Slot in, VerifyState before) {
        long next = world.verification(where, verifying(in)).round(before);
        acted();
        return next;
    }

    /**
     * A round of the plan that is made in the current target.
     *
     * @param of the target that is planned
     * @param longest after which the plan is given up
     * @return milliseconds until the next one; empty if the plan is made or given up
     */
    OptionalLong plan(EnvironmentRun of, PolicyCheck rules, Duration longest) {
        RolloutState before = current().planning;
        if (!TargetPlan.goesOn(current(), longest, now())) {
            return OptionalLong.empty();
        }
        RolloutDriver driver = world.rollout(of, before.request(), planning());
        driver.guardedBy(rules);
        long next = driver.round(before);
        return TargetPlan.goesOn(current(), longest, now()) ? OptionalLong.of(next) : OptionalLong.empty();
    }

    /** The answer to a call that changes AWS is in the state. */
    void acted() {
        journal.acted();
    }

    /** Of a deployment or rollback in the current target. */
    Journal rolling(boolean goesBack) {
        return new Rolling(goesBack ? (run, next) -> run.back = next : (run, next) -> run.rollout = next, true);
    }

    /** Of the plan that is made in the current target. It changes nothing, and its lines are those of the plan. */
    private Journal planning() {
        return new Rolling((run, next) -> run.planning = next, false);
    }

    /** Of the verification of a slot of the current target. */
    VerifyJournal verifying(Slot slot) {
        return VerifyJournal.of(next -> save(state.with(current().verifying(slot, next))), line -> say(List.of(line)));
    }

    private final class Rolling implements Journal {

        private final BiConsumer<EnvironmentRun, RolloutState> part;
        private final boolean acts;

        Rolling(BiConsumer<EnvironmentRun, RolloutState> part, boolean acts) {
            this.part = part;
            this.acts = acts;
        }

        @Override
        public void save(RolloutState next) {
            EnvironmentRun here = current().copy();
            part.accept(here, next);
            ReleaseRound.this.save(state.with(here));
        }

        @Override
        public void acting() {
            if (!acts) {
                throw new IllegalStateException("a plan changes nothing");
            }
            journal.acting();
        }

        @Override
        public void say(String line) {
            if (acts) {
                ReleaseRound.this.say(List.of(line));
            }
        }
    }
}
