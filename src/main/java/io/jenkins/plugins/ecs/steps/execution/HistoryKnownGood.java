package io.jenkins.plugins.ecs.steps.execution;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.history.GoodRevisions;
import io.jenkins.plugins.ecs.paths.proof.Proofs;
import io.jenkins.plugins.ecs.rollout.observe.KnownGood;
import io.jenkins.plugins.ecs.store.DeploymentIndex;
import io.jenkins.plugins.ecs.store.ReleaseIndex;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The revisions that builds of this controller deployed well, and those that releases did not prove. */
final class HistoryKnownGood implements KnownGood {

    private static final Logger LOGGER = Logger.getLogger(HistoryKnownGood.class.getName());

    static final KnownGood OF_ALL_BUILDS = new HistoryKnownGood();

    private final GoodRevisions good =
            new GoodRevisions(service -> DeploymentIndex.get().history().of(service));

    private HistoryKnownGood() {}

    @NonNull
    @Override
    public List<Revision> revisions(@NonNull String region, @NonNull String cluster, @NonNull String service) {
        return good.revisions(region, cluster, service);
    }

    @NonNull
    @Override
    public Optional<String> broughtBackBy(
            @NonNull String region, @NonNull String cluster, @NonNull String service, @NonNull String taskDefinition) {
        return good.broughtBackBy(region, cluster, service, taskDefinition);
    }

    /** An error of the disk must not stop a rollback. */
    @NonNull
    @Override
    public Set<String> held(@NonNull String region, @NonNull String cluster, @NonNull String service) {
        try {
            return Proofs.held(ReleaseIndex.get().of(region, cluster, service));
        } catch (UncheckedIOException e) {
            LOGGER.log(Level.WARNING, "Could not read the releases of a service", e);
            return Set.of();
        }
    }
}
