package io.jenkins.plugins.ecs.rollout;

import static org.junit.Assert.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.LongFunction;
import java.util.stream.LongStream;

/** Runs seeds, and reports those that end wrongly by what is wrong. */
public final class RandomRuns {

    private static final int SHOWN = 3;

    private RandomRuns() {}

    /**
     * @param seeds how many, unless {@code -Drandom.seeds} says otherwise
     * @param run what a seed makes happen; {@code -Drandom.seed} runs only one, and prints its story
     */
    public static void assertAllEndWell(int seeds, LongFunction<RandomRun> run) {
        Long only = Long.getLong("random.seed");
        if (only != null) {
            RandomRun one = run.apply(only);
            String wrong = one.run();
            System.out.println(String.join("\n", one.story()));
            assertTrue("seed " + only + ": " + wrong, wrong == null);
            return;
        }
        SortedMap<Long, String> wrong = new ConcurrentSkipListMap<>();
        long first = Long.getLong("random.first", 0);
        LongStream.range(first, first + Integer.getInteger("random.seeds", seeds))
                .parallel()
                .forEach(seed -> {
                    String complaint = run.apply(seed).run();
                    if (complaint != null) {
                        wrong.put(seed, complaint);
                    }
                });
        assertTrue(text(wrong), wrong.isEmpty());
    }

    private static String text(SortedMap<Long, String> wrong) {
        StringBuilder text = new StringBuilder(wrong.size() + " seeds end wrongly:");
        TreeMap<String, List<Long>> byKind = new TreeMap<>();
        wrong.forEach((seed, why) -> byKind.merge(
                why.replaceAll("\\d+", "#").lines().limit(4).reduce("", (a, b) -> a + " " + b.trim()),
                new ArrayList<>(Collections.singletonList(seed)),
                (a, b) -> {
                    a.addAll(b);
                    return a;
                }));
        byKind.forEach((why, some) -> text.append("\n")
                .append(some.size())
                .append(" x")
                .append(why)
                .append("\n   e.g. -Drandom.seed=")
                .append(some.stream().limit(SHOWN).toList()));
        return text.toString();
    }
}
