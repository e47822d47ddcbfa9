package io.jenkins.plugins.ecs.ui.dashboard;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.paths.definition.ReleasePath;
import io.jenkins.plugins.ecs.paths.plan.Assumptions;
import io.jenkins.plugins.ecs.paths.plan.Moment;
import io.jenkins.plugins.ecs.paths.plan.PathSimulation;
import io.jenkins.plugins.ecs.paths.plan.PathWarnings;
import io.jenkins.plugins.ecs.text.Durations;
import io.jenkins.plugins.ecs.text.PlainText;
import io.jenkins.plugins.ecs.ui.DisplayText;
import io.jenkins.plugins.ecs.ui.PageMessages;
import io.jenkins.plugins.ecs.verify.check.Times;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** What a release would go through on a path. */
public final class PathCheckView {

    private static final String USUAL_ANSWER = "10m";
    private static final Duration LONGEST_ANSWER = Duration.ofDays(14);

    private final ReleasePath path;
    private final String start;
    private final String answersAfter;
    private final String problem;
    private final PathSimulation simulation;
    private final List<String> warnings;

    private PathCheckView(ReleasePath path, Assumptions given, String start, String answersAfter, long now) {
        this.path = path;
        this.start = start;
        this.answersAfter = answersAfter;
        Optional<Long> at = start.isEmpty() ? Optional.of(now) : parse(start);
        Optional<Duration> answers = Times.parse(answersAfter).filter(time -> time.compareTo(LONGEST_ANSWER) <= 0);
        this.problem = at.isEmpty()
                ? PathPageMessages.notAStart(start)
                : answers.isEmpty() ? PathPageMessages.notAnAnswerTime(answersAfter) : "";
        if (problem.isEmpty()) {
            simulation = PathSimulation.of(path, given, at.orElseThrow(), answers.orElseThrow());
            warnings = PathWarnings.of(path, given, now, answers.orElseThrow());
        } else {
            simulation = null;
            warnings = List.of();
        }
    }

    /**
     * @param parameters {@code start}, a time in UTC, and {@code answersAfter}; null or empty if not given
     * @param now epoch milliseconds
     */
    @NonNull
    public static PathCheckView of(
            @NonNull ReleasePath path,
            @NonNull Assumptions given,
            @NonNull UnaryOperator<String> parameters,
            long now) {
        String answers =
                PlainText.line(orEmpty(parameters.apply("answersAfter"))).strip();
        return new PathCheckView(
                path,
                given,
                PlainText.line(orEmpty(parameters.apply("start"))).strip(),
                answers.isEmpty() ? USUAL_ANSWER : answers,
                now);
    }

    private static String orEmpty(String text) {
        return text == null ? "" : text;
    }

    private static Optional<Long> parse(String start) {
        try {
            return Optional.of(
                    LocalDateTime.parse(start).toInstant(ZoneOffset.UTC).toEpochMilli());
        } catch (DateTimeParseException | ArithmeticException wrong) {
            return Optional.empty();
        }
    }

    public String getStart() {
        return start;
    }

    public String getAnswersAfter() {
        return answersAfter;
    }

    /** The error in the input; empty if there is none. */
    public String getProblem() {
        return problem;
    }

    /** The result in a sentence; empty if nothing was simulated. */
    public String getSummary() {
        if (simulation == null) {
            return "";
        }
        String took = Durations.text(simulation.takes().toMillis());
        return simulation.reachesTheEnd()
                ? PathPageMessages.getsThrough(took, DisplayText.time(simulation.start()))
                : PathPageMessages.isStopped(took, simulation.stopped());
    }

    public boolean isThrough() {
        return simulation != null && simulation.reachesTheEnd();
    }

    public List<String> getWarnings() {
        return warnings;
    }

    public List<PlannedCard> getEnvironments() {
        return cards(path, simulation == null ? List.of() : simulation.moments(), start());
    }

    /** The environments of a path, in their order. */
    @NonNull
    static List<PlannedCard> cards(@NonNull ReleasePath path, @NonNull List<Moment> moments, long start) {
        return path.environments().stream()
                .map(each -> new PlannedCard(each, moments, start))
                .toList();
    }

    private long start() {
        return simulation == null ? 0 : simulation.start();
    }

    /** What happens, in its order. */
    public List<Row> getRows() {
        return simulation == null
                ? List.of()
                : simulation.moments().stream()
                        .map(each -> new Row(each, start()))
                        .toList();
    }

    /** One moment of the simulated release. */
    public record Row(@NonNull Moment moment, long start) {

        /** {@code T+4 h 6 min} */
        public String getOffset() {
            return "T+" + Durations.text(moment.at() - start);
        }

        public String getIso() {
            return DisplayText.iso(moment.at());
        }

        public String getTime() {
            return DisplayText.time(moment.at());
        }

        public String getEnvironment() {
            return moment.environment();
        }

        public String getText() {
            return PlainText.line(moment.text());
        }

        public String getWords() {
            return switch (moment.kind()) {
                case WAITS -> PageMessages.CONDITION_WAITS;
                case WARNS -> PageMessages.CONDITION_WARNS;
                case MET -> PageMessages.CONDITION_MET;
                case WORKS -> PageMessages.IN_PROGRESS;
                case PROVEN -> PathPageMessages.PROVEN;
                case STOPPED -> PathPageMessages.STOPPED;
            };
        }

        public String getTone() {
            return switch (moment.kind()) {
                case WAITS, WARNS -> "warning";
                case WORKS -> "busy";
                case MET, PROVEN -> "good";
                case STOPPED -> "bad";
            };
        }
    }
}
