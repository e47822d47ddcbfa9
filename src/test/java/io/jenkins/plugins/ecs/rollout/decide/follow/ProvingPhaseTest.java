package io.jenkins.plugins.ecs.rollout.decide.follow;

import static io.jenkins.plugins.ecs.rollout.Seen.NOW;
import static io.jenkins.plugins.ecs.rollout.Seen.V5;
import static io.jenkins.plugins.ecs.rollout.Seen.V6;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import io.jenkins.plugins.ecs.aws.ecs.EcsDeployment;
import io.jenkins.plugins.ecs.aws.ecs.EcsTask;
import io.jenkins.plugins.ecs.rollout.Seen;
import io.jenkins.plugins.ecs.rollout.decide.Decider;
import io.jenkins.plugins.ecs.rollout.decide.phase.Decision;
import io.jenkins.plugins.ecs.rollout.observe.Observation;
import io.jenkins.plugins.ecs.rollout.state.Phase;
import io.jenkins.plugins.ecs.rollout.state.RolloutState;
import io.jenkins.plugins.ecs.rollout.state.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.Test;

/** What a green verdict rests on, and that it claims no more than was looked at. */
public class ProvingPhaseTest {

    private static final String PINNED = "sha256:aaaa";
    private static final String MOVED = "sha256:bbbb";
    private static final long OVERDUE = 100_000;

    private static RolloutState proving(Map<String, String> pinned) {
        RolloutState state = Seen.following("own", "ecs-svc/5", 100);
        state.phase = Phase.PROVING;
        state.counts.desiredCount = 3;
        state.digests.putAll(pinned);
        return state;
    }

    private static EcsTask task(int number, String... nameAndDigest) {
        List<EcsTask.Container> containers = new ArrayList<>();
        for (int i = 0; i < nameAndDigest.length; i += 2) {
            containers.add(new EcsTask.Container(
                    nameAndDigest[i], "repo/" + nameAndDigest[i] + ":1", nameAndDigest[i + 1], null, "", "UNKNOWN"));
        }
        return new EcsTask("task-" + number, V5, "ecs-svc/5", "RUNNING", "RUNNING", "", "", containers);
    }

    private static Observation running(EcsTask... tasks) {
        EcsDeployment primary = Seen.deployment("ecs-svc/5", "PRIMARY", V5, "COMPLETED", tasks.length, 100);
        Observation seen = Seen.service("own", primary);
        seen.tasks = List.of(tasks);
        return seen;
    }

    private static RolloutState decide(RolloutState state, Observation seen, long after) {
        return Decider.decide(state, seen, NOW + after, 0.5).state();
    }

    @Test
    public void anImageThatIsNotTheOneThatWasPinnedIsNeverGreen() {
        Observation seen = running(task(1, "app", PINNED), task(2, "app", PINNED), task(3, "app", MOVED));

        assertThat(decide(proving(Map.of("app", PINNED)), seen, 0).hasEnded(), is(false));
        RolloutState late = decide(proving(Map.of("app", PINNED)), seen, OVERDUE);

        assertThat(late.verdict, is(Verdict.UNKNOWN));
        assertThat(late.cause, containsString("in 1 task container app runs " + MOVED + ", not the pinned digest"));
    }

    @Test
    public void theSecondContainerCountsAsMuchAsTheFirst() {
        Observation seen = running(
                task(1, "app", PINNED, "proxy", MOVED),
                task(2, "app", PINNED, "proxy", MOVED),
                task(3, "app", PINNED, "proxy", MOVED));

        RolloutState late = decide(proving(Map.of("app", PINNED, "proxy", PINNED)), seen, OVERDUE);

        assertThat(late.verdict, is(Verdict.UNKNOWN));
        assertThat(late.cause, containsString("proxy runs " + MOVED));
    }

    @Test
    public void aTaskOfAnotherRevisionIsNeverGreen() {
        Observation seen = running(task(1, "app", PINNED), task(2, "app", PINNED), task(3, "app", PINNED));
        seen.tasks = new ArrayList<>(seen.tasks);
        seen.tasks.addAll(Seen.tasks(1, V6));

        RolloutState late = decide(proving(Map.of("app", PINNED)), seen, OVERDUE);

        assertThat(late.verdict, is(Verdict.UNKNOWN));
        assertThat(late.cause, containsString("1 running task still uses api:6"));
    }

    @Test
    public void pinnedDigestsAreNamedWhereAllOfThemWereCompared() {
        Observation seen = running(task(1, "app", PINNED), task(2, "app", PINNED), task(3, "app", PINNED));

        RolloutState green = decide(proving(Map.of("app", PINNED)), seen, 0);

        assertThat(green.verdict, is(Verdict.SUCCESS));
        assertThat(green.proof, is("all 3 running tasks use api:5 and its pinned image digests"));
    }

    @Test
    public void digestsThatNobodyPinnedAreNotCalledPinned() {
        Observation seen = running(task(1, "app", PINNED), task(2, "app", PINNED), task(3, "app", PINNED));

        RolloutState green = decide(proving(Map.of()), seen, 0);

        assertThat(green.verdict, is(Verdict.SUCCESS));
        assertThat(green.proof, is("all 3 running tasks use api:5"));
        assertThat("they are recorded all the same", green.digests, is(Map.of("app", PINNED)));
    }

    @Test
    public void onlyTheContainersWhoseDigestsArePinnedAreNamed() {
        Observation seen = running(
                task(1, "app", PINNED, "proxy", MOVED),
                task(2, "app", PINNED, "proxy", MOVED),
                task(3, "app", PINNED, "proxy", MOVED));

        RolloutState green = decide(proving(Map.of("app", PINNED)), seen, 0);

        assertThat(green.verdict, is(Verdict.SUCCESS));
        assertThat(green.proof, is("all 3 running tasks use api:5 and the pinned image digest of app"));
    }

    @Test
    public void tasksThatDoNotShowTheirDigestsAreNotSaidToHaveThePinnedOnes() {
        Observation seen = running(task(1, "app", PINNED), task(2, "app", null), task(3, "app", PINNED));

        RolloutState green = decide(proving(Map.of("app", PINNED)), seen, 0);

        assertThat(green.verdict, is(Verdict.SUCCESS));
        assertThat(green.proof, not(containsString("pinned")));
    }

    @Test
    public void noTasksAreNoProofThatTasksRun() {
        RolloutState state = proving(Map.of("app", PINNED));
        state.counts.desiredCount = 0;
        EcsDeployment primary = Seen.deployment("ecs-svc/5", "PRIMARY", V5, "COMPLETED", 0, 100);
        Observation seen = Seen.service("own", primary);
        seen.service = Seen.scaled(seen.service, 0);

        Decision turn = Decider.decide(state, seen, NOW, 0.5);

        assertThat(turn.state().verdict, is(Verdict.SUCCESS));
        assertThat(
                turn.state().proof, is("the service is set to api:5; its desired count is 0, so no task was verified"));
        assertThat(String.join("\n", turn.messages()), not(containsString("Verified")));
    }

    @Test
    public void ofMoreTasksThanAreReadItIsSaidHowManyWereRead() {
        RolloutState state = proving(Map.of());
        state.counts.desiredCount = 800;
        EcsDeployment primary = Seen.deployment("ecs-svc/5", "PRIMARY", V5, "COMPLETED", 800, 100);
        Observation seen = new Observation();
        seen.service = Seen.scaled(Seen.service("own", null, 800, primary), 800);
        seen.tasks = Seen.tasks(500, V5);

        RolloutState green = decide(state, seen, 0);

        assertThat(green.verdict, is(Verdict.SUCCESS));
        assertThat(green.proof, is("500 running tasks use api:5 (800 are running; at most 500 were read)"));
    }
}
