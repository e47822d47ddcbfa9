package io.jenkins.plugins.ecs.paths.plan;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.paths.definition.ApprovalRule;
import io.jenkins.plugins.ecs.paths.definition.PathEnvironment;
import io.jenkins.plugins.ecs.paths.definition.ReleasePath;
import io.jenkins.plugins.ecs.paths.plan.Assumptions.Approver;
import io.jenkins.plugins.ecs.text.Durations;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What a valid path has that its administrator may not expect: gates that few or none can pass. */
public final class PathWarnings {

    /** Releases are assumed to start each hour of so many days. */
    static final int DAYS = 14;

    private static final Duration HOUR = Duration.ofHours(1);
    /** Less than this leaves no night for an approval. */
    private static final Duration SHORT = Duration.ofHours(12);

    private final ReleasePath path;
    private final Assumptions given;
    private final List<String> warnings = new ArrayList<>();

    private PathWarnings(ReleasePath path, Assumptions given) {
        this.path = path;
        this.given = given;
    }

    /**
     * @param now epoch milliseconds
     * @param answersAfter how long users take to approve
     */
    @NonNull
    public static List<String> of(
            @NonNull ReleasePath path, @NonNull Assumptions given, long now, @NonNull Duration answersAfter) {
        PathWarnings warnings = new PathWarnings(path, given);
        if (path.warns()) {
            warnings.warnings.add(SimulationMessages.WARNS_ONLY);
        }
        path.environments().forEach(warnings::environment);
        boolean open = path.environments().stream()
                .allMatch(each -> given.refusals(each).isEmpty());
        if (open) {
            warnings.starts(now, answersAfter);
        }
        return List.copyOf(warnings.warnings);
    }

    private void environment(PathEnvironment each) {
        given.refusals(each).forEach(why -> warnings.add(SimulationMessages.refused(each.name(), why)));
        given.requirements(each).forEach(what -> warnings.add(SimulationMessages.requires(each.name(), what)));
        if (each.from().isEmpty() && given.isProduction(each)) {
            warnings.add(SimulationMessages.unprovenProduction(each.name()));
        }
        ApprovalRule approval = each.approval();
        if (approval != null && !approval.approvers().isEmpty()) {
            approvers(each, approval);
        }
        Duration freshness = each.freshness();
        if (freshness != null && approval != null) {
            Duration left = freshness.minus(each.soak());
            if (left.compareTo(SHORT) < 0) {
                warnings.add(SimulationMessages.shortTime(each.name(), left, freshness));
            }
        }
    }

    private void approvers(PathEnvironment each, ApprovalRule approval) {
        List<String> nobody = new ArrayList<>();
        List<String> users = new ArrayList<>();
        for (String name : approval.users()) {
            boolean exists = given.approver(name) != Approver.NOBODY;
            (exists ? users : nobody).add(name);
        }
        boolean others = false;
        for (String name : approval.groups()) {
            if (given.approver(name) == Approver.NOBODY) {
                nobody.add(name);
            } else {
                others = true;
            }
        }
        if (!nobody.isEmpty()) {
            warnings.add(SimulationMessages.nobody(each.name(), nobody));
        }
        if (others) {
            return;
        }
        if (users.size() < approval.count()) {
            warnings.add(SimulationMessages.fewApprovers(each.name(), approval.count(), users));
        } else if (users.size() == approval.count() && !approval.starterMayApprove()) {
            warnings.add(SimulationMessages.starterAmongFew(each.name(), users));
        }
    }

    /** Freeze windows may delay a release until its proof is too old, or for ever. */
    private void starts(long now, Duration answersAfter) {
        int starts = DAYS * 24;
        PathSimulation shortest = null;
        PathSimulation longest = null;
        PathSimulation example = null;
        int stopped = 0;
        for (int i = 0; i < starts; i++) {
            PathSimulation each = PathSimulation.of(path, given, now + i * HOUR.toMillis(), answersAfter);
            if (!each.reachesTheEnd()) {
                stopped++;
                example = example == null ? each : example;
            } else {
                shortest = shortest == null || each.takes().compareTo(shortest.takes()) < 0 ? each : shortest;
                longest = longest == null || each.takes().compareTo(longest.takes()) > 0 ? each : longest;
            }
        }
        if (example != null) {
            warnings.add(
                    stopped == starts
                            ? SimulationMessages.never(DAYS, example.stopped())
                            : SimulationMessages.sometimes(
                                    stopped, starts, DAYS, Durations.moment(example.start()), example.stopped()));
        }
        if (shortest != null && longest.takes().minus(shortest.takes()).compareTo(HOUR) >= 0) {
            warnings.add(SimulationMessages.slow(
                    Durations.text(shortest.takes().toMillis()),
                    Durations.text(longest.takes().toMillis()),
                    Durations.moment(longest.start())));
        }
    }
}
