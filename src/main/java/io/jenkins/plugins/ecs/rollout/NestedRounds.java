package io.jenkins.plugins.ecs.rollout;

import io.jenkins.plugins.ecs.aws.connection.AwsClients;
import io.jenkins.plugins.ecs.aws.ecs.EcsApi;
import io.jenkins.plugins.ecs.policy.Change;
import io.jenkins.plugins.ecs.policy.Judgement;
import io.jenkins.plugins.ecs.polling.RateLimiter;
import io.jenkins.plugins.ecs.rollout.decide.after.AfterRollback;
import io.jenkins.plugins.ecs.rollout.decide.after.TaskStages;
import io.jenkins.plugins.ecs.rollout.decide.phase.Decision;
import io.jenkins.plugins.ecs.rollout.decide.plan.QueuedPhase;
import io.jenkins.plugins.ecs.rollout.decide.policy.PolicyCheck;
import io.jenkins.plugins.ecs.rollout.decide.policy.PolicyGate;
import io.jenkins.plugins.ecs.rollout.lock.DeploymentQueue;
import io.jenkins.plugins.ecs.rollout.state.Phase;
import io.jenkins.plugins.ecs.rollout.state.RolloutState;
import io.jenkins.plugins.ecs.tasks.TaskJournal;
import io.jenkins.plugins.ecs.tasks.TaskPolicy;
import io.jenkins.plugins.ecs.tasks.TaskRunDriver;
import io.jenkins.plugins.ecs.tasks.state.TaskRunState;
import io.jenkins.plugins.ecs.text.masking.Masking;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The rounds of the phases in which something else runs as a part of a rollout: a run of tasks, or the rollback after one.
 * Its own driver makes the round; each state that it saves is saved as a part of the rollout's state.
 */
final class NestedRounds {

    private final EcsApi ecs;
    private final AwsClients clients;
    private final RateLimiter gate;
    private final Clock clock;
    private final Journal journal;
    private final Masking masking;
    private final PolicyCheck guard;
    private final DeploymentQueue queue;
    private final Consumer<Decision> publisher;
    /** The newest state, as it was saved last. */
    private RolloutState state;

    /** A rule refused to start the task in this round. */
    private boolean blocked;

    NestedRounds(
            EcsApi ecs,
            AwsClients clients,
            RateLimiter gate,
            Clock clock,
            Journal journal,
            Masking masking,
            PolicyCheck guard,
            DeploymentQueue queue,
            Consumer<Decision> publisher,
            RolloutState state) {
        this.ecs = ecs;
        this.clients = clients;
        this.gate = gate;
        this.clock = clock;
        this.journal = journal;
        this.masking = masking;
        this.guard = guard;
        this.queue = queue;
        this.publisher = publisher;
        this.state = state;
    }

    /**
     * One round.
     *
     * @param rollback makes the driver of a rollback that saves there
     * @return milliseconds until the next round is due
     */
    long round(Function<Journal, RolloutDriver> rollback) {
        if (state.phase == Phase.ROLLING_BACK) {
            RolloutState back = state.tasks.rollback;
            return back.hasEnded()
                    ? publish(AfterRollback.ended(state, clock.millis()))
                    : rollback.apply(new RollbackJournal()).round(back);
        }
        TaskRunState run = state.tasks.current(state.phase);
        if (state.phase == Phase.RUNNING_BEFORE && TaskStages.hasNotBegun(state)) {
            Decision first = new Decision(state, List.of(), Optional.empty(), 0);
            Decision given = QueuedPhase.giveWay(first, queue, clock.millis());
            if (given.state().hasEnded()) {
                return publish(given);
            }
        }
        if (run == null || run.hasEnded()) {
            return publish(TaskStages.next(state, masking, clock.millis()));
        }
        return new TaskRunDriver(ecs, clients, gate, clock, new RunJournal())
                .masking(masking)
                .guardedBy(new RunPolicy())
                .round(run);
    }

    private long publish(Decision decision) {
        publisher.accept(decision);
        return decision.nextPollMillis();
    }

    /** A task is a part of the deployment: approvals and freeze windows of that count. */
    private final class RunPolicy implements TaskPolicy {

        @Override
        public Judgement judge(Change ofRun) {
            Judgement judgement =
                    state.phase == Phase.RUNNING_BEFORE ? PolicyGate.judgeAll(guard, state) : Judgement.ALLOWED;
            if (judgement.isAllowed()) {
                judgement = PolicyGate.judgeTask(guard, state, ofRun);
            }
            blocked = !judgement.isAllowed();
            return judgement;
        }
    }

    private final class RunJournal implements TaskJournal {

        @Override
        public void save(TaskRunState run, boolean atOnce) {
            RolloutState next = state.copy();
            next.tasks.take(next.phase, run);
            next.tasks.blocked = blocked && run.hasEnded();
            next.progress.lastSeen = run.phase().words();
            journal.save(next);
            state = next;
        }

        @Override
        public void acting() {
            journal.acting();
        }

        @Override
        public void say(String line) {
            journal.say(line);
        }
    }

    private final class RollbackJournal implements Journal {

        @Override
        public void save(RolloutState rollback) {
            RolloutState next = AfterRollback.took(state, rollback);
            journal.save(next);
            state = next;
        }

        @Override
        public void acting() {
            journal.acting();
        }

        @Override
        public void say(String line) {
            journal.say(line);
        }
    }
}
