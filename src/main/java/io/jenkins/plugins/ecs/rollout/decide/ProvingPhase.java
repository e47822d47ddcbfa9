package io.jenkins.plugins.ecs.rollout.decide;

import io.jenkins.plugins.ecs.aws.AwsFailure;
import io.jenkins.plugins.ecs.aws.AwsFailureMessages;
import io.jenkins.plugins.ecs.aws.EcsDeployment;
import io.jenkins.plugins.ecs.aws.EcsService;
import io.jenkins.plugins.ecs.aws.EcsTask;
import io.jenkins.plugins.ecs.aws.EcsTask.Container;
import io.jenkins.plugins.ecs.rollout.messages.VerificationMessages;
import io.jenkins.plugins.ecs.rollout.observe.Observation;
import io.jenkins.plugins.ecs.rollout.observe.Observer;
import io.jenkins.plugins.ecs.rollout.observe.Read;
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
final class ProvingPhase implements PhaseHandler {

    private static final long MISMATCH_MAY_LAST = 90_000;
    private static final long LOOK_AGAIN = 2_500;

    ProvingPhase() {}

    /** Whether a mismatch or a failing look has lasted so long that the verification is given up. */
    static boolean isOverdue(DecisionDraft draft) {
        return draft.now - draft.state.phaseSince > MISMATCH_MAY_LAST;
    }

    @Override
    public List<Read> reads(RolloutState state, Observation seen) {
        List<Read> reads = new ArrayList<>(List.of(Reads.SERVICE, Reads.RUNNING_TASKS));
        if (state.byCodeDeploy) {
            reads.addAll(Reads.serviceTree(state));
        }
        if (state.targetRevision != null && state.digests.isEmpty()) {
            reads.addAll(Reads.serviceRevisions(List.of(state.targetRevision)));
        }
        return reads;
    }

    @Override
    public void decide(DecisionDraft draft, Observation seen) {
        RolloutState state = draft.state;
        if (seen.service == null && seen.serviceFailure == null) {
            notProven(draft, seen, List.of(VerificationMessages.NO_SERVICE), false);
            return;
        }
        Replacement.noteOwnEntry(state, seen.service);
        if (!state.byCodeDeploy && seen.serviceFailure == null && replaced(draft, seen.service)) {
            return;
        }
        // Without a deployment of ours the counts may be those of what was there before.
        boolean tasksHidden = !isWithoutDeployment(state) && areHidden(draft, seen.tasksFailure);
        if (ReadFailurePolicy.handled(
                draft, seen.serviceFailure, tasksHidden ? null : seen.tasksFailure, digestsFailure(draft, seen))) {
            return;
        }
        if (state.targetRevision != null && seen.revisions.containsKey(state.targetRevision)) {
            state.digests.putAll(seen.revisions.get(state.targetRevision).digests());
        }
        List<String> doubts = tasksHidden ? doubtsByCounts(state, seen.service) : doubts(state, seen);
        if (!doubts.isEmpty()) {
            Optional<String> tooFew =
                    tooFew(state, seen.service, tasksHidden ? seen.service.runningCount() : ours(state, seen));
            notProven(draft, seen, doubts, doubts.size() == 1 && tooFew.isPresent());
            return;
        }
        if (tasksHidden) {
            state.proof = VerificationMessages.byCounts(AwsFailureMessages.reason(seen.tasksFailure));
            draft.log(VerificationMessages.verified(state.proof));
        } else {
            proven(draft, seen);
        }
        Verdict verdict = state.unchanged && !state.updated ? Verdict.NO_CHANGE : Verdict.SUCCESS;
        if (ScheduledTasksPhase.isWanted(state)) {
            ScheduledTasksPhase.begin(draft, verdict);
        } else {
            RevisionCleanup.beginOrEnd(draft, verdict);
        }
    }

    /** Without the pinned digests nothing can be compared with them; so they are read again, but not forever. */
    private static AwsFailure digestsFailure(DecisionDraft draft, Observation seen) {
        AwsFailure failure = seen.revisionsFailure;
        boolean isMissing = draft.state.targetRevision != null && draft.state.digests.isEmpty();
        return isMissing && failure != null && failure.isPassing() && !isOverdue(draft) ? failure : null;
    }

    private static boolean isWithoutDeployment(RolloutState state) {
        return state.alteredDeployment && state.deploymentId == null;
    }

    /** For good, or as it seems: only the tasks cannot be read, and that for long. */
    private static boolean areHidden(DecisionDraft draft, AwsFailure failure) {
        return failure != null && (!failure.isPassing() || (failure.isInternalError() && isOverdue(draft)));
    }

    private static void proven(DecisionDraft draft, Observation seen) {
        RolloutState state = draft.state;
        List<EcsTask> all = seen.tasks.stream().filter(EcsTask::isRunning).toList();
        int running = (int) all.stream()
                .filter(t -> t.taskDefinition().equals(state.taskDefinition))
                .count();
        state.counts.runningCount = running;
        state.counts.pendingCount = 0;
        String withDigests = withPinnedDigests(state, all);
        if (state.digests.isEmpty()) {
            seen.tasks.stream()
                    .flatMap(t -> t.containers().stream())
                    .filter(c -> c.imageDigest() != null)
                    .forEach(c -> state.digests.putIfAbsent(c.name(), c.imageDigest()));
        }
        String already = state.rollback.backAlready.isEmpty() ? "" : state.rollback.backAlready + ": ";
        String others = (all.size() > running ? VerificationMessages.stopping(all.size() - running) : "")
                + (state.settingsChanged ? VerificationMessages.SETTINGS_NEXT : "");
        String revision = Arns.brief(state.taskDefinition);
        if (running == 0) {
            state.proof = already + VerificationMessages.noTask(revision, seen.service.desiredCount() == 0) + others;
            draft.log(VerificationMessages.nothingToVerify(state.proof));
            return;
        }
        boolean notAllRead = seen.tasks.size() >= Observer.MOST_TASKS;
        String more =
                (notAllRead ? VerificationMessages.onlySome(seen.service.runningCount(), Observer.MOST_TASKS) : "")
                        + others;
        String compared = comparedWithThen(state);
        boolean every = !notAllRead && all.size() == running;
        state.proof = already
                + (every
                        ? VerificationMessages.tasks(running, revision, withDigests)
                        : VerificationMessages.someTasks(running, revision, withDigests))
                + more
                + compared;
        boolean sameImages = compared.isEmpty() || compared.equals(VerificationMessages.SAME_IMAGES);
        state.verifiedInFull = already.isEmpty() && more.isEmpty() && sameImages;
        draft.log(VerificationMessages.verified(state.proof));
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
        return VerificationMessages.pinned(compared.containsAll(containers) ? Set.of() : compared);
    }

    /** After a rollback: whether it is what ran when the revision was good. A tag may have moved since. */
    private static String comparedWithThen(RolloutState state) {
        List<String> same = new ArrayList<>();
        List<String> others = new ArrayList<>();
        state.rollback.goodDigests.forEach((container, good) -> {
            String now = state.digests.get(container);
            if (good.equals(now)) {
                same.add(container);
            } else if (now != null) {
                others.add(VerificationMessages.otherImage(container, now, good));
            }
        });
        if (others.isEmpty() && same.isEmpty()) {
            return "";
        }
        return others.isEmpty() ? VerificationMessages.SAME_IMAGES : VerificationMessages.otherImages(others);
    }

    /** @param tooFew whether the only doubt is that tasks are missing */
    private static void notProven(DecisionDraft draft, Observation seen, List<String> doubts, boolean tooFew) {
        String all = String.join("; ", doubts);
        draft.state.lastDoubt = all;
        if (draft.now - draft.state.phaseSince < patience(draft.state, seen, tooFew)) {
            draft.logOnce("proof " + all, VerificationMessages.notVerifiedYet(all));
            draft.pollIn(LOOK_AGAIN);
        } else {
            String claim = draft.state.unchanged
                    ? VerificationMessages.NO_CHANGE_CLAIM
                    : isWithoutDeployment(draft.state)
                            ? VerificationMessages.SERVICE_CLAIM
                            : VerificationMessages.complete(draft.state.deployer());
            draft.end(
                    Verdict.UNKNOWN,
                    VerificationMessages.mismatch(claim, all),
                    VerificationMessages.mismatchAdvice(Arns.brief(draft.state.taskDefinition)));
        }
    }

    /** Tasks that are on their way (a new count, a lost host) may take as long as the whole deployment may. */
    private static long patience(RolloutState state, Observation seen, boolean tooFew) {
        boolean onTheirWay = tooFew
                && seen.service != null
                && (seen.service.pendingCount() > 0 || (state.unchanged && state.updated));
        return onTheirWay ? Math.max(MISMATCH_MAY_LAST, state.deadline() - state.phaseSince) : MISMATCH_MAY_LAST;
    }

    /** A user's newer deployment came after ours, or after what we found. */
    private static boolean replaced(DecisionDraft draft, EcsService service) {
        RolloutState state = draft.state;
        String own = state.deploymentId == null ? state.previous.deploymentId : state.deploymentId;
        long since = state.deploymentId == null ? state.previous.newestAt : state.deploymentCreatedAt;
        Optional<EcsDeployment> newer = service.primary()
                .filter(primary -> own != null && Replacement.isNewer(state, primary, own, since))
                .filter(primary -> !isAsGood(state, primary));
        boolean completed = state.deploymentId != null;
        newer.ifPresent(d -> Replacement.by(draft, d, completed));
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
        Map<String, Map<String, Integer>> otherImages = new TreeMap<>();
        for (EcsTask task : seen.tasks) {
            if (!task.isRunning()) {
                continue;
            }
            if (!task.taskDefinition().equals(state.taskDefinition)) {
                strangers.merge(Arns.brief(task.taskDefinition()), 1, Integer::sum);
                continue;
            }
            for (Container container : task.containers()) {
                String pinned = state.targetRevision == null ? null : state.digests.get(container.name());
                if (pinned != null && container.imageDigest() != null && !pinned.equals(container.imageDigest())) {
                    otherImages
                            .computeIfAbsent(container.name(), name -> new TreeMap<>())
                            .merge(container.imageDigest(), 1, Integer::sum);
                }
            }
        }
        traffic(state, seen).ifPresent(doubts::add);
        boolean early = seen.service.earlySuccessPercent() != null;
        if (!early) {
            strangers.forEach((revision, n) -> doubts.add(VerificationMessages.oldTasks(n, revision)));
        }
        List<String> images = new ArrayList<>();
        otherImages.forEach((container, digests) ->
                digests.forEach((digest, n) -> images.add(VerificationMessages.notPinned(n, container, digest))));
        doubts.addAll(images);
        state.otherImages = String.join("; ", images);
        tooFew(state, seen.service, ours(state, seen)).ifPresent(doubts::add);
        underWay(state, seen.service).ifPresent(doubts::add);
        return doubts;
    }

    /** Running tasks of our revision. */
    private static int ours(RolloutState state, Observation seen) {
        List<EcsTask> running = seen.tasks.stream().filter(EcsTask::isRunning).toList();
        int ours = (int) running.stream()
                .filter(task -> task.taskDefinition().equals(state.taskDefinition))
                .count();
        // Of more tasks than are read one by one, the service's own count covers the rest.
        return seen.tasks.size() < Observer.MOST_TASKS
                ? ours
                : Math.max(ours, seen.service.runningCount() - (running.size() - ours));
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
                : Optional.of(VerificationMessages.traffic(Arns.brief(primary)));
    }

    private static Optional<String> tooFew(RolloutState state, EcsService service, int running) {
        int wanted = wanted(state, service);
        return running < wanted ? Optional.of(VerificationMessages.tooFew(running, wanted)) : Optional.empty();
    }

    /** A service that is to be as it is must not be on its way elsewhere. */
    private static Optional<String> underWay(RolloutState state, EcsService service) {
        if (!state.unchanged) {
            return Optional.empty();
        }
        if (!service.taskDefinition().equals(state.taskDefinition)) {
            return Optional.of(VerificationMessages.setTo(Arns.brief(service.taskDefinition())));
        }
        return service.primary()
                .map(EcsDeployment::rolloutState)
                .filter(rollout -> rollout.equals("IN_PROGRESS") || rollout.equals("FAILED"))
                .map(VerificationMessages::deploymentIs);
    }

    /** As many as the deployment asked for; a service that was scaled in meanwhile wants no more than it says. */
    private static int wanted(RolloutState state, EcsService service) {
        boolean counted = !state.unchanged && state.counts.desiredCount > 0;
        int wanted = counted ? Math.min(state.counts.desiredCount, service.desiredCount()) : service.desiredCount();
        Double enough = service.earlySuccessPercent();
        return enough == null ? wanted : (int) Math.ceil(wanted * enough / 100);
    }

    private static List<String> doubtsByCounts(RolloutState state, EcsService service) {
        List<String> doubts = new ArrayList<>();
        service.deployments().stream()
                .filter(d -> !Objects.equals(d.taskDefinition(), state.taskDefinition) && d.runningCount() > 0)
                .forEach(d ->
                        doubts.add(VerificationMessages.oldTasks(d.runningCount(), Arns.brief(d.taskDefinition()))));
        if (!state.otherImages.isEmpty()) {
            // Counts do not disprove what the tasks showed.
            doubts.add(state.otherImages);
        }
        tooFew(state, service, service.runningCount()).ifPresent(doubts::add);
        underWay(state, service).ifPresent(doubts::add);
        return doubts;
    }
}
