package io.jenkins.plugins.ecs.tasks;

import io.jenkins.plugins.ecs.rollout.RandomRuns;
import org.junit.Test;

/** Runs of tasks through random sequences of answers; the properties are those of {@code RandomAnswersTest}. */
public class RandomTasksTest {

    @Test
    public void noSequenceOfAnswersLeadsToTheWrongEndOrASecondTask() {
        RandomRuns.assertAllEndWell(300, RandomTasks::new);
    }
}
