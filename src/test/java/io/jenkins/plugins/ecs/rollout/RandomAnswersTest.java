package io.jenkins.plugins.ecs.rollout;

import static org.junit.Assert.assertTrue;

import java.util.Collections;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.LongStream;
import org.junit.Test;

/**
 * Thousands of rollouts through random sequences of answers. {@code -Drandom.seeds=100000} runs more of them, {@code
 * -Drandom.seed=42} runs one and prints its story.
 */
public class RandomAnswersTest {

    private static final int SEEDS = 500;
    private static final int SHOWN = 3;

    @Test
    public void noSequenceOfAnswersLeadsToTheWrongEnd() {
        Long only = Long.getLong("random.seed");
        if (only != null) {
            RandomRollout rollout = new RandomRollout(only);
            String wrong = rollout.run();
            System.out.println(String.join("\n", rollout.story()));
            assertTrue("seed " + only + ": " + wrong, wrong == null);
            return;
        }
        ConcurrentSkipListMap<Long, String> wrong = new ConcurrentSkipListMap<>();
        LongStream.range(0, Integer.getInteger("random.seeds", SEEDS))
                .parallel()
                .forEach(seed -> {
                    String complaint = new RandomRollout(seed).run();
                    if (complaint != null) {
                        wrong.put(seed, complaint);
                    }
                });
        assertTrue(text(wrong), wrong.isEmpty());
    }

    private static String text(ConcurrentSkipListMap<Long, String> wrong) {
        StringBuilder text = new StringBuilder(wrong.size() + " seeds end wrongly:");
        TreeMap<String, List<Long>> byKind = new TreeMap<>();
        wrong.forEach((seed, why) -> byKind.merge(
                why.replaceAll("\\d+", "#").lines().limit(4).reduce("", (a, b) -> a + " " + b.trim()),
                new java.util.ArrayList<>(Collections.singletonList(seed)),
                (a, b) -> {
                    a.addAll(b);
                    return a;
                }));
        byKind.forEach((why, seeds) -> text.append("\n")
                .append(seeds.size())
                .append(" x")
                .append(why)
                .append("\n   e.g. -Drandom.seed=")
                .append(seeds.stream().limit(SHOWN).toList()));
        return text.toString();
    }
}
