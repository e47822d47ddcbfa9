package io.jenkins.plugins.ecs.rollout;

import io.jenkins.plugins.ecs.aws.EcsService;
import io.jenkins.plugins.ecs.aws.EcsTask;
import io.jenkins.plugins.ecs.aws.EcsTask.Container;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * {@link Phase#PROVING}: ECS says that it is done; do the running tasks say the same? Every one must be of our revision,
 * with the image digests that ECS pinned at the start. Reads may be stale and old tasks may be on their way out, so a
 * mismatch has a while to go away.
 */
final class Proof {

    private static final long MISMATCH_MAY_LAST = 90_000;
    private static final long LOOK_AGAIN = 2_500;

    private Proof() {}

    /** Whether a mismatch or a failing look has lasted so long that the proof is given up. */
    static boolean isOverdue(Turn turn) {
        return turn.now - turn.state.phaseSince > MISMATCH_MAY_LAST;
    }

    static void decide(Turn turn, Observation seen) {
        RolloutState state = turn.state;
        if (seen.service == null && seen.serviceFailure == null) {
            notProven(turn, List.of("the service is gone"));
            return;
        }
        boolean tasksHidden = seen.tasksFailure != null && !seen.tasksFailure.isPassing();
        if (!tasksHidden && Failures.handled(turn, seen.serviceFailure, seen.tasksFailure)
                || tasksHidden && Failures.handled(turn, seen.serviceFailure)) {
            return;
        }
        if (state.targetRevision != null && seen.revisions.containsKey(state.targetRevision)) {
            state.digests.putAll(seen.revisions.get(state.targetRevision).digests());
        }
        List<String> doubts = tasksHidden ? doubtsByCounts(state, seen.service) : doubts(state, seen);
        if (!doubts.isEmpty()) {
            notProven(turn, doubts);
            return;
        }
        if (tasksHidden) {
            state.proof = "by ECS's counts only, because " + OwnDeployment.reason(seen.tasksFailure);
            turn.say("Proven %s", state.proof);
        } else {
            proven(turn, seen);
        }
        Verdict verdict = state.unchanged && !state.updated ? Verdict.NO_CHANGE : Verdict.SUCCESS;
        turn.end(verdict, "", "");
    }

    private static void proven(Turn turn, Observation seen) {
        RolloutState state = turn.state;
        int running = (int) seen.tasks.stream().filter(EcsTask::isRunning).count();
        state.runningCount = running;
        state.pendingCount = 0;
        if (state.digests.isEmpty()) {
            seen.tasks.stream().flatMap(t -> t.containers().stream()).filter(c -> c.imageDigest() != null)
                    .forEach(c -> state.digests.putIfAbsent(c.name(), c.imageDigest()));
        }
        state.proof = running + (running == 1 ? " task runs " : " tasks run ") + Arns.brief(state.taskDefinition)
                + (state.targetRevision != null && !state.digests.isEmpty() ? " with the pinned digests" : "");
        turn.say("Proven: %s", state.proof);
    }

    private static void notProven(Turn turn, List<String> doubts) {
        String all = String.join("; ", doubts);
        long patience = turn.state.unchanged && turn.state.updated
                ? turn.state.deadline() - turn.state.phaseSince
                : MISMATCH_MAY_LAST;
        if (turn.now - turn.state.phaseSince < patience) {
            turn.sayOnce("proof " + all, "Not proven yet: %s", all);
            turn.lookIn(LOOK_AGAIN);
        } else {
            String claim = turn.state.unchanged ? "there is nothing to change" : "ECS says that it is complete";
            turn.end(
                    Verdict.UNKNOWN,
                    claim + ", but " + all,
                    "see the service's tasks in the console: which of them are not of "
                            + Arns.brief(turn.state.taskDefinition) + ", and why");
        }
    }

    private static List<String> doubts(RolloutState state, Observation seen) {
        List<String> doubts = new ArrayList<>();
        Map<String, Integer> strangers = new TreeMap<>();
        Map<String, Integer> otherImages = new TreeMap<>();
        int ours = 0;
        for (EcsTask task : seen.tasks) {
            if (!task.isRunning()) {
                continue;
            }
            if (!task.taskDefinition().equals(state.taskDefinition)) {
                strangers.merge(Arns.brief(task.taskDefinition()), 1, Integer::sum);
                continue;
            }
            ours++;
            for (Container container : task.containers()) {
                String pinned = state.targetRevision == null ? null : state.digests.get(container.name());
                if (pinned != null && container.imageDigest() != null && !pinned.equals(container.imageDigest())) {
                    otherImages.merge(container.name() + " runs " + container.imageDigest(), 1, Integer::sum);
                }
            }
        }
        strangers.forEach((revision, n) -> doubts.add(n + " running task(s) are of " + revision));
        otherImages.forEach((image, n) -> doubts.add("in " + n + " task(s) container " + image + ", not what was pinned"));
        int wanted = wanted(state, seen.service);
        if (ours < wanted) {
            doubts.add(String.format("only %d of %d tasks run", ours, wanted));
        }
        return doubts;
    }

    /** As many as the deployment asked for; a service that was scaled in meanwhile wants no more than it says. */
    private static int wanted(RolloutState state, EcsService service) {
        boolean counted = !state.unchanged && state.desiredCount > 0;
        return counted ? Math.min(state.desiredCount, service.desiredCount()) : service.desiredCount();
    }

    private static List<String> doubtsByCounts(RolloutState state, EcsService service) {
        List<String> doubts = new ArrayList<>();
        service.deployments().stream()
                .filter(d -> !Objects.equals(d.taskDefinition(), state.taskDefinition) && d.runningCount() > 0)
                .forEach(d -> doubts.add(d.runningCount() + " running task(s) are of " + Arns.brief(d.taskDefinition())));
        if (service.runningCount() < wanted(state, service)) {
            doubts.add(String.format("only %d of %d tasks run", service.runningCount(), wanted(state, service)));
        }
        return doubts;
    }
}
