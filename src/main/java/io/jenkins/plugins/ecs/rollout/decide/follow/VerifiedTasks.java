package io.jenkins.plugins.ecs.rollout.decide.follow;

import io.jenkins.plugins.ecs.aws.ecs.EcsTask;
import io.jenkins.plugins.ecs.aws.ecs.EcsTask.Container;
import io.jenkins.plugins.ecs.rollout.decide.phase.DecisionDraft;
import io.jenkins.plugins.ecs.rollout.messages.VerificationMessages;
import io.jenkins.plugins.ecs.rollout.observe.Observation;
import io.jenkins.plugins.ecs.rollout.observe.Observer;
import io.jenkins.plugins.ecs.rollout.state.RolloutState;
import io.jenkins.plugins.ecs.text.Arns;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What a verification of the running tasks has shown, in words. */
final class VerifiedTasks {

    private VerifiedTasks() {}

    static void record(DecisionDraft draft, Observation seen) {
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
}
