package io.jenkins.plugins.ecs.rollout;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.aws.AwsFailure;
import io.jenkins.plugins.ecs.aws.connection.AwsClients;
import io.jenkins.plugins.ecs.aws.ecs.EcsApi;
import io.jenkins.plugins.ecs.lookups.BuildValues;
import io.jenkins.plugins.ecs.polling.RateLimiter;
import io.jenkins.plugins.ecs.polling.ReadPendingException;
import io.jenkins.plugins.ecs.rollout.decide.Deadlines;
import io.jenkins.plugins.ecs.rollout.decide.Decider;
import io.jenkins.plugins.ecs.rollout.decide.Interruption;
import io.jenkins.plugins.ecs.rollout.decide.PauseAnswers;
import io.jenkins.plugins.ecs.rollout.decide.RateLimitNotice;
import io.jenkins.plugins.ecs.rollout.decide.after.BakeVerification;
import io.jenkins.plugins.ecs.rollout.decide.phase.AwsAction;
import io.jenkins.plugins.ecs.rollout.decide.phase.Decision;
import io.jenkins.plugins.ecs.rollout.decide.plan.QueuedPhase;
import io.jenkins.plugins.ecs.rollout.decide.policy.PolicyCheck;
import io.jenkins.plugins.ecs.rollout.decide.policy.PolicyGate;
import io.jenkins.plugins.ecs.rollout.lock.DeploymentQueue;
import io.jenkins.plugins.ecs.rollout.lock.Registrations;
import io.jenkins.plugins.ecs.rollout.messages.FailureMessages;
import io.jenkins.plugins.ecs.rollout.observe.KnownGood;
import io.jenkins.plugins.ecs.rollout.observe.Observation;
import io.jenkins.plugins.ecs.rollout.observe.Observer;
import io.jenkins.plugins.ecs.rollout.observe.ReadSources;
import io.jenkins.plugins.ecs.rollout.state.PauseAnswer;
import io.jenkins.plugins.ecs.rollout.state.Phase;
import io.jenkins.plugins.ecs.rollout.state.RolloutState;
import io.jenkins.plugins.ecs.rollout.state.Verdict;
import io.jenkins.plugins.ecs.rollout.verification.VerificationRounds;
import io.jenkins.plugins.ecs.text.masking.Masking;
import java.time.Clock;
import java.util.Optional;
import java.util.function.DoubleSupplier;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Runs rounds of a rollout: observe, decide, act, save. It holds no facts of its own and may be made anew at any time. */
public final class RolloutDriver {

    private static final Logger LOGGER = Logger.getLogger(RolloutDriver.class.getName());
    /** Between two polls while events of ECS are delivered, in case one is lost; in milliseconds. */
    private static final long NOTIFIED_POLL = 90_000;

    /** How long to wait while another deployment of this Jenkins registers a revision of the same family. */
    private static final long FAMILY_BUSY = 500;

    private final EcsApi ecs;
    private RateLimiter gate;
    private final Clock clock;
    private final Journal journal;
    private final DoubleSupplier jitter;
    private AwsClients others;
    private KnownGood knownGood = KnownGood.NOTHING;
    private Masking masking = Masking.byPatterns();
    private PolicyCheck guard = PolicyCheck.NONE;
    private BuildValues build = BuildValues.NONE;
    private DeploymentQueue turnstile = DeploymentQueue.NONE;
    private Registrations registrations = new Registrations();
    private String endpoint = "";
    private VerificationRounds verifications = VerificationRounds.NONE;
    /** The state that this round has saved last. */
    private RolloutState latest;

    /** Without a rate limit. */
    public RolloutDriver(
            @NonNull EcsApi ecs, @NonNull Clock clock, @NonNull Journal journal, @NonNull DoubleSupplier jitter) {
        this(ecs, RateLimiter.OPEN, clock, journal, jitter);
    }

    /**
     * @param gate says when an act may be sent
     * @param jitter gives numbers from 0 to 1; a constant makes a test repeatable
     */
    public RolloutDriver(
            @NonNull EcsApi ecs,
            @NonNull RateLimiter gate,
            @NonNull Clock clock,
            @NonNull Journal journal,
            @NonNull DoubleSupplier jitter) {
        this.ecs = ecs;
        this.gate = gate;
        this.clock = clock;
        this.journal = journal;
        this.jitter = jitter;
    }

    /** Asks these rules before each change. */
    @NonNull
    public RolloutDriver guardedBy(@NonNull PolicyCheck rules) {
        guard = rules;
        return this;
    }

    /** @param turns says when an act may be sent, in the place of what the constructor was given */
    @NonNull
    public RolloutDriver gatedBy(@NonNull RateLimiter turns) {
        RateLimiter reads = gate;
        gate = new RateLimiter() {
            @Override
            public long turnIn(String operation) {
                return turns.turnIn(operation);
            }

            @Override
            public boolean waitsLong() {
                return reads.waitsLong();
            }

            @Override
            public boolean isNotified() {
                return reads.isNotified();
            }
        };
        return this;
    }

    /**
     * Registers one revision of a family at a time with others that share these.
     *
     * @param where the endpoint, as far as it is not AWS's own; may be empty
     */
    @NonNull
    public RolloutDriver registeringWith(@NonNull Registrations shared, @NonNull String where) {
        registrations = shared;
        endpoint = where;
        return this;
    }

    /** Lines up with others that deploy the same service. */
    @NonNull
    public RolloutDriver liningUpAt(@NonNull DeploymentQueue queue) {
        turnstile = queue;
        return this;
    }

    /** @param rounds those of the verification after the deployment */
    @NonNull
    public RolloutDriver verifyingWith(@NonNull VerificationRounds rounds) {
        verifications = rounds;
        return this;
    }

    /**
     * @param services what else is asked why a deployment failed; without them it is ECS alone
     * @param hides the secrets that must not be seen in what is said and kept
     */
    @NonNull
    public RolloutDriver diagnosing(@NonNull AwsClients services, @NonNull Masking hides) {
        others = services;
        masking = hides;
        return this;
    }

    /** @param values what look-ups of the build's own values find */
    @NonNull
    public RolloutDriver ofBuild(@NonNull BuildValues values) {
        build = values;
        return this;
    }

    /** @param good what a rollback may roll back to, besides what ECS knows */
    @NonNull
    public RolloutDriver knowing(@NonNull KnownGood good) {
        knownGood = good;
        return this;
    }

    /**
     * One round. It never waits and never throws {@link AwsFailure}; the last state given to {@link Journal#save} is where
     * the rollout stands afterwards.
     *
     * @return milliseconds until the next round is due; 0 when there is something to do at once
     */
    public long round(@NonNull RolloutState state) {
        if (state.hasEnded()) {
            return 0;
        }
        if (state.phase.isVerification()) {
            return verifying(state).round();
        }
        if (state.phase.isNested()) {
            return new NestedRounds(ecs, others, gate, clock, journal, masking, guard, turnstile, this::publish, state)
                    .round(this::ofRollback);
        }
        boolean waits = gate.waitsLong();
        if (waits || state.reading.isBlind()) {
            Optional<Decision> late = Deadlines.withoutLooking(state, waits, clock.millis(), jitter.getAsDouble());
            if (late.isPresent()) {
                return carryOut(late.get());
            }
        }
        long begun = clock.millis();
        Decision decision;
        latest = state;
        try {
            Observation seen = new Observer(new ReadSources(ecs, others, knownGood, turnstile, gate, build), masking)
                    .observe(state, (same, read) -> PolicyGate.reads(same, read, Decider.reads(same, read), guard));
            seen.begunAt = begun;
            if (seen.waitMillis > 0) {
                return seen.waitMillis;
            }
            if (state.phase == Phase.REGISTERING) {
                seen.registeredHere = definition ->
                        registrations.find(Registrations.key(endpoint, state), definition, clock.millis());
            }
            decision = Decider.decide(state, seen, clock.millis(), jitter.getAsDouble());
        } catch (ReadPendingException later) {
            throw later;
        } catch (RuntimeException | StackOverflowError | LinkageError broken) {
            if (state.phase != Phase.DIAGNOSING) {
                throw broken;
            }
            // The verdict is known already, and a diagnosis that breaks must not change it.
            LOGGER.log(Level.WARNING, "the diagnosis of a failed deployment broke", broken);
            decision = Deadlines.withoutDiagnosis(state, FailureMessages.internal(broken), clock.millis());
        }
        long in = carryOut(decision);
        return BakeVerification.isWanted(latest)
                ? Math.min(in, verifying(latest).bake())
                : in;
    }

    private VerifyingRounds verifying(RolloutState state) {
        Masking all = state.masking(masking);
        return new VerifyingRounds(
                clock,
                journal::save,
                line -> journal.say(all.known(line)),
                verifications,
                turnstile,
                this::publish,
                state);
    }

    /** The rollback of what this step did itself is never held up: it holds the lock, and asks no rules. */
    private RolloutDriver ofRollback(Journal keeps) {
        return new RolloutDriver(ecs, gate, clock, keeps, jitter)
                .diagnosing(others, masking)
                .knowing(knownGood)
                .registeringWith(registrations, endpoint);
    }

    private long carryOut(Decision decided) {
        long now = clock.millis();
        Decision decision = PolicyGate.check(decided, guard, now);
        if (decision.action().isPresent()) {
            long in = gate.turnIn(decision.action().get().operation());
            if (in > 0) {
                decision = RateLimitNotice.postpone(decision, in, now);
            }
        }
        decision = QueuedPhase.giveWay(decision, turnstile, now);
        AwsAction action = decision.action().orElse(null);
        if (action instanceof AwsAction.Register register) {
            return register(decision, register);
        }
        publish(decision);
        return action == null ? dueIn(decision) : act(decision.state(), action);
    }

    /** ECS refuses two registrations of one family at a time. */
    private long register(Decision decision, AwsAction.Register register) {
        String key = Registrations.key(endpoint, decision.state());
        if (!registrations.begin(key)) {
            Decision later = RateLimitNotice.postpone(decision, FAMILY_BUSY, clock.millis());
            publish(later);
            return dueIn(later);
        }
        RolloutState after = null;
        try {
            publish(decision);
            journal.acting();
            Decision answered = send(decision.state(), register);
            after = answered.state();
            publish(answered);
            return dueIn(answered);
        } finally {
            String arn = after != null && after.registered ? after.taskDefinition : null;
            registrations.end(key, register.definition(), arn, clock.millis());
        }
    }

    private long dueIn(Decision decision) {
        boolean isNotified = decision.state().phase == Phase.FOLLOWING
                && !BakeVerification.isAhead(decision.state())
                && gate.isNotified();
        long in = isNotified ? Math.max(decision.nextPollMillis(), NOTIFIED_POLL) : decision.nextPollMillis();
        return Deadlines.atMost(decision.state(), clock.millis(), in);
    }

    private long act(RolloutState pending, AwsAction action) {
        journal.acting();
        Decision decision = send(pending, action);
        if (action instanceof AwsAction.Deregister deregister) {
            registrations.deregistered(deregister.arn());
        } else if (decision.state().verdict() == Verdict.REFUSED && pending.taskDefinition != null) {
            // Whoever deregistered the revision meanwhile, the next build must not be given it again.
            registrations.deregistered(pending.taskDefinition);
        }
        publish(decision);
        return dueIn(decision);
    }

    private Decision send(RolloutState pending, AwsAction action) {
        try {
            Object answer = action.send(ecs, others);
            return Decider.answered(pending, action, answer, clock.millis(), jitter.getAsDouble());
        } catch (AwsFailure failure) {
            return Decider.failed(pending, action, failure, clock.millis(), jitter.getAsDouble());
        }
    }

    /** Aborts: decides what becomes of the deployment; another round carries it out, if there is anything left to do. */
    public static void abort(
            @NonNull RolloutState state, @NonNull String by, @NonNull Clock clock, @NonNull Journal journal) {
        publish(Interruption.abort(state, by, clock.millis()), journal, Masking.byPatterns());
    }

    /**
     * Takes an answer to a pause into the state; the next round tells ECS.
     *
     * @return whether it was taken: it still waited, and nobody had answered
     */
    public static boolean answer(
            @NonNull RolloutState state,
            @NonNull String hookId,
            @NonNull PauseAnswer answer,
            @NonNull String by,
            @NonNull Clock clock,
            @NonNull Journal journal) {
        Optional<Decision> decision = PauseAnswers.take(state, hookId, answer, by, clock.millis());
        decision.ifPresent(taken -> publish(taken, journal, Masking.byPatterns()));
        return decision.isPresent();
    }

    /** The build goes away from the deployment without another poll: what is known now is all there will be. */
    @NonNull
    public static RolloutState abandon(@NonNull RolloutState state, @NonNull String why, @NonNull Clock clock) {
        return Interruption.abandoned(state, why, clock.millis());
    }

    private void publish(Decision decision) {
        publish(decision, journal, masking);
        latest = decision.state();
    }

    private static void publish(Decision decision, Journal journal, Masking masking) {
        decision.state().mask(masking);
        journal.save(decision.state());
        Masking all = decision.state().masking(masking);
        decision.messages().forEach(line -> journal.say(all.known(line)));
    }
}
