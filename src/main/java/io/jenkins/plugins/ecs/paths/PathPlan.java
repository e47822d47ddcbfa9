package io.jenkins.plugins.ecs.paths;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.paths.Condition.Kind;
import io.jenkins.plugins.ecs.rollout.strategy.StrategyPatch;
import io.jenkins.plugins.ecs.rollout.strategy.StrategySettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The slots of an environment as they are defined, in the order in which a release goes through them. */
public final class PathPlan {

    /** Names of slots that are no conditions. */
    public static final String DEPLOY = "deploy";

    public static final String PREFLIGHT = "preflight";

    public static final String VERIFY = "verify";

    public static final String WATCH = "watch";

    private PathPlan() {}

    /** All of an environment, to all of its targets. */
    @NonNull
    public static List<PlannedSlot> of(@NonNull PathEnvironment environment) {
        List<PlannedSlot> slots = new ArrayList<>(conditions(environment));
        slots.addAll(works(environment, PathMessages.waves(environment.waves())));
        return slots;
    }

    /** What a release goes through in one target: the conditions are judged in the first one. */
    @NonNull
    static List<PlannedSlot> of(@NonNull EnvironmentRun run) {
        PathEnvironment environment = run.pinned();
        List<PlannedSlot> slots = new ArrayList<>();
        if (run.target().equals(environment.targets().get(0))) {
            slots.addAll(conditions(environment));
        } else if (run.bakeMillis() > 0 && run.leadsItsWave()) {
            slots.add(PlannedSlot.condition(
                    Kind.BAKE, PathMessages.plannedBake(PathMessages.span(Duration.ofMillis(run.bakeMillis())))));
        }
        slots.addAll(works(environment, run.target()));
        return slots;
    }

    private static List<PlannedSlot> conditions(PathEnvironment environment) {
        List<PlannedSlot> slots = new ArrayList<>();
        if (!environment.from().isEmpty()) {
            slots.add(PlannedSlot.condition(
                    Kind.FROM, PathMessages.plannedFrom(environment.from(), environment.provesDefinition())));
        }
        if (!environment.soak().isZero()) {
            slots.add(PlannedSlot.condition(
                    Kind.SOAK, PathMessages.plannedSoak(PathMessages.span(environment.soak()), environment.from())));
        }
        Duration freshness = environment.freshness();
        if (freshness != null) {
            slots.add(
                    PlannedSlot.condition(Kind.FRESHNESS, PathMessages.plannedFreshness(PathMessages.span(freshness))));
        }
        ApprovalRule approval = environment.approval();
        if (approval != null) {
            slots.add(PlannedSlot.condition(Kind.APPROVAL, PathMessages.plannedApproval(approval)));
        }
        return slots;
    }

    private static List<PlannedSlot> works(PathEnvironment environment, String targets) {
        List<PlannedSlot> slots = new ArrayList<>();
        if (environment.preflight()) {
            slots.add(PlannedSlot.of(PREFLIGHT, PathMessages.PREFLIGHT));
        }
        slots.add(PlannedSlot.of(DEPLOY, deployment(environment, targets)));
        slots.add(PlannedSlot.of(
                VERIFY,
                PathMessages.plannedVerification(
                        environment.checks().stream()
                                .map(check -> check.kind().word())
                                .toList(),
                        environment.rollback())));
        if (!environment.watch().isZero()) {
            slots.add(PlannedSlot.of(WATCH, PathMessages.plannedWatch(PathMessages.span(environment.watch()))));
        }
        return slots;
    }

    private static String deployment(PathEnvironment environment, String targets) {
        StrategySettings strategy = environment.strategy();
        if (strategy == null || (strategy.strategy() == null && !strategy.isRolling())) {
            return PathMessages.plannedDeployment(targets);
        }
        String name = strategy.isRolling()
                ? StrategyPatch.ROLLING
                : strategy.strategy().name();
        return PathMessages.plannedStrategy(targets, name);
    }
}
