package io.jenkins.plugins.ecs.paths.definition;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.rollout.strategy.Strategy;
import io.jenkins.plugins.ecs.rollout.strategy.StrategyChecks;
import io.jenkins.plugins.ecs.rollout.strategy.StrategyPatch;
import io.jenkins.plugins.ecs.rollout.strategy.StrategySettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** Reads the strategy and the pauses of an environment, as they were written. */
final class StrategySlot {

    /** The strategies of an environment, in upper case as ECS names them. */
    static final List<String> NAMES = Stream.concat(
                    Stream.of(StrategyPatch.ROLLING),
                    Stream.of(Strategy.values()).map(Enum::name))
            .toList();

    static final List<String> ANSWERS = List.of("rollback", "continue");

    private StrategySlot() {}

    /**
     * @param problems gets what is wrong
     * @return null for as the service has it
     */
    @CheckForNull
    static StrategySettings read(
            @CheckForNull PathDraft.Strategy strategy,
            @CheckForNull PathDraft.Pauses pauses,
            @NonNull List<String> problems) {
        if (pauses != null && pauses.groups() != null && pauses.groups().isEmpty()) {
            problems.add(PathMessages.NOBODY_ANSWERS);
        }
        boolean pausesAt = pauses != null && !pauses.at().isEmpty();
        if (strategy == null && !pausesAt) {
            checkUnused(pauses, problems);
            return null;
        }
        String type = strategy == null ? null : strategy.type();
        if (strategy != null && (type == null || !NAMES.contains(type))) {
            problems.add(PathMessages.unknownStrategy(type, NAMES));
            return null;
        }
        boolean rolling = StrategyPatch.ROLLING.equals(type);
        StrategySettings.Builder settings = StrategySettings.of(
                        Strategy.parse(type).orElse(null))
                .rolling(rolling)
                .inherited(strategy == null, true);
        if (strategy != null) {
            if (rolling) {
                checkRolling(strategy, problems);
            }
            settings.canary(strategy.canaryPercent(), strategy.canaryBakeTime())
                    .linear(strategy.stepPercent(), strategy.stepBakeTime())
                    .bakeMinutes(strategy.bakeTime());
        }
        if (pauses != null) {
            checkAnswer(pauses.onTimeout(), problems);
            settings.pauseAt(pauses.at()).pauseTimeout(pauses.timeout(), "continue".equals(pauses.onTimeout()));
        }
        StrategySettings read = settings.build();
        problems.addAll(StrategyChecks.problems(read));
        return read;
    }

    private static void checkRolling(PathDraft.Strategy strategy, List<String> problems) {
        boolean numbers = Stream.of(
                        strategy.canaryPercent(),
                        strategy.canaryBakeTime(),
                        strategy.stepPercent(),
                        strategy.stepBakeTime(),
                        strategy.bakeTime())
                .anyMatch(Objects::nonNull);
        if (numbers) {
            problems.add(PathMessages.NUMBERS_OF_ROLLING);
        }
    }

    /** Without {@code at}, the pauses are those of the service. */
    private static void checkUnused(PathDraft.Pauses pauses, List<String> problems) {
        if (pauses != null && (pauses.timeout() != null || pauses.onTimeout() != null)) {
            problems.add(PathMessages.PAUSES_WITHOUT_AT);
        }
    }

    private static void checkAnswer(String onTimeout, List<String> problems) {
        if (onTimeout != null && !ANSWERS.contains(onTimeout)) {
            problems.add(PathMessages.unknownAnswer(onTimeout));
        }
    }

    /** Ids of users and names of groups who answer; empty for all with the permission. */
    @NonNull
    static ArrayList<String> groups(@CheckForNull PathDraft.Pauses pauses) {
        return pauses == null || pauses.groups() == null ? new ArrayList<>() : new ArrayList<>(pauses.groups());
    }
}
