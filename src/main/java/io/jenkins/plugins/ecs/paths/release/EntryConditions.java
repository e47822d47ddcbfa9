package io.jenkins.plugins.ecs.paths.release;

import io.jenkins.plugins.ecs.paths.definition.PathEnvironment;
import io.jenkins.plugins.ecs.paths.definition.PathMessages;
import io.jenkins.plugins.ecs.paths.definition.ReleasePath;
import io.jenkins.plugins.ecs.paths.proof.Admission;
import io.jenkins.plugins.ecs.paths.proof.Approvals;
import io.jenkins.plugins.ecs.paths.proof.Evidence;
import io.jenkins.plugins.ecs.paths.proof.Participants;
import io.jenkins.plugins.ecs.paths.proof.PathEvent;
import io.jenkins.plugins.ecs.paths.proof.Proofs;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The conditions of the environment that a release is to enter, by the path as it is configured and the proof as it is
 * recorded now. It only reads.
 */
final class EntryConditions {

    private final ReleaseWorld world;
    private final ReleaseState state;

    EntryConditions(ReleaseWorld world, ReleaseState state) {
        this.world = world;
        this.state = state;
    }

    /** The environment as it is configured now. */
    record Defined(PathEnvironment environment, ReleasePath path) {}

    /**
     * What is configured now.
     *
     * @param defined empty if the path or the environment was deleted, or is being loaded
     * @param isLoading whether it is missing because its folder is being loaded
     */
    record Configured(Optional<Defined> defined, boolean isLoading) {}

    /** One look at what is configured: a folder that is being loaded is never taken for a deleted path. */
    Configured configuredNow() {
        Optional<Defined> defined = definedNow();
        if (defined.isPresent()) {
            return new Configured(defined, false);
        }
        // If it is not being loaded any more, it may have been when it was missed.
        return world.isLoading(state) ? new Configured(defined, true) : new Configured(definedNow(), false);
    }

    /** Empty if the path or the environment was deleted, or is being loaded. */
    Optional<Defined> definedNow() {
        return world.pathNow(state)
                .filter(path -> path.id().equals(state.path().id()))
                .flatMap(path -> path.environment(state.current().name()).map(each -> new Defined(each, path)))
                .filter(now -> now.environment().from().isEmpty()
                        || !state.environment(now.environment().from()).isEmpty());
    }

    String refusedAsDeleted() {
        return PathMessages.refused(ReleaseMessages.deleted(), state.path());
    }

    Admission admission(Defined defined, long now) {
        return Admission.judge(defined.environment(), evidence(defined.environment(), now), now)
                .on(defined.path(), state.service());
    }

    private Evidence evidence(PathEnvironment to, long now) {
        EnvironmentRun asked = state.asked();
        // A plan, such as that of a pull request, is often that of a release that nobody starts by hand.
        boolean byUser = !state.isDryRun() && world.startedByUser();
        Evidence.Builder evidence = Evidence.of(state.path().id(), state.digests())
                .definition(state.definition())
                .build(byUser, world.buildStartedAt())
                .frozen(state.wave().stream()
                        .flatMap(each -> world.frozen(each, !state.isDryRun(), now).stream())
                        .max(Comparator.comparingLong(Evidence.Frozen::until)))
                .hotfix(
                        state.hotfix().isEmpty()
                                ? Optional.empty()
                                : Optional.of(new Evidence.Hotfix(state.hotfix(), world.hotfixBy())))
                .asked(new Approvals.Asked(
                        Math.max(asked.askedAt(), state.current().askedAt()),
                        asked.answers(),
                        to.approval() == null ? Participants.NONE : world.participants()));
        state.environment(to.from())
                .forEach(each -> evidence.upstream(each.label(), events(each), world.uses(each.request())));
        state.environment(state.current().name()).forEach(each -> evidence.here(each.label(), events(each)));
        List<EnvironmentRun> earlier = state.earlierWaves();
        if (!earlier.isEmpty()) {
            long since =
                    earlier.stream().mapToLong(EnvironmentRun::finishedAt).max().orElse(now);
            evidence.bake(since, state.current().bakeMillis());
        }
        return evidence.build();
    }

    /**
     * Where a proof has to be confirmed before the release goes on, because it is old, or may be of another account: in the
     * environment that it comes from, and in earlier waves.
     *
     * @param to empty if the environment was deleted
     * @param except where it was just confirmed; null for none
     */
    Optional<EnvironmentRun> toConfirm(Optional<PathEnvironment> to, EnvironmentRun except, long now) {
        long before = now - Proofs.CONFIRM_AFTER.toMillis();
        String from = to.map(this::cameFrom).orElse("");
        return Stream.concat(state.environment(from).stream(), state.earlierWaves().stream())
                .filter(each -> except == null || !each.isSame(except))
                .filter(each -> verified(each)
                        .filter(proof -> proof.at() < before || each.account() == null)
                        .isPresent())
                .findFirst();
    }

    /** The environment whose proof counts; empty if there is none, or a hotfix skips it. */
    private String cameFrom(PathEnvironment to) {
        return state.hotfix().isEmpty() ? to.from() : "";
    }

    /** A wave of a hotfix is not proven, but was verified. */
    Optional<PathEvent> verified(EnvironmentRun in) {
        return Proofs.verified(events(in), state.path().id(), in.label(), state.digests());
    }

    /** Of its account, as far as that is known. */
    private List<PathEvent> events(EnvironmentRun in) {
        String account = in.account();
        return world.events(in.request()).stream()
                .filter(event -> event.isIn(account))
                .toList();
    }
}
