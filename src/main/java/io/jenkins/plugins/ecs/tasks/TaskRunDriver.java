package io.jenkins.plugins.ecs.tasks;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.aws.AwsFailure;
import io.jenkins.plugins.ecs.aws.connection.AwsClients;
import io.jenkins.plugins.ecs.aws.ecs.EcsApi;
import io.jenkins.plugins.ecs.policy.Judgement;
import io.jenkins.plugins.ecs.polling.RateLimiter;
import io.jenkins.plugins.ecs.tasks.decide.TaskAction;
import io.jenkins.plugins.ecs.tasks.decide.TaskDecider;
import io.jenkins.plugins.ecs.tasks.decide.TaskDecision;
import io.jenkins.plugins.ecs.tasks.decide.TaskPhaseHandler;
import io.jenkins.plugins.ecs.tasks.messages.TaskMessages;
import io.jenkins.plugins.ecs.tasks.state.TaskRunState;
import io.jenkins.plugins.ecs.text.masking.Masking;
import java.time.Clock;
import java.util.Optional;

/**
 * Runs rounds of a run of tasks: read what the phase declares, decide, save, and make at most one call that changes AWS. It
 * has no state of its own.
 */
public final class TaskRunDriver {

    /** After so many failed calls a deadline is kept without further reads. */
    private static final int BLIND_AFTER = 3;

    private final EcsApi ecs;
    private final AwsClients clients;
    private final RateLimiter gate;
    private final Clock clock;
    private final TaskJournal journal;
    private Masking masking = Masking.byPatterns();
    private TaskPolicy policy = TaskPolicy.NONE;

    public TaskRunDriver(
            @NonNull EcsApi ecs,
            @NonNull AwsClients clients,
            @NonNull RateLimiter gate,
            @NonNull Clock clock,
            @NonNull TaskJournal journal) {
        this.ecs = ecs;
        this.clients = clients;
        this.gate = gate;
        this.clock = clock;
        this.journal = journal;
    }

    /** @param hides the secrets of the build */
    @NonNull
    public TaskRunDriver masking(@NonNull Masking hides) {
        masking = hides;
        return this;
    }

    @NonNull
    public TaskRunDriver guardedBy(@NonNull TaskPolicy rules) {
        policy = rules;
        return this;
    }

    /**
     * One round. It never waits and throws no {@link AwsFailure}; the last state that was saved is where the run stands.
     *
     * @return milliseconds until the next round is due
     */
    public long round(@NonNull TaskRunState state) {
        if (state.hasEnded()) {
            return 0;
        }
        if (gate.waitsLong() || state.failures().count() >= BLIND_AFTER) {
            Optional<TaskDecision> late = TaskDecider.withoutReads(state, clock.millis());
            if (late.isPresent()) {
                return carryOut(late.get());
            }
        }
        return carryOut(new TaskReader(ecs, clients, gate, masking).decide(state, clock));
    }

    private long carryOut(TaskDecision decision) {
        TaskAction action = decision.action();
        if (action == null) {
            publish(decision);
            return decision.nextPoll();
        }
        if (action.isJudged()) {
            Judgement judgement = judge(decision.state());
            if (!judgement.isAllowed()) {
                publish(TaskDecider.forbidden(decision.state(), judgement.text(), clock.millis()));
                return 0;
            }
            if (!decision.state().call().isRepeated()) {
                judgement.overridden().forEach(freeze -> say(TaskMessages.freezeOverridden(freeze)));
                judgement.warnings().forEach(warning -> say(TaskMessages.ruleWarning(warning)));
            }
        }
        long wait = gate.turnIn(action.operation());
        if (wait > 0) {
            // Nothing was sent, so nothing is pending.
            return wait;
        }
        publish(decision);
        journal.acting();
        TaskDecision after = send(decision.state(), action);
        publish(after);
        return after.nextPoll();
    }

    private Judgement judge(TaskRunState state) {
        try {
            return policy.judge(TaskChange.of(state));
        } catch (RuntimeException broken) {
            return Judgement.failed(broken);
        }
    }

    private TaskDecision send(TaskRunState pending, TaskAction action) {
        TaskPhaseHandler handler = TaskPhaseHandler.of(pending.phase());
        try {
            Object answer = action.send(ecs);
            return handler.completed(pending, action, answer, clock.millis());
        } catch (AwsFailure failure) {
            return handler.failed(pending, action, failure, clock.millis());
        }
    }

    /** The build was aborted; what is left to do another round does. */
    public static void abort(
            @NonNull TaskRunState state, @NonNull String by, @NonNull Clock clock, @NonNull TaskJournal journal) {
        publish(TaskDecider.abort(state, by, clock.millis()), journal, Masking.byPatterns());
    }

    private void publish(TaskDecision decision) {
        publish(decision, journal, masking);
    }

    private void say(String line) {
        journal.say(masking.known(line));
    }

    private static void publish(TaskDecision decision, TaskJournal journal, Masking masking) {
        journal.save(decision.state(), decision.once());
        decision.messages().forEach(line -> journal.say(masking.known(line)));
    }
}
