package io.jenkins.plugins.ecs.ui.dashboard;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import io.jenkins.plugins.ecs.paths.definition.PathEnvironment;
import io.jenkins.plugins.ecs.paths.definition.ReleasePath;
import io.jenkins.plugins.ecs.paths.plan.Assumptions;
import io.jenkins.plugins.ecs.paths.proof.Evidence;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.Test;

/** The page of a checked path, without Jenkins. */
public class PathCheckViewTest {

    private static final long NOW = Instant.parse("2026-03-02T08:00:00Z").toEpochMilli();

    private static final ReleasePath WEB = ReleasePath.of("web", "the global settings")
            .environments(List.of(
                    PathEnvironment.of("staging", "staging-eu").build(),
                    PathEnvironment.of("production", "prod-eu")
                            .from("staging")
                            .soak(Duration.ofHours(4))
                            .build()))
            .build();

    private static PathCheckView view(Map<String, String> parameters, String... refusals) {
        Assumptions given = new Assumptions() {
            @Override
            public Optional<Evidence.Frozen> frozen(PathEnvironment where, long now) {
                return Optional.empty();
            }

            @Override
            public List<String> refusals(PathEnvironment where) {
                return where.name().equals("production") ? List.of(refusals) : List.of();
            }

            @Override
            public List<String> requirements(PathEnvironment where) {
                return List.of();
            }

            @Override
            public boolean isProduction(PathEnvironment where) {
                return false;
            }

            @Override
            public Approver approver(String name) {
                return Approver.UNKNOWN;
            }
        };
        return PathCheckView.of(WEB, given, parameters::get, NOW);
    }

    @Test
    public void eachEnvironmentIsDrawnWithItsTimeAndItsSlots() {
        PathCheckView view = view(Map.of());

        assertThat(
                view.getSummary(),
                is("A release that starts at 2026-03-02 08:00:00 UTC gets through in 4 h 13 min"
                        + " at the earliest."));
        assertThat(
                view.getEnvironments().stream()
                        .map(each -> each.getName() + " " + each.getWords() + " " + each.getTime())
                        .toList(),
                contains("staging proven after 6 min", "production proven after 4 h 13 min"));
        assertThat(
                view.getEnvironments().get(1).getSlots().stream()
                        .map(slot -> slot.getName() + ": " + slot.getText())
                        .toList(),
                contains(
                        "from: proven in staging",
                        "soak: in use in staging for 4 h",
                        "deploy: to target prod-eu",
                        "verify: default checks; a failure rolls back"));
        assertThat(view.getRows().get(0).getOffset(), is("T+0 s"));
        assertThat(view.getWarnings(), is(empty()));
    }

    @Test
    public void anotherStartMovesTheTimes() {
        PathCheckView view = view(Map.of("start", "2026-03-06T18:30"));

        assertThat(view.getRows().get(0).getTime(), is("2026-03-06 18:30:00 UTC"));
    }

    @Test
    public void whatIsWrongIsSaidAndNothingIsDrawnFromIt() {
        assertThat(view(Map.of("start", "soon\n")).getProblem(), containsString("'soon' is not a time"));
        assertThat(
                view(Map.of("answersAfter", "99d")).getProblem(), containsString("'99d' is not a duration of at most"));
        assertThat(view(Map.of("start", "+999999999-12-31T23:59:59")).getRows(), is(empty()));
        assertThat(view(Map.of("answersAfter", "x")).getEnvironments().get(0).getWords(), is("not reached"));
    }

    @Test
    public void aRefusalIsShownWhereItStops() {
        PathCheckView view = view(Map.of(), "Region us-east-1 is not allowed");

        assertThat(view.isThrough(), is(false));
        assertThat(view.getSummary(), is("A release is stopped after 6 min: Region us-east-1 is not allowed"));
        assertThat(view.getEnvironments().get(1).getTone(), is("bad"));
        assertThat(view.getEnvironments().get(1).getCause(), is("Region us-east-1 is not allowed"));
    }
}
