package io.jenkins.plugins.ecs.rollout;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;

import io.jenkins.plugins.ecs.rollout.request.Reaction;
import io.jenkins.plugins.ecs.rollout.request.Setting;
import io.jenkins.plugins.ecs.rollout.state.Outcome;
import io.jenkins.plugins.ecs.rollout.state.Verdict;
import io.jenkins.plugins.ecs.sandbox.EcsSandbox;
import io.jenkins.plugins.ecs.sandbox.Scenario;
import java.util.List;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.junit.runners.Parameterized;
import org.junit.runners.Parameterized.Parameter;
import org.junit.runners.Parameterized.Parameters;

/**
 * The controller dies at each save, just before the state is on the disk and just after, so before and after each act in
 * each phase. The verdict is the same, and nothing is done twice.
 */
@RunWith(Parameterized.class)
public class RestartTest extends RolloutTestCase {

    @Parameters(name = "{0} {1}, killed before it is saved {2}")
    public static List<Object[]> table() {
        return List.of(
                new Object[] {Scenario.OK, Verdict.SUCCESS, false},
                new Object[] {Scenario.OK, Verdict.SUCCESS, true},
                new Object[] {Scenario.CRASH, Verdict.ROLLED_BACK, false},
                new Object[] {Scenario.CRASH, Verdict.ROLLED_BACK, true},
                new Object[] {Scenario.STUCK, Verdict.STALLED, false},
                new Object[] {Scenario.STUCK, Verdict.STALLED, true});
    }

    @Parameter(0)
    public Scenario scenario;

    @Parameter(1)
    public Verdict verdict;

    @Parameter(2)
    public boolean beforeItIsSaved;

    @Test
    public void goesOnWhereItWas() {
        int saves = 0;
        // The long middle of a deployment looks the same at each save: its first and last ones are tried.
        for (int kill = 1; kill == 1 || kill <= saves; kill = kill == 15 && saves > 30 ? saves - 12 : kill + 1) {
            EcsSandbox ecs = newSandbox(true);
            ecs.scenarios().image(NEW, scenario);
            SandboxRollout rollout = rollout(ecs, request().with(Setting.ON_TIMEOUT, Reaction.ROLLBACK))
                    .killAtSave(kill, beforeItIsSaved);

            Outcome outcome = rollout.run();

            String story = "killed at save " + kill + ":\n" + String.join("\n", rollout.lines());
            assertThat(story, outcome.verdict(), is(verdict));
            assertThat(story, revisions(ecs), is(2));
            assertThat(story, ecs.calls("RegisterTaskDefinition").size(), is(1));
            assertThat(story, ecs.calls("UpdateService").size(), is(1));
            assertThat(story, ecs.calls("StopServiceDeployment").size(), is(verdict == Verdict.STALLED ? 1 : 0));
            saves = Math.max(saves, rollout.saves());
        }
        assertThat(saves, greaterThan(10));
    }

    /** An hour without a controller: by then the deployment has failed and been rolled back, and its entry was deleted. */
    @Test
    public void findsAVerdictThatFellWhileItWasAway() {
        for (int kill = 1; kill < 8; kill++) {
            EcsSandbox ecs = newSandbox(true);
            ecs.scenarios().image(NEW, Scenario.CRASH);
            SandboxRollout rollout = rollout(ecs, request()).killAtSave(kill, beforeItIsSaved);
            int[] rounds = {0};
            rollout.beforeEachRound(() -> {
                if (rollout.lines().contains("(restart)") && rounds[0]++ == 0) {
                    ecs.clock().advance(java.time.Duration.ofMinutes(40));
                }
            });

            Outcome outcome = rollout.run();

            String story = "killed at save " + kill + ":\n" + String.join("\n", rollout.lines());
            assertThat(story, outcome.verdict(), is(Verdict.ROLLED_BACK));
            assertThat(story, ecs.calls("RegisterTaskDefinition").size(), is(1));
            assertThat(story, ecs.calls("UpdateService").size(), is(1));
        }
    }
}
