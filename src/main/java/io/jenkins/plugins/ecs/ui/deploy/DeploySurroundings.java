package io.jenkins.plugins.ecs.ui.deploy;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.model.Item;
import hudson.model.Job;
import hudson.model.Run;
import io.jenkins.plugins.ecs.config.JobSettings;
import io.jenkins.plugins.ecs.config.settings.EcsSettings;
import io.jenkins.plugins.ecs.config.settings.ReadSettings;
import io.jenkins.plugins.ecs.history.DeploymentRecord;
import io.jenkins.plugins.ecs.history.History;
import io.jenkins.plugins.ecs.history.ServiceKey;
import io.jenkins.plugins.ecs.paths.definition.ReleasePath;
import io.jenkins.plugins.ecs.paths.proof.Outlook;
import io.jenkins.plugins.ecs.paths.proof.PathEvent;
import io.jenkins.plugins.ecs.paths.proof.Use;
import io.jenkins.plugins.ecs.paths.proof.Uses;
import io.jenkins.plugins.ecs.store.DeploymentIndex;
import io.jenkins.plugins.ecs.store.ReleaseIndex;
import io.jenkins.plugins.ecs.text.Arns;
import io.jenkins.plugins.ecs.ui.VisibleJobs;
import io.jenkins.plugins.ecs.ui.build.EcsDeploymentsAction;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What this Jenkins has recorded and configured around a service and the job that deploys it. */
final class DeploySurroundings implements Outlook.Recorded {

    private final ServiceKey key;
    private final List<DeploymentRecord> here;
    private final Job<?, ?> job;
    private final JobSettings settings;
    private final Optional<ReleasePath> path;
    private final List<DeploymentRecord> everywhere;
    private final List<PathEvent> visibleEvents;
    private final VisibleJobs visible = new VisibleJobs(Item.READ);
    /** By target. */
    private final Map<String, Optional<ServiceKey>> places = new HashMap<>();

    /**
     * @param here the deployments of the service there that the user may see, oldest first
     * @param job that deployed it last
     */
    DeploySurroundings(@NonNull ServiceKey key, @NonNull List<DeploymentRecord> here, @NonNull Job<?, ?> job) {
        this.key = key;
        this.here = here;
        this.job = job;
        this.settings = JobSettings.of(job);
        this.path = pathId().flatMap(id -> settings.paths().byId(id));
        this.everywhere = findEverywhere();
        this.visibleEvents = findVisibleEvents();
    }

    @NonNull
    JobSettings settings() {
        return settings;
    }

    /** The path on which the job released the service last, as it is configured now. */
    @NonNull
    Optional<ReleasePath> path() {
        return path;
    }

    /** As the newest build has it; if that was deleted, as it is proven. */
    private Optional<String> pathId() {
        return History.newest(here, each -> each.build().job().equals(job.getFullName()))
                .flatMap(newest -> {
                    Run<?, ?> build = job.getBuildByNumber(newest.build().build());
                    EcsDeploymentsAction action = build == null ? null : build.getAction(EcsDeploymentsAction.class);
                    return action == null ? provenPath() : action.pathOf(key.service());
                });
    }

    private Optional<String> provenPath() {
        Set<String> revisions = revisions(here);
        return ReleaseIndex.get().of(key.region(), key.cluster(), key.service()).stream()
                .filter(event -> revisions.contains(event.revision()))
                .reduce((older, newer) -> newer)
                .map(PathEvent::path);
    }

    private static Set<String> revisions(List<DeploymentRecord> records) {
        return records.stream().map(DeploymentRecord::taskDefinition).collect(Collectors.toSet());
    }

    /** The deployments of the service in all environments of the path that the user may see. */
    @NonNull
    List<DeploymentRecord> everywhere() {
        return everywhere;
    }

    private List<DeploymentRecord> findEverywhere() {
        List<DeploymentRecord> all = new ArrayList<>(here);
        path.ifPresent(known -> known.environments().stream()
                .flatMap(environment -> environment.targets().stream())
                .distinct()
                .forEach(target -> all.addAll(visible(target))));
        return all.stream().distinct().toList();
    }

    /** The events of the service on the path that are about deployments which the user may see. */
    @NonNull
    List<PathEvent> visibleEvents() {
        return visibleEvents;
    }

    private List<PathEvent> findVisibleEvents() {
        Set<String> revisions = revisions(everywhere);
        return path.map(known -> ReleaseIndex.get().all().stream()
                        .filter(event -> event.path().equals(known.id())
                                && event.place().service().equals(key.service())
                                && revisions.contains(event.revision()))
                        .toList())
                .orElse(List.of());
    }

    /** The deployments of the service at a target that the user may see, oldest first. */
    @NonNull
    List<DeploymentRecord> visible(@NonNull String target) {
        return records(target).stream().filter(visible).toList();
    }

    private List<DeploymentRecord> records(String target) {
        String account = account(target);
        return place(target)
                .map(place -> DeploymentIndex.get().history().of(place).stream()
                        .filter(record -> account.isEmpty()
                                || record.account().isEmpty()
                                || record.account().equals(account))
                        .toList())
                .orElse(List.of());
    }

    private String account(String target) {
        JobSettings.PlacedTarget placed = settings.targets().get(target);
        String account = placed == null ? null : placed.target().place().account();
        return account == null ? "" : account;
    }

    /** Empty if the settings of the target are wrong; the rules say so. */
    @NonNull
    Optional<ServiceKey> place(@NonNull String target) {
        return places.computeIfAbsent(target, this::findPlace);
    }

    private Optional<ServiceKey> findPlace(String target) {
        try {
            EcsSettings own = settings.ofTarget(target);
            return own.cluster() == null
                    ? Optional.empty()
                    : Optional.of(new ServiceKey(own.region(), Arns.brief(own.cluster()), key.service()));
        } catch (IllegalArgumentException wrong) {
            return Optional.empty();
        }
    }

    /**
     * How pages read at a target; empty if they may not.
     *
     * @param target may be empty
     * @param account of the service of the page; empty if it is not known
     */
    @NonNull
    Optional<ReadSettings> reads(@NonNull String target, @NonNull String account) {
        try {
            return place(target)
                    .flatMap(place -> settings.reads(
                            target, place.region(), place.cluster(), place.equals(key) ? account : account(target)));
        } catch (IllegalArgumentException wrong) {
            return Optional.empty();
        }
    }

    @NonNull
    @Override
    public List<PathEvent> events(@NonNull String target) {
        return place(target)
                .map(place -> ReleaseIndex.get().of(place.region(), place.cluster(), place.service()))
                .orElse(List.of());
    }

    /** The user may not see all deployments, but all end a use. */
    @NonNull
    @Override
    public List<Use> uses(@NonNull String target) {
        return Uses.of(records(target));
    }
}
