package io.jenkins.plugins.ecs.rollout.decide.follow;

import io.jenkins.plugins.ecs.aws.ecs.CircuitBreaker;
import io.jenkins.plugins.ecs.aws.ecs.EcsDeployment;
import io.jenkins.plugins.ecs.aws.ecs.RevisionCounts;
import io.jenkins.plugins.ecs.aws.ecs.ServiceDeployment;
import io.jenkins.plugins.ecs.aws.ecs.ServiceEvent;
import io.jenkins.plugins.ecs.diagnosis.BlockedDeploymentWarnings;
import io.jenkins.plugins.ecs.rollout.decide.controller.ControllerRules;
import io.jenkins.plugins.ecs.rollout.decide.phase.DecisionDraft;
import io.jenkins.plugins.ecs.rollout.messages.ProgressMessages;
import io.jenkins.plugins.ecs.rollout.observe.Observation;
import io.jenkins.plugins.ecs.rollout.state.RolloutState;
import io.jenkins.plugins.ecs.rollout.state.TimedEvent;
import io.jenkins.plugins.ecs.text.Durations;
import io.jenkins.plugins.ecs.text.PlainText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What moved since the last poll: one line a change, and the time of the last movement for the stall timeout. */
public final class Progress {

    private static final int EVENTS_KEPT = 20;
    private static final Set<String> STATES = Set.of(
            "PENDING",
            "SUCCESSFUL",
            "STOPPED",
            "STOP_REQUESTED",
            "IN_PROGRESS",
            "ROLLBACK_REQUESTED",
            "ROLLBACK_IN_PROGRESS",
            "ROLLBACK_SUCCESSFUL",
            "ROLLBACK_FAILED");

    /** The first ones each have their line. */
    private static final int FAILURES_LOGGED = 3;

    private static final long FAILURES_EVERY = 5 * 60_000;

    private Progress() {}

    /** Takes what was seen into the state, and logs what moved. */
    public static void note(DecisionDraft draft, Observation seen) {
        events(draft, seen);
        counts(draft.state, seen);
        facts(draft, seen);
        String words = seen.own == null ? words(draft.state, seen) : words(draft.state, seen.own);
        if (!words.equals(draft.state.progress.lastSeen)) {
            draft.state.progress.lastSeen = words;
            // The line shows all that counts as progress, and nothing that changes by itself.
            draft.state.progress.lastProgressAt = draft.now;
            line(draft, words);
        }
        if (seen.own != null && !draft.state.byCodeDeploy && !STATES.contains(seen.own.status())) {
            draft.logOnce("status " + seen.own.status(), ProgressMessages.unknownState("ECS", seen.own.status()));
        }
    }

    /** A task that fails again each minute is no line each minute. */
    private static void line(DecisionDraft draft, String words) {
        RolloutState state = draft.state;
        String moved = ProgressMessages.withoutFailures(words);
        boolean same = moved.equals(state.progress.lastMoved);
        if (!same) {
            state.progress.lastMoved = moved;
            state.progress.movedAt = draft.now;
            state.waiting.waitLoggedAt = 0;
        }
        if (!same
                || state.counts.failedTasks <= FAILURES_LOGGED
                || draft.now - state.progress.lineAt >= FAILURES_EVERY) {
            state.progress.lineAt = draft.now;
            draft.log(ProgressMessages.line(draft.clock(), words));
        }
    }

    private static void counts(RolloutState state, Observation seen) {
        Optional<EcsDeployment> entry = seen.entry(state.deploymentId);
        ServiceDeployment own = seen.own;
        entry.ifPresent(d -> state.counts.failedTasks = Math.max(state.counts.failedTasks, d.failedTasks()));
        if (own != null) {
            state.counts.failedTasks =
                    Math.max(state.counts.failedTasks, own.circuitBreaker().failureCount());
            state.counts.failureThreshold = own.circuitBreaker().threshold();
        }
        if (own != null && ControllerRules.of(state).isRemoving(own)) {
            // From here on they are the counts of what is being taken away.
            return;
        }
        if (own != null && own.target() != null) {
            counts(
                    state,
                    own.target().requested(),
                    own.target().running(),
                    own.target().pending());
        } else {
            entry.ifPresent(d -> counts(state, d.desiredCount(), d.runningCount(), d.pendingCount()));
        }
    }

    /** For the pages: where AWS reports that it is, what is left of the old, and how the traffic is split. */
    private static void facts(DecisionDraft draft, Observation seen) {
        RolloutState state = draft.state;
        ServiceDeployment own = seen.own;
        if (own == null) {
            seen.entry(state.deploymentId).ifPresent(d -> {
                state.display.ownStatus = d.rolloutState() == null ? d.status() : d.rolloutState();
                state.counts.oldCount = old(seen, d);
                state.enterStage(state.display.ownStatus, draft.now);
            });
            return;
        }
        state.display.ownStatus = PlainText.line(own.status());
        String stage = PlainText.line(own.lifecycleStage());
        if (!stage.equals(state.display.ownStage)) {
            state.display.ownStage = stage;
            state.display.stageSince = draft.now;
        }
        state.strategy = PlainText.line(own.configuration().strategy());
        state.display.bakeMinutes = own.configuration().bakeMinutes();
        ExpectedTime.note(draft, own);
        if (state.bakeEndsAt() > 0 && own.goesOn() && !state.byCodeDeploy) {
            draft.logOnce(
                    "bake",
                    ProgressMessages.line(
                            draft.clock(),
                            ProgressMessages.baking(Durations.moment(state.bakeEndsAt()), state.display.bakeMinutes)));
        }
        state.display.awaitsAction = own.awaitsAction();
        state.counts.oldCount = old(own);
        state.counts.breakerFailures = own.circuitBreaker().failureCount();
        if (own.target() != null && shiftsTraffic(own)) {
            state.display.productionWeight = own.target().productionWeight();
            state.display.testWeight = own.target().testWeight();
        }
        boolean staged = own.goesOn() && !state.display.ownStage.isEmpty();
        state.enterStage(staged ? state.display.ownStage : state.display.ownStatus, draft.now);
    }

    private static int old(ServiceDeployment own) {
        return own.sources().stream().mapToInt(RevisionCounts::running).sum();
    }

    private static int old(Observation seen, EcsDeployment ours) {
        return seen.service.deployments().stream()
                .filter(d -> !d.id().equals(ours.id()))
                .mapToInt(EcsDeployment::runningCount)
                .sum();
    }

    private static void counts(RolloutState state, int desired, int running, int pending) {
        state.counts.desiredCount = desired;
        state.counts.runningCount = running;
        state.counts.pendingCount = pending;
    }

    static String words(RolloutState state, ServiceDeployment own) {
        List<String> parts = new ArrayList<>();
        if (own.target() != null) {
            RevisionCounts target = own.target();
            parts.add(ProgressMessages.newTasks(target.running(), target.requested(), target.pending()));
            if (shiftsTraffic(own)) {
                weight(parts, target);
            }
        }
        old(parts, old(own));
        CircuitBreaker breaker = own.circuitBreaker();
        if (breaker.threshold() > 0 && breaker.failureCount() > 0) {
            parts.add(ProgressMessages.breaker(breaker.failureCount(), breaker.threshold()));
        } else if (state.counts.failedTasks > 0) {
            parts.add(ProgressMessages.failedTasks(state.counts.failedTasks));
        }
        if (own.alarms().isTriggered()) {
            parts.add(ProgressMessages.alarm(own.alarms().triggered()));
        }
        String stage = own.lifecycleStage() == null ? "" : " " + own.lifecycleStage();
        return ProgressMessages.state(own.status() + stage, parts);
    }

    /** In a rolling update traffic follows the tasks, whatever weights ECS reports. */
    private static boolean shiftsTraffic(ServiceDeployment own) {
        return own.configuration().shiftsTraffic()
                || (own.configuration().strategy().isEmpty() && own.lifecycleStage() != null);
    }

    private static void weight(List<String> parts, RevisionCounts target) {
        if (target.productionWeight() != null) {
            parts.add(ProgressMessages.traffic(target.productionWeight()));
        }
        if (target.testWeight() != null && target.testWeight() > 0) {
            parts.add(ProgressMessages.testTraffic(target.testWeight()));
        }
    }

    private static void old(List<String> parts, int old) {
        if (old > 0) {
            parts.add(ProgressMessages.oldTasks(old));
        }
    }

    private static String words(RolloutState state, Observation seen) {
        Optional<EcsDeployment> entry = seen.entry(state.deploymentId);
        if (entry.isEmpty()) {
            return ProgressMessages.notListed(state.deploymentId);
        }
        EcsDeployment ours = entry.get();
        List<String> parts = new ArrayList<>();
        parts.add(ProgressMessages.newTasks(ours.runningCount(), ours.desiredCount(), ours.pendingCount()));
        old(parts, old(seen, ours));
        if (ours.failedTasks() > 0) {
            parts.add(ProgressMessages.failedTasks(ours.failedTasks()));
        }
        return ProgressMessages.state(ours.rolloutState() == null ? ours.status() : ours.rolloutState(), parts);
    }

    private static void events(DecisionDraft draft, Observation seen) {
        RolloutState state = draft.state;
        if (seen.service == null) {
            return;
        }
        long since = Math.max(state.eventLog.lastEventAt, state.deploymentCreatedAt);
        List<ServiceEvent> fresh = seen.service.events().stream()
                .filter(e -> e.createdAt() >= since && !state.eventLog.lastEventIds.contains(e.id()))
                .sorted(Comparator.comparingLong(ServiceEvent::createdAt))
                .toList();
        EventLines.note(draft, fresh);
        for (ServiceEvent event : fresh) {
            TimedEvent.add(state.events, EVENTS_KEPT, draft.masked(event.message()), event.createdAt());
            if (event.createdAt() > state.eventLog.lastEventAt) {
                state.eventLog.lastEventAt = event.createdAt();
                state.eventLog.lastEventIds.clear();
            }
            state.eventLog.lastEventIds.add(event.id());
        }
        if (!fresh.isEmpty()) {
            deadEnds(draft, seen.service.events());
        }
    }

    /** Events that a deployment seldom gets over by itself: said while there is still time to do something. */
    private static void deadEnds(DecisionDraft draft, List<ServiceEvent> events) {
        BlockedDeploymentWarnings.ofEvents(events, draft.state.deploymentCreatedAt)
                .forEach(cause -> draft.logOnce(
                        "dead end " + cause.id(),
                        ProgressMessages.line(draft.clock(), ProgressMessages.blocked(cause.title(), cause.advice()))));
    }
}
