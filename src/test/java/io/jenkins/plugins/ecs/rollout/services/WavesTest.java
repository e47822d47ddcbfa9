package io.jenkins.plugins.ecs.rollout.services;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.sameInstance;

import io.jenkins.plugins.ecs.rollout.lock.DeploymentQueue.Place;
import io.jenkins.plugins.ecs.rollout.lock.DeploymentQueue.Standing;
import io.jenkins.plugins.ecs.rollout.request.DeployRequest;
import io.jenkins.plugins.ecs.rollout.request.OnWaveFailure;
import io.jenkins.plugins.ecs.rollout.services.WavesState.Stage;
import io.jenkins.plugins.ecs.rollout.state.Phase;
import io.jenkins.plugins.ecs.rollout.state.RolloutState;
import io.jenkins.plugins.ecs.rollout.state.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.ErrorCollector;

/** Who begins, who waits and who rolls back, as tables: wave and standing of each service in, standing out. */
public class WavesTest {

    private static final long NOW = 1_000_000;

    @Rule
    public ErrorCollector errors = new ErrorCollector();

    @Test
    public void whoBegins() {
        String[][] table = {
            // before, at once, after
            {"1 waiting, 1 waiting, 2 waiting", "0", "deploying, deploying, waiting"},
            {"1 waiting, 1 waiting, 2 waiting", "1", "deploying, waiting, waiting"},
            {"2 waiting, 1 waiting, 2 waiting", "0", "waiting, deploying, waiting"},
            {"1 deploying, 1 waiting, 2 waiting", "1", "deploying, waiting, waiting"},
            {"1 done SUCCESS, 1 waiting, 2 waiting", "1", "done, deploying, waiting"},
            {"1 done SUCCESS, 1 deploying, 2 waiting", "0", "done, deploying, waiting"},
            {"1 done SUCCESS, 1 done NO_CHANGE, 2 waiting", "0", "done, done, deploying"},
            {"1 done SUCCESS, 7 waiting, 9 waiting", "0", "done, deploying, waiting"},
            {"1 done STARTED, 1 waiting, 1 waiting", "1", "done, deploying, waiting"},
            // Once one has failed nothing begins; what runs comes to its end before the rest is left.
            {"1 done ROLLED_BACK, 1 deploying, 2 waiting", "0", "done, deploying, waiting"},
            {"1 done ROLLED_BACK, 1 waiting, 1 waiting", "1", "done, done, done"},
            {"1 done SUPERSEDED, 1 done SUCCESS, 2 waiting", "0", "done, done, done"},
            {"1 done REFUSED, 1 waiting, 2 waiting", "0", "done, done, done"},
        };
        for (String[] row : table) {
            WavesState before = state(row[0], Stage.DEPLOYING, Integer.parseInt(row[1]), OnWaveFailure.STOP);
            WavesState after = Waves.decide(before, null, 0, NOW).facts();
            errors.checkThat(row[0] + " at most " + row[1], standings(after), is(row[2]));
            boolean over = row[2].equals("done, done, done");
            errors.checkThat(row[0], after.stage, is(over ? Stage.ENDED : Stage.DEPLOYING));
        }
    }

    @Test
    public void whatWasNotBegunIsNoFailureOfItsOwn() {
        WavesState after = Waves.decide(
                        state("1 done ROLLED_BACK, 1 waiting, 2 waiting", Stage.DEPLOYING, 0, OnWaveFailure.STOP),
                        null,
                        0,
                        NOW)
                .facts();

        assertThat(
                after.services().stream().map(one -> one.state().verdict()).toList(),
                is(List.of(Verdict.ROLLED_BACK, Verdict.NOT_STARTED, Verdict.NOT_STARTED)));
        assertThat(WavesOutcome.of(after).verdict(), is(Verdict.ROLLED_BACK));
    }

    @Test
    public void whoGoesBack() {
        String[][] table = {
            {"1 done SUCCESS, 2 done SUCCESS, 2 done ROLLED_BACK", "STOP", "done, done, done"},
            {"1 done SUCCESS, 2 done SUCCESS, 2 done ROLLED_BACK", "ROLLBACK_WAVE", "done, to_go_back, done"},
            {"1 done SUCCESS, 2 done SUCCESS, 2 done ROLLED_BACK", "ROLLBACK_ALL", "to_go_back, to_go_back, done"},
            {"1 done SUCCESS, 2 done STALLED, 3 waiting", "ROLLBACK_WAVE", "done, to_go_back, done"},
            {"1 done SUCCESS, 1 done TIMED_OUT, 1 done UNKNOWN", "ROLLBACK_WAVE", "to_go_back, to_go_back, to_go_back"},
            {"1 done SUCCESS, 1 done FAILED, 1 done STOPPED", "ROLLBACK_WAVE", "to_go_back, to_go_back, to_go_back"},
            // What was not changed, or belongs to another user by now, is left alone.
            {"1 done NO_CHANGE, 1 done SUPERSEDED, 1 waiting", "ROLLBACK_ALL", "done, done, done"},
            {"1 done REFUSED, 1 done ABORTED, 1 waiting", "ROLLBACK_ALL", "done, done, done"},
            {"1 done SUCCESS, 1 done SUCCESS, 1 done SUCCESS", "ROLLBACK_ALL", "done, done, done"},
        };
        for (String[] row : table) {
            WavesState before = state(row[0], Stage.DEPLOYING, 0, OnWaveFailure.valueOf(row[1]));
            WavesState after = Waves.decide(before, null, 0, NOW).facts();
            errors.checkThat(row[0] + " " + row[1], standings(after), is(row[2]));
            errors.checkThat(row[0], after.stage, is(row[2].contains("back") ? Stage.GOING_BACK : Stage.ENDED));
        }
    }

    @Test
    public void inWhichOrderTheyGoBack() {
        String[][] table = {
            {"1 to_go_back, 2 to_go_back, 2 to_go_back", "0", "to_go_back, going_back, going_back"},
            {"1 to_go_back, 2 to_go_back, 2 to_go_back", "1", "to_go_back, going_back, to_go_back"},
            {"1 to_go_back, 2 going_back, 2 went_back", "0", "to_go_back, going_back, went_back"},
            {"1 to_go_back, 2 went_back, 2 done ROLLED_BACK", "0", "going_back, went_back, done"},
            {"1 went_back, 2 went_back, 2 done ROLLED_BACK", "0", "went_back, went_back, done"},
        };
        for (String[] row : table) {
            WavesState before = state(row[0], Stage.GOING_BACK, Integer.parseInt(row[1]), OnWaveFailure.ROLLBACK_ALL);
            WavesState after = Waves.decide(before, null, 0, NOW).facts();
            errors.checkThat(row[0], standings(after), is(row[2]));
            errors.checkThat(
                    row[0], after.stage == Stage.ENDED, is(!row[2].contains("go_back") && !row[2].contains("going")));
        }
    }

    @Test
    public void anAbortBeginsNothingAndTakesNothingBackThatHasNotBegunToGo() {
        String[][] table = {
            {"CHECKING", "1 checking, 1 waiting, 2 done REFUSED", "done, done, done"},
            {"LINING_UP", "1 waiting, 1 waiting, 2 waiting", "done, done, done"},
            {"DEPLOYING", "1 deploying, 1 waiting, 2 waiting", "deploying, waiting, waiting"},
            {"DEPLOYING", "1 done ABORTED, 1 done SUCCESS, 2 waiting", "done, done, done"},
            {"GOING_BACK", "1 to_go_back, 2 going_back, 2 went_back", "done, going_back, went_back"},
        };
        for (String[] row : table) {
            WavesState before = state(row[1], Stage.valueOf(row[0]), 0, OnWaveFailure.ROLLBACK_ALL);
            before.aborted = true;
            errors.checkThat(
                    row[0] + " " + row[1],
                    standings(Waves.decide(before, null, 0, NOW).facts()),
                    is(row[2]));
        }
    }

    @Test
    public void beforeTheFirstChangeAllAreChecked() {
        Object[][] table = {
            {"1 checking, 1 waiting, 2 waiting", Stage.CHECKING, "checking, waiting, waiting"},
            {"1 checking, 1 done REFUSED, 2 waiting", Stage.CHECKING, "checking, done, waiting"},
            {"1 waiting, 1 done REFUSED, 2 waiting", Stage.ENDED, "done, done, done"},
            {"1 waiting, 1 waiting, 2 waiting", Stage.LINING_UP, "waiting, waiting, waiting"},
        };
        for (Object[] row : table) {
            WavesState before = state((String) row[0], Stage.CHECKING, 0, OnWaveFailure.ROLLBACK_ALL);
            WavesState after = Waves.decide(before, null, 0, NOW).facts();
            errors.checkThat((String) row[0], after.stage, is(row[1]));
            errors.checkThat((String) row[0], standings(after), is(row[2]));
        }
    }

    @Test
    public void allLineUpTogether() {
        WavesState before = state("1 waiting, 2 waiting, 2 waiting", Stage.LINING_UP, 0, OnWaveFailure.STOP);

        Waves.Decision waits = Waves.decide(before, new Place(Standing.WAIT, "build a", 0), 0, NOW);
        assertThat(waits.facts().stage, is(Stage.LINING_UP));
        assertThat(waits.lookIn(), is(1_000L));
        assertThat(waits.lines(), is(List.of("A service is being deployed by build a: waiting")));
        assertThat(waits.facts().services().get(0).state().progress.lastSeen, is("waiting for build a"));
        Waves.Decision again = Waves.decide(waits.facts(), new Place(Standing.WAIT, "build a", 0), 0, NOW);
        assertThat("nothing new", again.facts(), sameInstance(waits.facts()));
        assertThat(again.lines(), is(empty()));

        WavesState free = Waves.decide(before, Place.free(), 0, NOW).facts();
        assertThat(free.stage, is(Stage.DEPLOYING));
        assertThat(free.isLocked(), is(true));
        WavesState late = Waves.decide(waits.facts(), Place.free(), 0, NOW).facts();
        assertThat("time has passed", late.stage, is(Stage.CHECKING));
        assertThat(late.isLocked(), is(true));

        assertThat(verdicts(Waves.decide(before, new Place(Standing.BUSY, "build a", 0), 0, NOW)), is("REFUSED"));
        assertThat(
                "no service tells it, so the step does",
                Waves.decide(before, new Place(Standing.BUSY, "build a", 0), 0, NOW)
                        .lines(),
                is(List.of(
                        "REFUSED: a service is being deployed by build a",
                        "  What to do: try again later, or let the step wait: whenBusy: 'wait'")));
        assertThat(
                verdicts(Waves.decide(before, new Place(Standing.SUPERSEDED, "build b", 0), 0, NOW)), is("SUPERSEDED"));
    }

    @Test
    public void theStrictestBoundCounts() {
        int[][] table = {
            // of the step, of the rules, and what counts where the widest wave has two
            {0, 0, 2}, {1, 0, 1}, {5, 0, 2}, {0, 1, 1}, {2, 1, 1}, {1, 5, 1}, {0, 9, 2},
        };
        for (int[] row : table) {
            WavesState state = state("1 waiting, 2 waiting, 2 waiting", Stage.LINING_UP, row[0], OnWaveFailure.STOP);
            WavesState free = Waves.decide(state, Place.free(), row[1], NOW).facts();
            errors.checkThat(row[0] + " and " + row[1], free.atOnce(), is(row[2]));
        }
    }

    private static String verdicts(Waves.Decision decision) {
        assertThat(decision.facts().hasEnded(), is(true));
        return decision.facts().services().stream()
                .map(one -> one.state().verdict().name())
                .distinct()
                .collect(Collectors.joining(", "));
    }

    /** For example {@code 1 done SUCCESS, 2 waiting}. */
    private static WavesState state(String services, Stage stage, int maxParallel, OnWaveFailure reaction) {
        List<WaveService> all = new ArrayList<>();
        for (String text : services.split(", ")) {
            String[] words = text.split(" ");
            String name = "s" + all.size();
            DeployRequest request =
                    DeployRequest.of("eu-central-1", "prod", name).build();
            WaveService one = WaveService.of(name, Integer.parseInt(words[0]), request, 0);
            if (words.length > 2) {
                one = one.ended(ended(one.state().copy(), Verdict.valueOf(words[2])));
            } else if (words[1].contains("back")) {
                one = one.ended(ended(one.state().copy(), Verdict.SUCCESS));
            }
            all.add(one.standing(WaveService.Standing.valueOf(words[1].toUpperCase(Locale.ROOT))));
        }
        WavesState state = WavesState.begin(all, maxParallel, reaction, 0);
        state.stage = stage;
        return state;
    }

    private static RolloutState ended(RolloutState facts, Verdict verdict) {
        facts.phase = Phase.ENDED;
        facts.verdict = verdict;
        facts.updated = verdict != Verdict.NO_CHANGE && verdict != Verdict.REFUSED;
        facts.taskDefinition = "arn:aws:ecs:eu-central-1:123456789012:task-definition/app:2";
        facts.previous.taskDefinition = "arn:aws:ecs:eu-central-1:123456789012:task-definition/app:1";
        return facts;
    }

    private static String standings(WavesState state) {
        return state.services().stream()
                .map(one -> one.standing().name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
    }
}
