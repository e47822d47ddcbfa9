package io.jenkins.plugins.ecs.paths.definition;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import io.jenkins.plugins.ecs.rollout.strategy.Strategy;
import io.jenkins.plugins.ecs.rollout.strategy.StrategySettings;
import java.util.ArrayList;
import java.util.List;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.ErrorCollector;

/** What the strategy and the pauses of an environment are refused for. */
public class StrategySlotTest {

    private static final PathDraft.Strategy CANARY = new PathDraft.Strategy("CANARY", 10.0, 15, null, null, 30);

    @Rule
    public ErrorCollector errors = new ErrorCollector();

    private final List<String> problems = new ArrayList<>();

    private static PathDraft.Pauses pauses(String at, Integer timeout, String onTimeout) {
        return new PathDraft.Pauses(List.of("managers"), at == null ? List.of() : List.of(at), timeout, onTimeout);
    }

    @Test
    public void groupsThatNameNobodyDoNotLetEverybodyAnswer() {
        PathDraft.Pauses nobody = new PathDraft.Pauses(List.of(), List.of("POST_TEST_TRAFFIC_SHIFT"), null, null);

        StrategySlot.read(CANARY, nobody, problems);
        StrategySlot.read(null, new PathDraft.Pauses(List.of(), List.of(), null, null), problems);

        String problem = "pauses: groups names nobody. Remove it to let all users with the permission answer";
        errors.checkThat(problems, is(List.of(problem, problem)));
    }

    @Test
    public void eachValueIsChecked() {
        Object[][] table = {
            {
                new PathDraft.Strategy("BLUE", null, null, null, null, null),
                null,
                "strategy: 'BLUE' is unknown. Use ROLLING, BLUE_GREEN, CANARY, LINEAR"
            },
            {
                new PathDraft.Strategy(null, null, null, null, null, null),
                null,
                "strategy: type is not set. Use ROLLING, BLUE_GREEN, CANARY, LINEAR"
            },
            {
                new PathDraft.Strategy("ROLLING", null, null, null, null, 5),
                null,
                "strategy: a rolling update has no percentages and no bake times; remove them"
            },
            {
                new PathDraft.Strategy("LINEAR", 10.0, null, 20.0, null, null),
                null,
                "canaryPercent and canaryBakeTime: only valid with the strategy CANARY, but 'strategy' is LINEAR"
            },
            {
                new PathDraft.Strategy("CANARY", 200.0, null, null, null, null),
                null,
                "canaryPercent: 200.0 is not between 0.1 and 100 with at most one decimal"
            },
            {null, pauses(null, 60, null), "pauses: timeout and onTimeout need 'at', the stages at which ECS pauses"},
            {
                CANARY,
                pauses("POST_TEST_TRAFFIC_SHIFT", 60, "wait"),
                "pauses: onTimeout: 'wait' is unknown. Use 'rollback' or 'continue'"
            },
        };
        for (Object[] row : table) {
            problems.clear();
            StrategySlot.read((PathDraft.Strategy) row[0], (PathDraft.Pauses) row[1], problems);
            errors.checkThat(problems, is(List.of(row[2])));
        }
    }

    @Test
    public void whatIsValidBecomesSettings() {
        StrategySettings read = StrategySlot.read(CANARY, pauses("POST_TEST_TRAFFIC_SHIFT", 60, "continue"), problems);

        assertThat(problems, is(List.of()));
        assertThat(read.strategy(), is(Strategy.CANARY));
        assertThat(read.canaryBakeMinutes(), is(15));
        assertThat(read.pauseAt(), is(List.of("POST_TEST_TRAFFIC_SHIFT")));
    }

    @Test
    public void withoutEitherTheServiceKeepsWhatItHas() {
        assertThat(StrategySlot.read(null, pauses(null, null, null), problems), is(nullValue()));
        assertThat(StrategySlot.groups(pauses(null, null, null)), is(List.of("managers")));
        assertThat(problems, is(List.of()));
    }
}
