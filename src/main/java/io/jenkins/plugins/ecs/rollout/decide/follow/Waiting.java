package io.jenkins.plugins.ecs.rollout.decide.follow;

import io.jenkins.plugins.ecs.aws.ecs.EcsTask;
import io.jenkins.plugins.ecs.aws.ecs.LifecycleHook;
import io.jenkins.plugins.ecs.aws.ecs.RevisionCounts;
import io.jenkins.plugins.ecs.aws.ecs.ServiceDeployment;
import io.jenkins.plugins.ecs.aws.ecs.ServiceEvent;
import io.jenkins.plugins.ecs.rollout.decide.controller.ControllerRules;
import io.jenkins.plugins.ecs.rollout.decide.phase.DecisionDraft;
import io.jenkins.plugins.ecs.rollout.messages.ProgressMessages;
import io.jenkins.plugins.ecs.rollout.observe.Observation;
import io.jenkins.plugins.ecs.rollout.state.Pause;
import io.jenkins.plugins.ecs.rollout.state.Phase;
import io.jenkins.plugins.ecs.rollout.state.RolloutState;
import io.jenkins.plugins.ecs.text.Durations;
import io.jenkins.plugins.ecs.text.PlainText;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What a deployment waits for while nothing moves: a line when the wait begins, and one every five minutes. */
public final class Waiting {

    /** Shorter waits are not worth a line. */
    private static final long BEGINS_AFTER = 60_000;

    private static final long EVERY = 5 * 60_000;
    private static final int LONGEST = 200;
    public static final int MOST_TASKS = 100;

    /** Events about what keeps tasks from being started or stopped. */
    private static final Pattern PLACEMENT =
            Pattern.compile("unable to (?:place|stop or start)|[Uu]nable to assume|protect", Pattern.CASE_INSENSITIVE);

    private Waiting() {}

    /** Whether the running tasks must be read to say what is waited for. */
    static boolean needsTasks(RolloutState state) {
        return state.waiting.waitNeedsTasks && state.phase == Phase.FOLLOWING;
    }

    /** Logs what is waited for, if it is time to. */
    public static void note(DecisionDraft draft, Observation seen) {
        RolloutState state = draft.state;
        if (state.phase != Phase.FOLLOWING) {
            return;
        }
        state.waiting.serviceCount = seen.service == null ? state.waiting.serviceCount : seen.service.desiredCount();
        String what = PlainText.line(what(draft, seen));
        boolean known = isAnnounced(state);
        if (!what.equals(state.waiting.waitsFor)) {
            // With tasks read, more is known of the same wait.
            boolean same = seen.runningTasks != null && !known;
            state.waiting.waitsFor = what;
            state.waiting.waitsSince = same && state.waiting.waitsSince != 0 ? state.waiting.waitsSince : draft.now;
            state.waiting.waitLoggedAt = known ? draft.now : same ? state.waiting.waitLoggedAt : 0;
        }
        long due = state.waiting.waitLoggedAt == 0
                ? Math.max(state.waiting.waitsSince, known ? 0 : state.progress.movedAt) + BEGINS_AFTER
                : state.waiting.waitLoggedAt + EVERY;
        if (what.isEmpty() || draft.now < due) {
            return;
        }
        if (isUnexplained(state) && !known && seen.runningTasks == null && !state.waiting.waitNeedsTasks) {
            state.waiting.waitNeedsTasks = true;
            return;
        }
        state.waiting.waitNeedsTasks = false;
        boolean first = state.waiting.waitLoggedAt == 0;
        draft.log(ProgressMessages.line(
                draft.clock(),
                ProgressMessages.waiting(
                        what,
                        state.clock(state.waiting.waitsSince),
                        first ? "" : Durations.text(draft.now - state.waiting.waitsSince),
                        until(state))));
        state.waiting.waitLoggedAt = draft.now;
        if (!first) {
            EventLines.repeated(draft);
        }
    }

    /** The line that says so was logged by what began the wait. */
    private static boolean isAnnounced(RolloutState state) {
        return state.pauses.stream().anyMatch(Pause::waits) || state.bakeEndsAt() > 0;
    }

    /** All tasks are there, and nothing that was read says why it goes no further. */
    private static boolean isUnexplained(RolloutState state) {
        return wanted(state) > 0
                && state.counts.runningCount >= wanted(state)
                && state.expected.hookSince == 0
                && state.evidence.targets.isEmpty();
    }

    private static int wanted(RolloutState state) {
        return Math.max(state.counts.desiredCount, state.waiting.serviceCount);
    }

    /** When the wait ends at the latest. */
    private static String until(RolloutState state) {
        long pause = state.pauses.stream()
                .filter(Pause::waits)
                .mapToLong(Pause::expiresAt)
                .max()
                .orElse(0);
        if (pause > 0) {
            return Durations.moment(pause);
        }
        if (state.bakeEndsAt() > 0) {
            return Durations.moment(state.bakeEndsAt());
        }
        return state.isTimeCounted(state.waiting.waitsSince) && state.expected.hookSince == 0
                ? ProgressMessages.byTimeout(Durations.moment(state.deadline()))
                : "";
    }

    private static String what(DecisionDraft draft, Observation seen) {
        RolloutState state = draft.state;
        ServiceDeployment own = seen.own;
        if (state.pauses.stream().anyMatch(pause -> pause.waits() && !pause.isOptional())) {
            Pause pause = state.pauses.stream()
                    .filter(each -> each.waits() && !each.isOptional())
                    .findFirst()
                    .orElseThrow();
            return ProgressMessages.approval(pause.stage());
        }
        LifecycleHook hook = own == null ? null : ExpectedTime.hook(own);
        if (hook != null) {
            String function = hook.targetArn() == null ? "" : EventLines.brief(hook.targetArn());
            return ProgressMessages.hook(function, state.display.ownStage);
        }
        if (state.bakeEndsAt() > 0) {
            return ProgressMessages.endOf(ControllerRules.of(state).lastWait());
        }
        if (state.stop.rollbackSeen) {
            return ProgressMessages.rollback(state.deployer());
        }
        int missing = wanted(state) - state.counts.runningCount;
        if (missing > 0 || state.counts.pendingCount > 0) {
            return tasksToStart(draft, seen, Math.max(missing, state.counts.pendingCount));
        }
        return whatIsLeft(draft, seen);
    }

    private static String tasksToStart(DecisionDraft draft, Observation seen, int missing) {
        RolloutState state = draft.state;

        String event = placement(draft, seen);
        if (!event.isEmpty()) {
            state.waiting.placement = event;
        }
        if (!state.waiting.placement.isEmpty()) {
            return ProgressMessages.placement(missing, state.waiting.placement);
        }
        return ProgressMessages.tasksToStart(missing, state.counts.pendingCount);
    }

    /** The newest event of this deployment that says what is in the way; empty where none does, or nobody looked. */
    private static String placement(DecisionDraft draft, Observation seen) {
        return seen.service == null
                ? ""
                : seen.service.events().stream()
                        .filter(event -> event.createdAt() >= draft.state.deploymentCreatedAt)
                        .max(Comparator.comparingLong(ServiceEvent::createdAt))
                        .map(event -> EventLines.text(draft, event))
                        .filter(text -> PLACEMENT.matcher(text).find())
                        .map(text -> text.replaceFirst("^\\(service [^)]*\\) ", ""))
                        .map(text -> text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text)
                        .orElse("");
    }

    /** The new tasks run. */
    private static String whatIsLeft(DecisionDraft draft, Observation seen) {
        RolloutState state = draft.state;
        state.waiting.placement = "";
        String targets = counts(state.evidence.targets, target -> target.get("state") + reason(target));
        if (!targets.isEmpty()) {
            return ProgressMessages.targets(targets);
        }
        if (seen.runningTasks != null && seen.hasHealthChecks) {
            List<EcsTask> ours = seen.runningTasks.stream()
                    .filter(task -> task.isRunning() && task.startedBy().equals(state.deploymentId))
                    .filter(task -> !task.healthStatus().equals("HEALTHY"))
                    .toList();
            state.waiting.unhealthy = counts(ours, EcsTask::healthStatus);
        }
        if (state.counts.oldCount > 0
                && (state.display.productionWeight == null || state.display.productionWeight >= 100)) {
            return ProgressMessages.oldTasksToStop(state.counts.oldCount);
        }
        if (!state.waiting.unhealthy.isEmpty()) {
            return ProgressMessages.health(state.waiting.unhealthy);
        }
        RevisionCounts target = seen.own == null ? null : seen.own.target();
        if (target != null && state.display.productionWeight != null && state.display.productionWeight < 100) {
            return ProgressMessages.trafficToShift(state.display.productionWeight);
        }
        boolean alarms = seen.own != null && seen.own.alarms().isMonitored();
        return ProgressMessages.completion(state.deployer(), alarms);
    }

    private static String reason(Map<String, String> target) {
        String reason = target.getOrDefault("reason", "");
        return reason == null || reason.isEmpty() ? "" : " (" + reason + ")";
    }

    /** {@code 2 initial (Elb.RegistrationInProgress), 1 unhealthy} */
    private static <T> String counts(List<T> all, Function<T, String> name) {
        return all.stream()
                .collect(Collectors.groupingBy(name, TreeMap::new, Collectors.counting()))
                .entrySet()
                .stream()
                .map(each -> each.getValue() + " " + each.getKey())
                .collect(Collectors.joining(", "));
    }
}
