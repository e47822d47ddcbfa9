package io.jenkins.plugins.ecs.paths.release;

import io.jenkins.plugins.ecs.rollout.RolloutDriver;
import java.util.List;
import java.util.Optional;

/** Rounds of a release that only reports what it would change: the plan of one target after the other. */
final class DryRunRounds {

    private final ReleaseRound release;

    DryRunRounds(ReleaseRound release) {
        this.release = release;
    }

    /** @return milliseconds until the next one */
    long round() {
        EnvironmentRun here = release.current();
        if (here.slot() != Slot.PLANNING) {
            release.take(DryRun.next(release.state(), release.now()));
            return 0;
        }
        if (DryRun.goesOn(here, release.now())) {
            RolloutDriver driver = release.world().rollout(here, here.planning.request(), release.planning());
            driver.guardedBy(release.world().rules(here));
            long in = driver.round(here.planning);
            if (DryRun.goesOn(release.current(), release.now())) {
                return in;
            }
        }
        EntryConditions conditions = release.conditions();
        Optional<EntryConditions.Defined> defined = conditions.definedNow();
        if (defined.isEmpty() && release.world().isLoading(release.state())) {
            return EntryRounds.ASK_AGAIN;
        }
        List<String> hindrances = defined.map(now -> DryRun.hindrances(conditions.admission(now, release.now())))
                .orElseGet(() -> List.of(conditions.refusedAsDeleted()));
        release.take(DryRun.made(release.state(), hindrances, release.now()));
        return 0;
    }
}
