package io.jenkins.plugins.ecs.operations;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.aws.AwsFailure;
import io.jenkins.plugins.ecs.aws.connection.AwsClients;
import io.jenkins.plugins.ecs.aws.ecs.EcsApi;
import io.jenkins.plugins.ecs.operations.decide.OperationAction;
import io.jenkins.plugins.ecs.operations.decide.OperationDecider;
import io.jenkins.plugins.ecs.operations.decide.OperationDecision;
import io.jenkins.plugins.ecs.operations.decide.OperationHandler;
import io.jenkins.plugins.ecs.operations.state.OperationState;
import io.jenkins.plugins.ecs.policy.Judgement;
import io.jenkins.plugins.ecs.polling.RateLimiter;
import io.jenkins.plugins.ecs.rollout.lock.Registrations;
import java.time.Clock;

/**
 * Runs rounds of a change of a service: read what the phase declares, decide, save, and make at most one call that changes
 * AWS. It has no state of its own.
 */
public final class OperationDriver {

    /** After so many failed calls a deadline is kept without further reads. */
    private static final int BLIND_AFTER = 3;

    private final EcsApi ecs;
    private final AwsClients others;
    private final RateLimiter gate;
    private final Clock clock;
    private final OperationJournal journal;
    private OperationPolicy policy = OperationPolicy.NONE;
    private Registrations registrations = new Registrations();

    public OperationDriver(
            @NonNull EcsApi ecs,
            @NonNull AwsClients others,
            @NonNull RateLimiter gate,
            @NonNull Clock clock,
            @NonNull OperationJournal journal) {
        this.ecs = ecs;
        this.others = others;
        this.gate = gate;
        this.clock = clock;
        this.journal = journal;
    }

    @NonNull
    public OperationDriver guardedBy(@NonNull OperationPolicy rules) {
        policy = rules;
        return this;
    }

    /** @param shared with the deployments, so that none of them is given a revision that was deregistered */
    @NonNull
    public OperationDriver registeringWith(@NonNull Registrations shared) {
        registrations = shared;
        return this;
    }

    /**
     * One round. It never waits and throws no {@link AwsFailure}; the last state that was saved is where it stands.
     *
     * @return milliseconds until the next round is due
     */
    public long round(@NonNull OperationState state) {
        if (state.hasEnded()) {
            return 0;
        }
        long now = clock.millis();
        boolean blind = gate.waitsLong() || state.failures().count() >= BLIND_AFTER;
        if (blind && now >= state.deadline()) {
            return publish(OperationDecider.timeout(state, now));
        }
        OperationDecision decision =
                OperationHandler.of(state).decide(state, new OperationReader(ecs, others).read(state, now), now);
        return carryOut(OperationDecider.inTime(state, decision, now));
    }

    private long carryOut(OperationDecision decision) {
        OperationAction action = decision.action();
        if (action == null) {
            return publish(decision);
        }
        Judgement judgement = judge(decision.state());
        if (!judgement.isAllowed()) {
            OperationState unsent =
                    decision.state().with(decision.state().call().notSent());
            return publish(OperationDecider.forbidden(unsent, judgement.text(), clock.millis()));
        }
        long wait = gate.turnIn(action.operation());
        if (wait > 0) {
            // Nothing was sent, so nothing is pending.
            return wait;
        }
        if (decision.state().progress().begunAt() == 0) {
            judgement.overridden().forEach(freeze -> journal.say("Freeze window: " + freeze));
            judgement
                    .warnings()
                    .forEach(each -> journal.say("Warning: a rule in warn mode would have blocked this: " + each));
        }
        decision.messages().forEach(journal::say);
        journal.save(decision.state(), true);
        journal.acting();
        return publish(send(decision.state(), action));
    }

    private Judgement judge(OperationState state) {
        try {
            return policy.judge(OperationChange.of(state, policy.newestOfOthers(state)));
        } catch (RuntimeException broken) {
            return Judgement.failed(broken);
        }
    }

    private OperationDecision send(OperationState pending, OperationAction action) {
        OperationHandler handler = OperationHandler.of(pending);
        String revision = action.deregisters();
        if (revision != null) {
            registrations.deregistered(revision);
        }
        try {
            action.send(ecs, others);
            return handler.completed(pending, action, clock.millis());
        } catch (AwsFailure failure) {
            return handler.failed(pending, action, failure, clock.millis());
        }
    }

    /** The build was aborted. */
    public static void abort(
            @NonNull OperationState state,
            @NonNull String by,
            @NonNull Clock clock,
            @NonNull OperationJournal journal) {
        OperationDecision decision = OperationDecider.abort(state, by, clock.millis());
        journal.save(decision.state(), false);
    }

    private long publish(OperationDecision decision) {
        journal.save(decision.state(), false);
        decision.messages().forEach(journal::say);
        return decision.nextPoll();
    }
}
