package io.jenkins.plugins.ecs.ui.dashboard;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.history.DeploymentRecord;
import io.jenkins.plugins.ecs.history.History;
import io.jenkins.plugins.ecs.history.ServiceKey;
import io.jenkins.plugins.ecs.paths.proof.PathEvent;
import io.jenkins.plugins.ecs.paths.release.ConditionOutcome;
import io.jenkins.plugins.ecs.paths.release.EnvironmentOutcome;
import io.jenkins.plugins.ecs.paths.release.ReleaseOutcome;
import io.jenkins.plugins.ecs.paths.release.Slot;
import io.jenkins.plugins.ecs.ui.PageMessages;
import io.jenkins.plugins.ecs.ui.build.SlotView;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** The services that are released on a path, as the dashboard shows them: those with a release in progress first. */
public final class Releases {

    /** Rows that a page has. */
    static final int MOST_ROWS = 100;

    /**
     * A release in progress that the user may see.
     *
     * @param build for display
     * @param link URL of the build's deployments, relative to the root of Jenkins
     */
    public record Running(
            @NonNull ReleaseOutcome outcome,
            @NonNull String build,
            @NonNull String link) {}

    /** One service on one path. */
    private static final class Draft {

        private final Map<String, PathEvent> newest = new LinkedHashMap<>();
        private final Map<String, DeploymentRecord> records = new HashMap<>();
        private final Map<String, List<SlotView>> waiting = new LinkedHashMap<>();
        /** In the order of the release, which knows them from the path. */
        private final Set<String> names = new LinkedHashSet<>();
    }

    private final Function<ServiceKey, List<DeploymentRecord>> deployments;
    private final Map<List<String>, Draft> drafts = new LinkedHashMap<>();
    private final Map<ServiceKey, List<DeploymentRecord>> known = new HashMap<>();

    private Releases(Function<ServiceKey, List<DeploymentRecord>> deployments) {
        this.deployments = deployments;
    }

    /**
     * @param events of all services, oldest first of each
     * @param deployments those of a service that the user may see, oldest first
     * @param running those that the user may see
     * @param environments of a path by its id, in their order, one for each target; empty if it was deleted
     * @param filter a part of a name of a service or path in lower case; empty for all
     */
    @NonNull
    public static List<ReleaseRow> of(
            @NonNull List<PathEvent> events,
            @NonNull Function<ServiceKey, List<DeploymentRecord>> deployments,
            @NonNull List<Running> running,
            @NonNull Function<String, List<String>> environments,
            @NonNull String filter) {
        Releases all = new Releases(deployments);
        events.forEach(all::add);
        running.forEach(all::add);
        List<ReleaseRow> rows = new ArrayList<>();
        Map<String, List<String>> defined = new HashMap<>();
        all.drafts.forEach(
                (key, draft) -> rows.add(all.row(key, draft, defined.computeIfAbsent(key.get(0), environments))));
        return rows.stream()
                .filter(row -> row.matches(filter))
                .sorted(Comparator.comparing((ReleaseRow row) -> !row.isRunning())
                        .thenComparing(ReleaseRow::getService)
                        .thenComparing(ReleaseRow::getPath))
                .limit(MOST_ROWS)
                .toList();
    }

    private Draft draft(String path, String service) {
        return drafts.computeIfAbsent(List.of(path, service), key -> new Draft());
    }

    /** An event counts if the user may see the deployment that it is about. */
    private void add(PathEvent event) {
        List<DeploymentRecord> own = known.computeIfAbsent(event.place().key(), deployments);
        History.newest(own, each -> each.taskDefinition().equals(event.revision()))
                .ifPresent(record -> {
                    Draft draft = draft(event.path(), event.place().service());
                    draft.newest.put(event.environment(), event);
                    draft.records.put(event.environment(), record);
                });
    }

    private void add(Running running) {
        ReleaseOutcome outcome = running.outcome();
        Draft draft = draft(outcome.pathId(), outcome.service());
        outcome.environments().forEach(each -> draft.names.add(each.label()));
        outcome.environments().stream()
                .filter(each -> each.verdict() == null)
                .findFirst()
                .ifPresent(each -> draft.waiting
                        .computeIfAbsent(each.label(), name -> new ArrayList<>())
                        .add(slot(running, each)));
    }

    private static SlotView slot(Running running, EnvironmentOutcome at) {
        boolean queued = running.outcome().isQueued() || at.slot() == Slot.NOT_STARTED;
        List<String> unmet = at.conditions().stream()
                .filter(line -> at.slot() == Slot.WAITING && line.standing().stops())
                .map(ConditionOutcome::text)
                .toList();
        return new SlotView(
                PathPageMessages.ON_ITS_WAY,
                queued ? PageMessages.RELEASE_QUEUED : at.slot().words(),
                at.asksForApproval() ? "warning" : "busy",
                PathPageMessages.releaseAt(running.build(), unmet),
                running.link());
    }

    private ReleaseRow row(List<String> key, Draft draft, List<String> defined) {
        Set<String> names = new LinkedHashSet<>(defined);
        names.addAll(draft.names);
        names.addAll(draft.newest.keySet());
        return new ReleaseRow(
                key.get(0),
                key.get(1),
                names.stream()
                        .map(name -> new PlacedCard(
                                name,
                                draft.newest.get(name),
                                draft.records.get(name),
                                draft.waiting.getOrDefault(name, List.of())))
                        .toList());
    }
}
