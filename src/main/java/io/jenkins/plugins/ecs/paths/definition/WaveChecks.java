package io.jenkins.plugins.ecs.paths.definition;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.verify.check.Times;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads the targets of an environment, as they were written: all together, or in waves. */
final class WaveChecks {

    private static final int MOST_TARGETS = 20;

    private WaveChecks() {}

    /**
     * @param targets names of the targets that there are
     * @param problems gets what is wrong
     * @return at least one wave with one target
     */
    @NonNull
    static List<PathWave> read(
            @NonNull PathDraft.Environment draft, @NonNull Collection<String> targets, @NonNull List<String> problems) {
        if (draft.target != null && !draft.waves.isEmpty()) {
            problems.add(PathMessages.TARGET_AND_WAVES);
        }
        List<PathWave> waves = new ArrayList<>();
        if (draft.waves.isEmpty()) {
            List<String> together = draft.target == null
                    ? List.of()
                    : Arrays.stream(draft.target.split(","))
                            .map(String::trim)
                            .filter(name -> !name.isEmpty())
                            .toList();
            waves.add(PathWave.of(together, Duration.ZERO));
        }
        for (PathDraft.Wave each : draft.waves) {
            waves.add(PathWave.of(each.targets(), bake(each.bake(), waves.isEmpty(), problems)));
        }
        checkTargets(draft, waves, targets, problems);
        return waves;
    }

    private static void checkTargets(
            PathDraft.Environment draft, List<PathWave> waves, Collection<String> targets, List<String> problems) {
        Set<String> used = new HashSet<>();
        int number = 0;
        for (PathWave wave : waves) {
            if (wave.targets().isEmpty()) {
                problems.add(
                        draft.waves.isEmpty() ? PathMessages.unknownTarget(null, targets) : PathMessages.EMPTY_WAVE);
            }
            for (String target : wave.targets()) {
                number++;
                if (!targets.contains(target)) {
                    problems.add(PathMessages.unknownTarget(target, targets));
                } else if (!used.add(target)) {
                    problems.add(PathMessages.targetTwice(target));
                }
            }
        }
        if (number > MOST_TARGETS) {
            problems.add(PathMessages.tooManyTargets(number, MOST_TARGETS));
        }
    }

    private static Duration bake(String text, boolean first, List<String> problems) {
        Optional<String> problem = PathChecks.checkBake(text);
        problem.ifPresent(problems::add);
        if (first && text != null) {
            problems.add(PathMessages.FIRST_BAKE);
        }
        return text == null || problem.isPresent()
                ? Duration.ZERO
                : Times.parse(text).orElse(Duration.ZERO);
    }
}
