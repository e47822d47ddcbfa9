package io.jenkins.plugins.ecs.ui.build;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.paths.plan.PlannedSlot;
import io.jenkins.plugins.ecs.paths.release.EnvironmentOutcome;
import io.jenkins.plugins.ecs.paths.release.ReleaseOutcome;
import io.jenkins.plugins.ecs.rollout.state.Plan;
import io.jenkins.plugins.ecs.rollout.state.Verdict;
import io.jenkins.plugins.ecs.ui.PageMessages;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * The plan of a release as the text of a check: a part for each environment of the path, in its order. The parts share
 * the room that there is; what a short one leaves is for those after it.
 */
final class ReleasePlanMarkdown {

    /** GitHub accepts 65,535 bytes per text. */
    private static final int MOST_BYTES = 60_000;
    /** Of a part, for headings and counts of what was left out. */
    private static final int HEADINGS = 1_500;

    private static final int SMALLEST_PART = 3_000;

    private ReleasePlanMarkdown() {}

    /** Whether a rule refuses the plan of an environment. */
    static boolean isRefused(@NonNull ReleaseOutcome release) {
        return release.environments().stream()
                .map(EnvironmentOutcome::foreseen)
                .anyMatch(plan -> plan != null && !plan.rules().isAllowed());
    }

    /** Without the environment that is being planned, so that progress alone does not publish a new state. */
    @NonNull
    static String title(@NonNull ReleaseOutcome release) {
        List<EnvironmentOutcome> all = release.environments();
        Verdict verdict = release.verdict();
        if (verdict == null) {
            return CheckRunMessages.PLANNING;
        }
        int count = environments(all, each -> true);
        int failed = environments(all, each -> each.foreseen() == null);
        String title = failed == 0
                ? CheckRunMessages.plannedEnvironments(environments(all, ReleasePlanMarkdown::changes), count)
                : CheckRunMessages.notPlanned(failed, count);
        return isRefused(release) ? CheckRunMessages.refusedPlan(title) : title;
    }

    private static boolean changes(EnvironmentOutcome target) {
        Plan plan = target.foreseen();
        return plan != null && plan.changesAnything();
    }

    /** In how many environments it holds for one of the targets. */
    private static int environments(List<EnvironmentOutcome> targets, Predicate<EnvironmentOutcome> holds) {
        return (int) targets.stream()
                .filter(holds)
                .map(EnvironmentOutcome::name)
                .distinct()
                .count();
    }

    /** In a few lines an environment: what would happen, and whether the rules allow it. */
    @NonNull
    static List<String> summary(@NonNull ReleaseOutcome release) {
        List<String> lines = new ArrayList<>();
        for (EnvironmentOutcome each : release.environments()) {
            Plan plan = each.foreseen();
            if (plan != null) {
                PlanMarkdown.summary(plan)
                        .forEach(line -> lines.add(CheckRunMessages.ofEnvironment(each.label(), line)));
            } else if (each.verdict() == null) {
                lines.add(CheckRunMessages.ofEnvironment(each.label(), PageMessages.IN_PROGRESS));
            } else {
                lines.add(CheckRunMessages.ofEnvironment(each.label(), unknown(each)));
            }
        }
        return lines;
    }

    private static String unknown(EnvironmentOutcome environment) {
        return environment.cause().isEmpty()
                ? CheckRunMessages.NO_PLAN
                : CheckRunMessages.ofEnvironment(CheckRunMessages.NO_PLAN, environment.cause());
    }

    /** Empty while nothing is planned. */
    @NonNull
    static String text(@NonNull ReleaseOutcome release) {
        List<EnvironmentOutcome> ended = release.environments().stream()
                .filter(each -> each.verdict() != null)
                .toList();
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < ended.size(); i++) {
            int left = MOST_BYTES - bytes(text);
            if (left < SMALLEST_PART) {
                text.append('\n')
                        .append(CheckRunMessages.moreTargets(ended.size() - i))
                        .append('\n');
                break;
            }
            int room = Math.max(SMALLEST_PART, left / (ended.size() - i));
            text.append(i == 0 ? "" : "\n").append(part(release, ended.get(i), room));
        }
        return text.toString();
    }

    private static String part(ReleaseOutcome release, EnvironmentOutcome environment, int room) {
        CheckMarkdown text = new CheckMarkdown(room - HEADINGS).part(environment.label());
        Plan plan = environment.foreseen();
        if (plan == null) {
            String cause = environment.cause();
            text.section(CheckRunMessages.NO_PLAN, List.of(cause.isEmpty() ? CheckRunMessages.NO_PLAN : cause));
        }
        text.section(CheckRunMessages.NOT_NOW, environment.hindrances());
        text.section(
                release.warns() ? CheckRunMessages.WARNING_CONDITIONS : CheckRunMessages.PATH_CONDITIONS,
                environment.planned().stream()
                        .filter(PlannedSlot::isCondition)
                        .map(slot -> CheckRunMessages.ofEnvironment(slot.slot(), slot.text()))
                        .toList());
        if (plan != null) {
            PlanMarkdown.write(text, plan, rows(release.service(), environment));
        }
        String part = text.toString();
        // Long fences around lines with many backticks are not part of the room of the lines.
        return bytes(part) <= room
                ? part
                : new CheckMarkdown(room)
                        .part(environment.label())
                        .block(List.of(CheckRunMessages.TOO_LONG))
                        .toString();
    }

    private static List<LabeledValue> rows(String service, EnvironmentOutcome environment) {
        String name = environment.cluster() + "/" + service;
        return List.of(
                new LabeledValue(PageMessages.SERVICE, BuildMessages.serviceIn(name, environment.region())),
                new LabeledValue(BuildMessages.TARGET, environment.target()));
    }

    private static int bytes(CharSequence text) {
        return text.toString().getBytes(StandardCharsets.UTF_8).length;
    }
}
