package io.jenkins.plugins.ecs.rollout;

import org.junit.Test;

/**
 * Thousands of rollouts through random sequences of answers. {@code -Drandom.seeds=100000} runs more of them, {@code
 * -Drandom.first=500} others, and {@code -Drandom.seed=42} runs one and prints its story.
 */
public class RandomAnswersTest {

    @Test
    public void noSequenceOfAnswersLeadsToTheWrongEnd() {
        RandomRuns.assertAllEndWell(500, RandomRollout::new);
    }

    @Test
    public void norDoesOneOfSeveralServicesInWaves() {
        RandomRuns.assertAllEndWell(150, RandomWaves::new);
    }
}
