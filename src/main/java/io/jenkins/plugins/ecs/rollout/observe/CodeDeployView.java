package io.jenkins.plugins.ecs.rollout.observe;

import io.jenkins.plugins.ecs.aws.codedeploy.CodeDeployTarget;
import io.jenkins.plugins.ecs.aws.codedeploy.CodeDeployTarget.Event;
import io.jenkins.plugins.ecs.aws.codedeploy.CodeDeployTarget.TaskSet;
import io.jenkins.plugins.ecs.aws.codedeploy.CodeDeployment;
import io.jenkins.plugins.ecs.aws.ecs.CircuitBreaker;
import io.jenkins.plugins.ecs.aws.ecs.DeploymentAlarms;
import io.jenkins.plugins.ecs.aws.ecs.DeploymentStrategyInfo;
import io.jenkins.plugins.ecs.aws.ecs.DeploymentWaits;
import io.jenkins.plugins.ecs.aws.ecs.LifecycleHook;
import io.jenkins.plugins.ecs.aws.ecs.RevisionCounts;
import io.jenkins.plugins.ecs.aws.ecs.ServiceDeployment;
import io.jenkins.plugins.ecs.rollout.messages.CodeDeployMessages;
import io.jenkins.plugins.ecs.rollout.request.CodeDeployEvents;
import io.jenkins.plugins.ecs.text.PlainText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A deployment of CodeDeploy as one of ECS's own, for all that only looks at how far it has come: task sets are revisions,
 * lifecycle events are stages, and its waits are pauses. States stay CodeDeploy's own words.
 */
public final class CodeDeployView {

    /** CodeDeploy ends a wait at about its time. */
    private static final long ABOUT = 60_000;

    private CodeDeployView() {}

    static ServiceDeployment of(CodeDeployment d, CodeDeployTarget target) {
        return new ServiceDeployment(
                d.id(),
                d.status(),
                reason(d, target),
                null,
                target.green().map(CodeDeployView::counts).orElse(null),
                target.blue().map(CodeDeployView::counts).map(List::of).orElse(List.of()),
                stage(d, target),
                waits(d, target),
                new DeploymentStrategyInfo("CODE_DEPLOY", d.terminationMinutes(), List.of(), DeploymentWaits.NONE),
                new CircuitBreaker("", 0, 0),
                new DeploymentAlarms("", List.of()),
                null,
                d.createdAt());
    }

    private static RevisionCounts counts(TaskSet set) {
        return new RevisionCounts(set.id(), set.desired(), set.running(), set.pending(), set.traffic(), null);
    }

    private static String stage(CodeDeployment d, CodeDeployTarget target) {
        if (d.isReady()) {
            return CodeDeployEvents.READY_WAIT;
        }
        if (d.terminationWaits() && !d.isOver()) {
            return CodeDeployEvents.TERMINATION_WAIT;
        }
        return last(target, "Failed")
                .or(() -> last(target, "InProgress"))
                .or(() -> last(target, "Succeeded"))
                .orElse(null);
    }

    private static Optional<String> last(CodeDeployTarget target, String status) {
        return target.events().stream()
                .filter(event -> event.status().equals(status))
                .map(Event::name)
                .reduce((first, second) -> second);
    }

    /** In the words of CodeDeploy, with those of the hook that failed. */
    public static String reason(CodeDeployment d, CodeDeployTarget target) {
        List<String> parts = new ArrayList<>();
        if (!d.errorCode().isEmpty()) {
            parts.add(CodeDeployMessages.reports(
                    d.errorCode(), d.errorMessage().isEmpty() ? "" : PlainText.phrase(d.errorMessage())));
        }
        target.events().stream()
                .filter(event -> event.status().equals("Failed"))
                .map(event -> CodeDeployMessages.hookFailed(event.name(), said(event, d.errorMessage())))
                .forEach(parts::add);
        return String.join("; ", parts);
    }

    /** What the hook said, unless it is what has been said. */
    private static String said(Event event, String before) {
        boolean isNew = before.isEmpty() || !event.diagnostics().contains(PlainText.phrase(before));
        return event.diagnostics().isEmpty() || !isNew ? "" : event.diagnostics();
    }

    /** What continues without waiting was continued, or has yet to come there. */
    private static List<LifecycleHook> waits(CodeDeployment d, CodeDeployTarget target) {
        List<LifecycleHook> waits = new ArrayList<>();
        if (!d.isOver()) {
            target.events().stream()
                    .filter(event -> event.status().equals("InProgress") && CodeDeployEvents.isHook(event.name()))
                    .map(event -> new LifecycleHook(
                            d.id() + "/" + event.name(), "AWS_LAMBDA", null, "IN_PROGRESS", 0, "ROLLBACK"))
                    .forEach(waits::add);
        }
        boolean moves = hasBegun(target, "BeforeAllowTraffic") || hasBegun(target, "AllowTraffic");
        if (d.readyAction().equals("STOP_DEPLOYMENT")) {
            long until = until(target, d.readyMinutes(), false);
            String then = d.isReady()
                    ? "AWAITING_ACTION"
                    : moves || d.hasSucceeded() || !d.isOver() ? "SUCCEEDED" : end(d, until);
            waits.add(wait(d, CodeDeployEvents.READY_WAIT, then, until, "STOP"));
        } else if (d.isReady()) {
            waits.add(wait(d, CodeDeployEvents.READY_WAIT, "AWAITING_ACTION", 0, ""));
        }
        if (d.terminationWaits()) {
            long until = until(target, d.terminationMinutes(), true);
            boolean early = until > 0 && d.completedAt() > 0 && d.completedAt() < until - ABOUT;
            String then = !d.isOver() ? "AWAITING_ACTION" : d.hasSucceeded() && !early ? "TIMED_OUT" : end(d, until);
            waits.add(wait(
                    d,
                    CodeDeployEvents.TERMINATION_WAIT,
                    early && d.hasSucceeded() ? "SUCCEEDED" : then,
                    until,
                    "CONTINUE"));
        }
        return waits;
    }

    private static LifecycleHook wait(CodeDeployment d, String type, String status, long until, String action) {
        return new LifecycleHook(d.id() + "/" + type, type, null, status, until, action);
    }

    /** How a wait ended in which the deployment came to its own end. */
    private static String end(CodeDeployment d, long until) {
        if (d.errorCode().equals("MANUAL_STOP")) {
            return "FAILED";
        }
        boolean late = until > 0 && d.completedAt() > 0 && d.completedAt() >= until - ABOUT;
        return late ? "TIMED_OUT" : "FAILED";
    }

    /** AWS does not tell; the wait begins when the event before it is over. */
    private static long until(CodeDeployTarget target, int minutes, boolean afterTraffic) {
        long begun = target.events().stream()
                .filter(event -> afterTraffic || !CodeDeployEvents.isAtOrAfter(event.name(), "BeforeAllowTraffic"))
                .mapToLong(Event::endedAt)
                .max()
                .orElse(0);
        return begun == 0 || minutes == 0 ? 0 : begun + minutes * 60_000L;
    }

    private static boolean hasBegun(CodeDeployTarget target, String event) {
        return target.events().stream()
                .anyMatch(each -> each.name().equals(event)
                        && (each.status().equals("InProgress") || each.status().equals("Succeeded")));
    }
}
