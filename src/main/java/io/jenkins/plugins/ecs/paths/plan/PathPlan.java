package io.jenkins.plugins.ecs.paths.plan;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.paths.definition.ApprovalRule;
import io.jenkins.plugins.ecs.paths.definition.PathEnvironment;
import io.jenkins.plugins.ecs.paths.definition.PathWave;
import io.jenkins.plugins.ecs.paths.proof.Condition.Kind;
import io.jenkins.plugins.ecs.paths.proof.ConditionMessages;
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
        slots.addAll(works(environment, PlannedMessages.waves(environment.waves())));
        return slots;
    }

    /**
     * What a release goes through in one target: the conditions are judged in the first one, and how long the wave before
     * has been proven in the first one of a wave.
     */
    @NonNull
    public static List<PlannedSlot> of(@NonNull PathEnvironment environment, @NonNull String target, int wave) {
        PathWave its = environment.waves().get(wave);
        List<PlannedSlot> slots = new ArrayList<>();
        if (target.equals(environment.targets().get(0))) {
            slots.addAll(conditions(environment));
        } else if (its.bakeMillis() > 0 && target.equals(its.targets().get(0))) {
            String bake = ConditionMessages.span(Duration.ofMillis(its.bakeMillis()));
            slots.add(PlannedSlot.condition(Kind.BAKE, PlannedMessages.plannedBake(bake)));
        }
        slots.addAll(works(environment, target));
        return slots;
    }

    private static List<PlannedSlot> conditions(PathEnvironment environment) {
        List<PlannedSlot> slots = new ArrayList<>();
        if (!environment.from().isEmpty()) {
            slots.add(PlannedSlot.condition(
                    Kind.FROM, PlannedMessages.plannedFrom(environment.from(), environment.provesDefinition())));
        }
        if (!environment.soak().isZero()) {
            slots.add(PlannedSlot.condition(
                    Kind.SOAK,
                    PlannedMessages.plannedSoak(ConditionMessages.span(environment.soak()), environment.from())));
        }
        Duration freshness = environment.freshness();
        if (freshness != null) {
            slots.add(PlannedSlot.condition(
                    Kind.FRESHNESS, PlannedMessages.plannedFreshness(ConditionMessages.span(freshness))));
        }
        ApprovalRule approval = environment.approval();
        if (approval != null) {
            slots.add(PlannedSlot.condition(Kind.APPROVAL, PlannedMessages.plannedApproval(approval)));
        }
        return slots;
    }

    private static List<PlannedSlot> works(PathEnvironment environment, String targets) {
        List<PlannedSlot> slots = new ArrayList<>();
        if (environment.preflight()) {
            slots.add(PlannedSlot.of(PREFLIGHT, PlannedMessages.PREFLIGHT));
        }
        slots.add(PlannedSlot.of(DEPLOY, deployment(environment, targets)));
        slots.add(PlannedSlot.of(
                VERIFY,
                PlannedMessages.plannedVerification(
                        environment.checks().stream()
                                .map(check -> check.kind().word())
                                .toList(),
                        environment.rollback())));
        if (!environment.watch().isZero()) {
            slots.add(PlannedSlot.of(WATCH, PlannedMessages.plannedWatch(ConditionMessages.span(environment.watch()))));
        }
        return slots;
    }

    private static String deployment(PathEnvironment environment, String targets) {
        StrategySettings strategy = environment.strategy();
        if (strategy == null || (strategy.strategy() == null && !strategy.isRolling())) {
            return PlannedMessages.plannedDeployment(targets);
        }
        String name = strategy.isRolling()
                ? StrategyPatch.ROLLING
                : strategy.strategy().name();
        return PlannedMessages.plannedStrategy(targets, name);
    }
}
