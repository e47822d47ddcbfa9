package io.jenkins.plugins.ecs.paths.release;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

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
        OptionalLong in = release.plan(here, release.world().rules(here), DryRun.LONGEST);
        if (in.isPresent()) {
            return in.getAsLong();
        }
        Optional<List<String>> hindrances = hindrances();
        if (hindrances.isEmpty()) {
            return EntryRounds.ASK_AGAIN;
        }
        release.take(DryRun.made(release.state(), hindrances.get(), release.now()));
        return 0;
    }

    /** AWS may not be called for the current target: the next one has its turn. */
    void refused(String why) {
        release.take(DryRun.refused(release.state(), why, hindrances().orElse(List.of()), release.now()));
    }

    /** What would keep the release from entering now; empty while Jenkins loads its path. */
    private Optional<List<String>> hindrances() {
        EntryConditions conditions = release.conditions();
        EntryConditions.Configured configured = conditions.configuredNow();
        if (configured.isLoading()) {
            return Optional.empty();
        }
        return Optional.of(configured
                .defined()
                .map(now -> DryRun.hindrances(
                        release.state(),
                        conditions.admission(now, release.now()),
                        now.environment().from()))
                .orElseGet(() -> List.of(conditions.refusedAsDeleted())));
    }
}
