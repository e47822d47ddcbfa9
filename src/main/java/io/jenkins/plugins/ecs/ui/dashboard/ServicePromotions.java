package io.jenkins.plugins.ecs.ui.dashboard;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.model.Item;
import hudson.model.Job;
import io.jenkins.plugins.ecs.config.JobSettings;
import io.jenkins.plugins.ecs.config.PathTrial;
import io.jenkins.plugins.ecs.history.DeploymentRecord;
import io.jenkins.plugins.ecs.history.ServiceKey;
import io.jenkins.plugins.ecs.paths.Evidence;
import io.jenkins.plugins.ecs.paths.PathEnvironment;
import io.jenkins.plugins.ecs.paths.PathEvent;
import io.jenkins.plugins.ecs.paths.Promotion;
import io.jenkins.plugins.ecs.paths.ReleasePath;
import io.jenkins.plugins.ecs.paths.Uses;
import io.jenkins.plugins.ecs.store.DeploymentIndex;
import io.jenkins.plugins.ecs.store.ReleaseIndex;
import io.jenkins.plugins.ecs.ui.VisibleJobs;
import java.util.List;
import java.util.Optional;

/** What can be promoted from a service, by what this Jenkins has recorded and as the paths are configured now. */
final class ServicePromotions implements Promotion.Surroundings {

    private final List<DeploymentRecord> records;
    private final long now;

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
                .map(each ->
                        new PromotionView(each, promotions.job(each.proof()).orElse(null)))
                .toList();
    }

    /** The job that released it, if the user may see that. */
    private Optional<Job<?, ?>> job(PathEvent proof) {
        Job<?, ?> found = null;
        for (DeploymentRecord record : records) {
            if (record.taskDefinition().equals(proof.revision())) {
                found = visible(record.build().job(), found);
            }
        }
        return Optional.ofNullable(found);
    }

    private static Job<?, ?> visible(String name, @CheckForNull Job<?, ?> otherwise) {
        Job<?, ?> job = VisibleJobs.find(name);
        return job != null && job.hasPermission(Item.READ) ? job : otherwise;
    }

    @NonNull
    @Override
    public Optional<ReleasePath> path(@NonNull PathEvent proof) {
        return job(proof)
                .flatMap(job -> JobSettings.of(job).paths().byName().values().stream()
                        .filter(path -> path.id().equals(proof.path()))
                        .findFirst());
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
        return job(proof)
                .flatMap(job -> PathTrial.frozen(
                        JobSettings.of(job).rulebook(), to.waves().get(0).targets(), now));
    }
}
