package io.jenkins.plugins.ecs.rollout.strategy;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.text.Arns;
import io.jenkins.plugins.ecs.text.PlainText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What is wrong with the settings of a strategy, found without calling AWS. The limits are those of the ECS API ({@code
 * DeploymentConfiguration}, {@code LinearConfiguration}, {@code CanaryConfiguration}, {@code DeploymentLifecycleHook}).
 */
public final class StrategyChecks {

    /** In place of stages: the service is to have no pauses. */
    public static final String NO_PAUSES = "NONE";

    private static final Pattern LISTENER = Pattern.compile("arn:[\\w-]+:elasticloadbalancing:[\\w-]+:\\d{12}:"
            + "(listener-rule/app/[\\w-]+/\\w+/\\w+/\\w+|listener/net/[\\w-]+/\\w+/\\w+)");
    private static final Pattern TARGET_GROUP =
            Pattern.compile("arn:[\\w-]+:elasticloadbalancing:[\\w-]+:\\d{12}:targetgroup/[\\w-]+/\\w+");
    private static final int LONGEST_BAKE = 1440;
    private static final int LONGEST_PAUSE = 20_160;

    private StrategyChecks() {}

    @NonNull
    public static Optional<String> strategy(@CheckForNull String text) {
        if (text == null || Strategy.parse(text).isPresent()) {
            return Optional.empty();
        }
        String hint = text.equalsIgnoreCase("ROLLING") ? ". For a rolling update use ecsDeploy" : "";
        return Optional.of("strategy: '" + PlainText.line(text) + "' is not one of " + names(Strategy.values()) + hint);
    }

    @NonNull
    public static Optional<String> canaryPercent(@CheckForNull Double percent) {
        return percent("canaryPercent", percent, 0.1);
    }

    @NonNull
    public static Optional<String> stepPercent(@CheckForNull Double percent) {
        return percent("stepPercent", percent, 3);
    }

    private static Optional<String> percent(String field, Double percent, double least) {
        if (percent == null) {
            return Optional.empty();
        }
        boolean tenths = Math.abs(percent * 10 - Math.rint(percent * 10)) < 1e-9;
        return percent >= least && percent <= 100 && tenths
                ? Optional.empty()
                : Optional.of(field + ": " + percent + " is not between " + number(least)
                        + " and 100 with at most one decimal");
    }

    /** @param field {@code bakeTime}, {@code canaryBakeTime} or {@code stepBakeTime}; in minutes */
    @NonNull
    public static Optional<String> bake(@NonNull String field, @CheckForNull Integer minutes) {
        return minutes == null || (minutes >= 0 && minutes <= LONGEST_BAKE)
                ? Optional.empty()
                : Optional.of(field + ": " + minutes + " is not between 0 and " + LONGEST_BAKE + " minutes (24 hours)");
    }

    @NonNull
    public static Optional<String> pauseTimeout(@CheckForNull Integer minutes) {
        return minutes == null || (minutes >= 1 && minutes <= LONGEST_PAUSE)
                ? Optional.empty()
                : Optional.of(
                        "pauseTimeout: " + minutes + " is not between 1 and " + LONGEST_PAUSE + " minutes (14 days)");
    }

    /** ECS takes PAUSE hooks at most stages, but not while traffic moves. */
    @NonNull
    public static Optional<String> pauseAt(@NonNull List<String> stages) {
        if (stages.size() == 1 && stages.get(0).equals(NO_PAUSES)) {
            return Optional.empty();
        }
        for (String name : stages) {
            Optional<Stage> stage = Stage.parse(name);
            if (stage.isEmpty() || !stage.get().mayPause()) {
                String moving = stage.filter(Stage::movesTraffic).isPresent()
                        ? ", because traffic shifts there; PRE_PRODUCTION_TRAFFIC_SHIFT is just before production traffic"
                                + " shifts, and POST_TEST_TRAFFIC_SHIFT just after test traffic did"
                        : "";
                return Optional.of("pauseAt: ECS cannot pause at '" + PlainText.line(name) + "'" + moving
                        + ". It can pause at " + String.join(", ", Stage.pausable()));
            }
        }
        return Optional.empty();
    }

    /** @param field {@code productionListenerRule} or {@code testListenerRule} */
    @NonNull
    public static Optional<String> listenerRule(@NonNull String field, @CheckForNull String arn) {
        return arn == null || LISTENER.matcher(arn).matches()
                ? Optional.empty()
                : Optional.of(field + ": '" + PlainText.line(arn) + "' is neither the ARN of a listener rule of an"
                        + " Application Load Balancer nor that of a listener of a Network Load Balancer");
    }

    @NonNull
    public static Optional<String> targetGroup(@CheckForNull String arn) {
        return arn == null || TARGET_GROUP.matcher(arn).matches()
                ? Optional.empty()
                : Optional.of("alternateTargetGroup: '" + PlainText.line(arn) + "' is not the ARN of a target group");
    }

    @NonNull
    public static Optional<String> infrastructureRole(@CheckForNull String arn) {
        return Arns.roleProblem("infrastructureRole", arn);
    }

    /** All of one request. */
    @NonNull
    public static List<String> problems(@NonNull StrategySettings s) {
        List<String> problems = new ArrayList<>();
        Stream.of(
                        canaryPercent(s.canaryPercent()),
                        bake("canaryBakeTime", s.canaryBakeMinutes()),
                        stepPercent(s.stepPercent()),
                        bake("stepBakeTime", s.stepBakeMinutes()),
                        bake("bakeTime", s.bakeMinutes()),
                        pauseAt(s.pauseAt()),
                        pauseTimeout(s.pauseTimeoutMinutes()),
                        targetGroup(s.alternateTargetGroup()),
                        listenerRule("productionListenerRule", s.productionListenerRule()),
                        listenerRule("testListenerRule", s.testListenerRule()),
                        infrastructureRole(s.infrastructureRole()))
                .flatMap(Optional::stream)
                .forEach(problems::add);
        if (s.pauseAt().isEmpty() && (s.pauseTimeoutMinutes() != null || s.continueAfterPause())) {
            problems.add("pauseTimeout and onPauseTimeout: only valid with 'pauseAt', which is not set");
        }
        belongsTo(
                problems,
                s,
                "canaryPercent and canaryBakeTime",
                Strategy.CANARY,
                s.canaryPercent(),
                s.canaryBakeMinutes());
        belongsTo(problems, s, "stepPercent and stepBakeTime", Strategy.LINEAR, s.stepPercent(), s.stepBakeMinutes());
        if (s.productionListenerRule() != null && s.productionListenerRule().equals(s.testListenerRule())) {
            problems.add("productionListenerRule and testListenerRule: both are the same rule; use two different ones");
        }
        return problems;
    }

    private static void belongsTo(
            List<String> problems, StrategySettings s, String fields, Strategy only, Object... values) {
        if (s.strategy() != null && s.strategy() != only && Stream.of(values).anyMatch(Objects::nonNull)) {
            problems.add(fields + ": only valid with the strategy " + only + ", but 'strategy' is " + s.strategy());
        }
    }

    private static String number(double value) {
        return value == Math.rint(value) ? String.valueOf((int) value) : String.format(Locale.ROOT, "%s", value);
    }

    private static String names(Object[] values) {
        return String.join(", ", Arrays.stream(values).map(Object::toString).toList());
    }
}
