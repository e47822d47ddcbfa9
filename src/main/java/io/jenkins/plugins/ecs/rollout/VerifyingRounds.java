package io.jenkins.plugins.ecs.rollout;

import io.jenkins.plugins.ecs.rollout.decide.after.BakeVerification;
import io.jenkins.plugins.ecs.rollout.decide.after.CurrentVerification;
import io.jenkins.plugins.ecs.rollout.decide.after.VerificationReactions;
import io.jenkins.plugins.ecs.rollout.decide.after.VerificationStages;
import io.jenkins.plugins.ecs.rollout.decide.phase.Decision;
import io.jenkins.plugins.ecs.rollout.lock.DeploymentQueue;
import io.jenkins.plugins.ecs.rollout.state.Phase;
import io.jenkins.plugins.ecs.rollout.state.RolloutState;
import io.jenkins.plugins.ecs.rollout.state.VerificationState;
import io.jenkins.plugins.ecs.rollout.verification.VerificationRounds;
import io.jenkins.plugins.ecs.rollout.verification.VerificationRun;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The rounds of the phases in which a complete deployment is verified, watched, or waits for a user. While it is watched or
 * waits, another deployment may take the service over; nobody may once a check has failed.
 */
final class VerifyingRounds {

    /** This is how soon it is noticed that another deployment has taken the service over, in milliseconds. */
    private static final long LOOK_AT_THE_LOCK = 5_000;

    /** What is not looked at for longer than {@link CurrentVerification#OLD} begins again; a check may wait longer. */
    private static final long LOOK_AT_THE_CHECKS = 60_000;

    private final Clock clock;
    private final Consumer<RolloutState> saves;
    private final Consumer<String> says;
    private final VerificationRounds verifications;
    private final DeploymentQueue queue;
    private final Consumer<Decision> publisher;
    /** The newest state, as it was saved last. */
    private RolloutState state;

    VerifyingRounds(
            Clock clock,
            Consumer<RolloutState> saves,
            Consumer<String> says,
            VerificationRounds verifications,
            DeploymentQueue queue,
            Consumer<Decision> publisher,
            RolloutState state) {
        this.clock = clock;
        this.saves = saves;
        this.says = says;
        this.verifications = verifications;
        this.queue = queue;
        this.publisher = publisher;
        this.state = state;
    }

    /** @return milliseconds until the next round is due */
    long round() {
        long now = clock.millis();
        if (state.phase == Phase.HOLDING) {
            // Once a user has answered it is acted upon, so nobody may take the service over.
            boolean answered = state.pauses.stream()
                    .anyMatch(pause -> pause.hookId().equals(VerificationReactions.QUESTION) && !pause.isOpen());
            Optional<String> other = answered ? lock(queue::reclaim) : lock(queue::lend);
            if (other.isPresent()) {
                return publish(VerificationReactions.overtaken(state, other.get(), now));
            }
            return VerificationReactions.isAccepted(state)
                    ? accepted(now)
                    : publish(VerificationReactions.asked(state, now));
        }
        if (state.phase == Phase.WATCHING) {
            Optional<String> other = lock(queue::lend);
            if (other.isPresent()) {
                return publish(VerificationStages.watchOvertaken(state, other.get(), now));
            }
        }
        return verify(now);
    }

    /** Users may take hours to decide: what they accept must still be what the service is set to. */
    private long accepted(long now) {
        VerificationRun run = state.verification.run;
        if (run == null || CurrentVerification.isOld(state, now)) {
            return publish(VerificationReactions.look(state, now));
        }
        if (CurrentVerification.seesAnother(state)) {
            return publish(VerificationStages.saw(state, now));
        }
        if (run.taskDefinition() != null || run.hasEnded()) {
            return publish(VerificationReactions.asked(state, now));
        }
        long in = verifications.round(run, this::save, line -> {});
        return state.verification.run.taskDefinition() == null ? in : 0;
    }

    /** The same in the bake time, beside the rounds that follow the deployment. */
    long bake() {
        long now = clock.millis();
        VerificationState verification = state.verification;
        VerificationRun run = verification.run;
        if (BakeVerification.isOver(state) || (run != null && CurrentVerification.isOld(state, now))) {
            return publish(BakeVerification.start(state, now));
        }
        if (run == null) {
            return now < verification.nextAt
                    ? Math.max(1, verification.nextAt - now)
                    : publish(BakeVerification.start(state, now));
        }
        long in = run.hasEnded() ? 0 : verifications.round(run, this::save, says);
        // An end is acted upon in this round: its next one may be later.
        return state.verification.run.hasEnded() ? publish(BakeVerification.ended(state, clock.millis())) : in;
    }

    private Optional<String> lock(Function<String, Optional<String>> how) {
        String key = state.lockKey();
        return key == null ? Optional.empty() : how.apply(key);
    }

    private long verify(long now) {
        VerificationState verification = state.verification;
        VerificationRun run = verification.run;
        if (run == null) {
            boolean rests = state.phase == Phase.WATCHING && now < verification.nextAt;
            return rests
                    ? Math.min(LOOK_AT_THE_LOCK, verification.nextAt - now)
                    : publish(VerificationStages.start(state, now));
        }
        if (CurrentVerification.isOld(state, now)) {
            return publish(VerificationStages.again(state, now));
        }
        if (CurrentVerification.seesAnother(state)) {
            return publish(VerificationStages.saw(state, now));
        }
        if (run.hasEnded()) {
            return ended(now);
        }
        long in = verifications.round(run, this::save, says);
        boolean decides = state.verification.run.hasEnded() || CurrentVerification.seesAnother(state);
        return decides ? 0 : Math.min(in, state.phase == Phase.WATCHING ? LOOK_AT_THE_LOCK : LOOK_AT_THE_CHECKS);
    }

    private long ended(long now) {
        // What follows, a rollback or what comes after a success, changes the service.
        boolean changes = state.verification.run.result().failed() || now >= state.verification.watchedUntil;
        if (state.phase == Phase.WATCHING && changes) {
            Optional<String> other = lock(queue::reclaim);
            if (other.isPresent()) {
                return publish(VerificationStages.watchOvertaken(state, other.get(), now));
            }
        }
        return publish(VerificationStages.ended(state, now));
    }

    private void save(VerificationRun run) {
        RolloutState next = state.copy();
        next.verification.run = run;
        next.verification.seenAt = clock.millis();
        if (next.phase.isVerification()) {
            next.progress.lastSeen = run.progress();
        }
        saves.accept(next);
        state = next;
    }

    private long publish(Decision decision) {
        publisher.accept(decision);
        return decision.nextPollMillis();
    }
}
