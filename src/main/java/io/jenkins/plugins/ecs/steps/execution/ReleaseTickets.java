package io.jenkins.plugins.ecs.steps.execution;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.paths.release.EnvironmentRun;
import io.jenkins.plugins.ecs.paths.release.ReleaseState;
import io.jenkins.plugins.ecs.paths.release.Slot;
import io.jenkins.plugins.ecs.rollout.lock.DeploymentLocks;
import io.jenkins.plugins.ecs.rollout.lock.DeploymentQueue;
import io.jenkins.plugins.ecs.rollout.state.RolloutState;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;

/** What a release lines up with: one ticket for its place among the releases of a service, one for each target. */
final class ReleaseTickets {

    private static final Logger LOGGER = Logger.getLogger(ReleaseTickets.class.getName());

    private final ReleaseExecution release;

    ReleaseTickets(ReleaseExecution release) {
        this.release = release;
    }

    @NonNull
    String id(@NonNull EnvironmentRun where) {
        return release.recordId() + " " + where.label();
    }

    @NonNull
    String idOfRelease() {
        return release.recordId() + " release";
    }

    /** The held locks of services, by the ids of their tickets. */
    @NonNull
    Map<String, String> held(@NonNull ReleaseState state) {
        Map<String, String> locks = new HashMap<>();
        state.environments().forEach(each -> {
            String key = each.lockKey();
            if (key != null) {
                locks.put(id(each), key);
            }
        });
        return locks;
    }

    @NonNull
    DeploymentLocks.Ticket of(@NonNull EnvironmentRun where, @NonNull Set<String> keys)
            throws IOException, InterruptedException {
        RolloutState rollout = where.rollout();
        long since = rollout == null ? where.since() : rollout.startedAt();
        DeploymentLocks.Ticket ticket = new DeploymentLocks.Ticket(
                id(where),
                keys,
                1,
                since,
                release.build().run().getFullDisplayName(),
                where.request().whenBusy(),
                release.limits(release.settings(where).target(), keys, where.request()),
                release::isStillThere);
        // The rollback of a watched release has given its lock back, and no limit holds it up.
        return where.slot() == Slot.ROLLING_BACK ? ticket.ofRollback() : ticket;
    }

    /** Releases of one service on one path come one after the other. */
    @NonNull
    DeploymentLocks.Ticket ofRelease() {
        ReleaseState state = release.state();
        return new DeploymentLocks.Ticket(
                idOfRelease(),
                Set.of(state.queueKey()),
                1,
                state.startedAt(),
                release.build().name(),
                state.current().request().whenBusy(),
                Map.of(),
                release::isStillThere);
    }

    /** Where the deployment to a target waits for its turn. */
    @NonNull
    DeploymentQueue queue(@NonNull EnvironmentRun where) {
        return new DeploymentQueue() {

            @NonNull
            @Override
            public Place ask(@NonNull String key) {
                try {
                    return LockTable.get().ask(of(where, Set.of(key)));
                } catch (IOException | InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            }

            @NonNull
            @Override
            public Optional<String> overtakenBy(@NonNull String key) {
                return LockTable.get().overtakenBy(id(where), key);
            }
        };
    }

    /** After a restart, what was held is held again before anything else may line up. */
    void takeAgain(@NonNull DeploymentLocks locks) {
        ReleaseState state = release.state();
        for (EnvironmentRun each : state.environments()) {
            String key = each.lockKey();
            if (key != null) {
                takeAgain(locks, each, key);
            }
        }
        if (!state.isQueued() && !state.hasEnded() && !state.isDryRun()) {
            locks.takeAgainIfNotTaken(ofRelease());
        }
    }

    private void takeAgain(DeploymentLocks locks, EnvironmentRun where, String key) {
        try {
            locks.takeAgain(of(where, Set.of(key)));
        } catch (IOException | InterruptedException e) {
            LOGGER.log(Level.WARNING, "Could not re-acquire the lock of a release", e);
        }
    }
}
