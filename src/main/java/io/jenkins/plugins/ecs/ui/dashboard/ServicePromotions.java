package io.jenkins.plugins.ecs.ui.dashboard;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.model.Item;
import hudson.model.Job;
import io.jenkins.plugins.ecs.config.JobSettings;
import io.jenkins.plugins.ecs.config.PathTrial;
import io.jenkins.plugins.ecs.history.DeploymentRecord;
import io.jenkins.plugins.ecs.history.ServiceKey;
import io.jenkins.plugins.ecs.paths.definition.PathEnvironment;
import io.jenkins.plugins.ecs.paths.definition.ReleasePath;
import io.jenkins.plugins.ecs.paths.proof.Evidence;
import io.jenkins.plugins.ecs.paths.proof.PathEvent;
import io.jenkins.plugins.ecs.paths.proof.Promotion;
import io.jenkins.plugins.ecs.paths.proof.Uses;
import io.jenkins.plugins.ecs.store.DeploymentIndex;
import io.jenkins.plugins.ecs.store.ReleaseIndex;
import io.jenkins.plugins.ecs.ui.VisibleJobs;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What can be promoted from a service, by what this Jenkins has recorded and as the paths are configured now. */
final class ServicePromotions implements Promotion.Surroundings {

    private final List<DeploymentRecord> records;
    private final long now;
    private final Map<PathEvent, Optional<Source>> sources = new HashMap<>();

    /** The job that released, and the path as it is configured for it now. */
    private record Source(Job<?, ?> job, ReleasePath path) {}

    private ServicePromotions(List<DeploymentRecord> records, long now) {
        this.records = records;
        this.now = now;
    }

    /**
     * @param account empty if it is unknown
     * @param records the deployments of the service there that the user may see, oldest first
     */
    @NonNull
    static List<PromotionView> of(
            @NonNull ServiceKey key, @NonNull String account, @NonNull List<DeploymentRecord> records, long now) {
        ServicePromotions promotions = new ServicePromotions(records, now);
        List<PathEvent> events = ReleaseIndex.get().of(key.region(), key.cluster(), key.service()).stream()
                .filter(event -> account.isEmpty()
                        || event.place().account().isEmpty()
                        || event.place().account().equals(account))
                .toList();
        // The user may not see all deployments, but all end a use.
        List<DeploymentRecord> all = DeploymentIndex.get().history().of(key);
        return Promotion.of(events, Uses.of(all), promotions, now).stream()
                .map(each -> new PromotionView(
                        each, promotions.source(each.proof()).map(Source::job).orElse(null)))
                .toList();
    }

    /**
     * The newest job that released it and has the path, if the user may see that job. Jobs of several folders may have
     * deployed the same revision, on paths of the same name.
     */
    private Optional<Source> find(PathEvent proof) {
        Set<String> names = new LinkedHashSet<>();
        for (int i = records.size() - 1; i >= 0; i--) {
            if (records.get(i).taskDefinition().equals(proof.revision())) {
                names.add(records.get(i).build().job());
            }
        }
        return names.stream()
                .<Job<?, ?>>map(VisibleJobs::find)
                .filter(job -> job != null && job.hasPermission(Item.READ))
                .flatMap(job ->
                        JobSettings.of(job).paths().byId(proof.path()).map(path -> new Source(job, path)).stream())
                .findFirst();
    }

    private Optional<Source> source(PathEvent proof) {
        return sources.computeIfAbsent(proof, this::find);
    }

    @NonNull
    @Override
    public Optional<ReleasePath> path(@NonNull PathEvent proof) {
        return source(proof).map(Source::path);
    }

    @NonNull
    @Override
    public List<PathEvent> events(@NonNull PathEvent proof, @NonNull String environment) {
        return ReleaseIndex.get().all().stream()
                .filter(event -> event.path().equals(proof.path())
                        && event.environmentName().equals(environment)
                        && event.place().service().equals(proof.place().service()))
                .toList();
    }

    @NonNull
    @Override
    public Optional<Evidence.Frozen> frozen(@NonNull PathEvent proof, @NonNull PathEnvironment to) {
        // A wave is entered in all of its targets or in none.
        return source(proof)
                .flatMap(found -> PathTrial.frozen(
                        JobSettings.of(found.job()).rulebook(),
                        to.waves().get(0).targets(),
                        now));
    }
}
