package io.jenkins.plugins.ecs.rollout.decide;

import io.jenkins.plugins.ecs.aws.AwsFailure;
import io.jenkins.plugins.ecs.aws.EcsDeployment;
import io.jenkins.plugins.ecs.aws.EcsService;
import io.jenkins.plugins.ecs.aws.EcsTask;
import io.jenkins.plugins.ecs.aws.EcsTask.Container;
import io.jenkins.plugins.ecs.rollout.observe.Observation;
import io.jenkins.plugins.ecs.rollout.observe.Observer;
import io.jenkins.plugins.ecs.rollout.request.AppSpecDefaults;
import io.jenkins.plugins.ecs.rollout.state.RolloutState;
import io.jenkins.plugins.ecs.rollout.state.Verdict;
import io.jenkins.plugins.ecs.text.Arns;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * {@link io.jenkins.plugins.ecs.rollout.state.Phase#PROVING}: ECS says that it is done; do the running tasks say the same? Every one must be of our revision,
 * with the image digests that ECS pinned at the start. Reads may be stale and old tasks may be on their way out, so a
 * mismatch has a while to go away.
 */
final class ProvingPhase {

    private static final long MISMATCH_MAY_LAST = 90_000;
    private static final long LOOK_AGAIN = 2_500;
    private static final String TOO_FEW = "only ";

    private ProvingPhase() {}

    /** Whether a mismatch or a failing look has lasted so long that the proof is given up. */
    static boolean isOverdue(Decision turn) {
        return turn.now - turn.state.phaseSince > MISMATCH_MAY_LAST;
    }

    static void decide(Decision turn, Observation seen) {
        RolloutState state = turn.state;
        if (seen.service == null && seen.serviceFailure == null) {
            notProven(turn, seen, List.of("the service is gone"));
            return;
        }
        Replacement.noteOwnEntry(state, seen.service);
        if (!state.byCodeDeploy && seen.serviceFailure == null && replaced(turn, seen.service)) {
            return;
        }
        // Without a deployment of ours the counts may be those of what was there before.
        boolean tasksHidden = !isWithoutDeployment(state) && areHidden(turn, seen.tasksFailure);
        if (ReadFailurePolicy.handled(turn, seen.serviceFailure, tasksHidden ? null : seen.tasksFailure)) {
            return;
        }
        if (state.targetRevision != null && seen.revisions.containsKey(state.targetRevision)) {
            state.digests.putAll(seen.revisions.get(state.targetRevision).digests());
        }
        List<String> doubts = tasksHidden ? doubtsByCounts(state, seen.service) : doubts(state, seen);
        if (!doubts.isEmpty()) {
            notProven(turn, seen, doubts);
            return;
        }
        if (tasksHidden) {
            state.proof = "by ECS's counts only, because " + ResolvingPhase.reason(seen.tasksFailure);
            turn.say("Proven %s", state.proof);
        } else {
            proven(turn, seen);
        }
        Verdict verdict = state.unchanged && !state.updated ? Verdict.NO_CHANGE : Verdict.SUCCESS;
        if (RevisionCleanup.isWanted(state, verdict)) {
            RevisionCleanup.begin(turn, verdict);
        } else {
            turn.end(verdict, "", "");
        }
    }

    private static boolean isWithoutDeployment(RolloutState state) {
        return state.alteredDeployment && state.deploymentId == null;
    }

    /** For good, or as it seems: only the tasks can't be read, and that for long. */
    private static boolean areHidden(Decision turn, AwsFailure failure) {
        return failure != null && (!failure.isPassing() || (failure.isInternalError() && isOverdue(turn)));
    }

    private static void proven(Decision turn, Observation seen) {
        RolloutState state = turn.state;
        List<EcsTask> all = seen.tasks.stream().filter(EcsTask::isRunning).toList();
        int running = (int) all.stream()
                .filter(t -> t.taskDefinition().equals(state.taskDefinition))
                .count();
        state.runningCount = running;
        state.pendingCount = 0;
        String withDigests = withPinnedDigests(state, all);
        if (state.digests.isEmpty()) {
            seen.tasks.stream()
                    .flatMap(t -> t.containers().stream())
                    .filter(c -> c.imageDigest() != null)
                    .forEach(c -> state.digests.putIfAbsent(c.name(), c.imageDigest()));
        }
        String already = state.backAlready.isEmpty() ? "" : state.backAlready + ": ";
        String others = (all.size() > running ? ", and " + (all.size() - running) + " older ones are still to go" : "")
                + (state.settingsChanged ? "; its settings are changed for the next deployment" : "");
        if (running == 0) {
            String why = seen.service.desiredCount() == 0 ? "its desired count is 0, so " : "";
            state.proof = already + "the service is set to " + Arns.brief(state.taskDefinition) + "; " + why
                    + "no task was verified" + others;
            turn.say("Nothing to verify: %s", state.proof);
            return;
        }
        state.proof = already
                + running
                + (running == 1 ? " task runs " : " tasks run ")
                + Arns.brief(state.taskDefinition)
                + withDigests
                + (seen.tasks.size() >= Observer.MOST_TASKS
                        ? " (" + seen.service.runningCount() + " are running; no more than " + Observer.MOST_TASKS
                                + " were read)"
                        : "")
                + others
                + comparedWithThen(state);
        turn.say("Proven: %s", state.proof);
    }

    /** Names the pinned digests as far as every task that was read showed them. */
    private static String withPinnedDigests(RolloutState state, List<EcsTask> running) {
        if (state.targetRevision == null) {
            return "";
        }
        Set<String> containers = new TreeSet<>();
        Set<String> compared = new TreeSet<>(state.digests.keySet());
        for (EcsTask task : running) {
            if (task.taskDefinition().equals(state.taskDefinition)) {
                Set<String> shown = new TreeSet<>();
                for (Container container : task.containers()) {
                    containers.add(container.name());
                    if (container.imageDigest() != null) {
                        shown.add(container.name());
                    }
                }
                compared.retainAll(shown);
            }
        }
        if (compared.isEmpty()) {
            return "";
        }
        return compared.containsAll(containers)
                ? " with the pinned digests"
                : (compared.size() == 1 ? " with the pinned digest of " : " with the pinned digests of ")
                        + String.join(", ", compared);
    }

    /** After a rollback: whether it is what ran when the revision was good. A tag may have moved since. */
    private static String comparedWithThen(RolloutState state) {
        List<String> same = new ArrayList<>();
        List<String> others = new ArrayList<>();
        state.goodDigests.forEach((container, good) -> {
            String now = state.digests.get(container);
            if (good.equals(now)) {
                same.add(container);
            } else if (now != null) {
                others.add(container + " runs " + now + ", and not " + good + " as when it was good");
            }
        });
        if (others.isEmpty() && same.isEmpty()) {
            return "";
        }
        return others.isEmpty() ? ", the same images as when it was good" : "; but " + String.join(", ", others);
    }

    private static void notProven(Decision turn, Observation seen, List<String> doubts) {
        String all = String.join("; ", doubts);
        turn.state.lastDoubt = all;
        if (turn.now - turn.state.phaseSince < patience(turn.state, seen, doubts)) {
            turn.sayOnce("proof " + all, "Not proven yet: %s", all);
            turn.lookIn(LOOK_AGAIN);
        } else {
            String claim = turn.state.unchanged
                    ? "there is nothing to change"
                    : turn.state.byCodeDeploy
                            ? "CodeDeploy says that it is complete"
                            : isWithoutDeployment(turn.state)
                                    ? "the service is set to it"
                                    : "ECS says that it is complete";
            turn.end(
                    Verdict.UNKNOWN,
                    claim + ", but " + all,
                    "see the service's tasks in the console: which of them are not of "
                            + Arns.brief(turn.state.taskDefinition) + ", and why");
        }
    }

    /** Tasks that are on their way (a new count, a lost host) may take as long as the whole deployment may. */
    private static long patience(RolloutState state, Observation seen, List<String> doubts) {
        boolean onTheirWay = seen.service != null
                && doubts.size() == 1
                && doubts.get(0).startsWith(TOO_FEW)
                && (seen.service.pendingCount() > 0 || (state.unchanged && state.updated));
        return onTheirWay ? Math.max(MISMATCH_MAY_LAST, state.deadline() - state.phaseSince) : MISMATCH_MAY_LAST;
    }

    /** Somebody's newer deployment came after ours, or after what we found. */
    private static boolean replaced(Decision turn, EcsService service) {
        RolloutState state = turn.state;
        String own = state.deploymentId == null ? state.previousDeploymentId : state.deploymentId;
        long since = state.deploymentId == null ? state.newestBefore : state.deploymentCreatedAt;
        Optional<EcsDeployment> newer = service.primary()
                .filter(primary -> own != null && !primary.id().equals(own) && primary.createdAt() > since)
                .filter(primary -> !isAsGood(state, primary));
        String before = state.deploymentId == null ? "" : "ECS was done with ours, then ";
        newer.ifPresent(d -> Replacement.by(turn, d, before));
        return newer.isPresent();
    }

    /** Of our revision, where nothing but that was asked for: its end is ours, and what runs tells whether it is there. */
    private static boolean isAsGood(RolloutState state, EcsDeployment newer) {
        return newer.taskDefinition().equals(state.taskDefinition)
                && (state.request.attachTo() != null
                        || (state.deploymentId == null
                                && state.serviceDeployment == null
                                && !"IN_PROGRESS".equals(newer.rolloutState())));
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
        traffic(state, seen).ifPresent(doubts::add);
        boolean early = seen.service.earlySuccessPercent() != null;
        if (!early) {
            strangers.forEach((revision, n) -> doubts.add(n + " running task(s) are of " + revision));
        }
        otherImages.forEach(
                (image, n) -> doubts.add("in " + n + " task(s) container " + image + ", not what was pinned"));
        if (seen.tasks.size() >= Observer.MOST_TASKS) {
            // More than are looked at one by one: the service's own count stands for the rest.
            int others = strangers.values().stream().mapToInt(Integer::intValue).sum();
            ours = Math.max(ours, seen.service.runningCount() - others);
        }
        tooFew(state, seen.service, ours).ifPresent(doubts::add);
        underWay(state, seen.service).ifPresent(doubts::add);
        return doubts;
    }

    /** Where task sets share the service, the one with production traffic must be of our revision. */
    private static Optional<String> traffic(RolloutState state, Observation seen) {
        String primary = state.byCodeDeploy && seen.serviceTree != null
                ? AppSpecDefaults.primary(seen.serviceTree)
                        .path("taskDefinition")
                        .asText("")
                : "";
        return primary.isEmpty() || primary.equals(state.taskDefinition)
                ? Optional.empty()
                : Optional.of("production traffic goes to " + Arns.brief(primary));
    }

    private static Optional<String> tooFew(RolloutState state, EcsService service, int running) {
        int wanted = wanted(state, service);
        return running < wanted ? Optional.of(TOO_FEW + running + " of " + wanted + " tasks run") : Optional.empty();
    }

    /** A service that is to be as it is must not be on its way elsewhere. */
    private static Optional<String> underWay(RolloutState state, EcsService service) {
        if (!state.unchanged) {
            return Optional.empty();
        }
        if (!service.taskDefinition().equals(state.taskDefinition)) {
            return Optional.of("the service is set to " + Arns.brief(service.taskDefinition()));
        }
        return service.primary()
                .map(EcsDeployment::rolloutState)
                .filter(rollout -> rollout.equals("IN_PROGRESS") || rollout.equals("FAILED"))
                .map(rollout -> "its deployment is " + rollout);
    }

    /** As many as the deployment asked for; a service that was scaled in meanwhile wants no more than it says. */
    private static int wanted(RolloutState state, EcsService service) {
        boolean counted = !state.unchanged && state.desiredCount > 0;
        int wanted = counted ? Math.min(state.desiredCount, service.desiredCount()) : service.desiredCount();
        Double enough = service.earlySuccessPercent();
        return enough == null ? wanted : (int) Math.ceil(wanted * enough / 100);
    }

    private static List<String> doubtsByCounts(RolloutState state, EcsService service) {
        List<String> doubts = new ArrayList<>();
        service.deployments().stream()
                .filter(d -> !Objects.equals(d.taskDefinition(), state.taskDefinition) && d.runningCount() > 0)
                .forEach(d ->
                        doubts.add(d.runningCount() + " running task(s) are of " + Arns.brief(d.taskDefinition())));
        tooFew(state, service, service.runningCount()).ifPresent(doubts::add);
        underWay(state, service).ifPresent(doubts::add);
        return doubts;
    }
}
