package io.jenkins.plugins.ecs.rollout.decide.follow;

import io.jenkins.plugins.ecs.aws.ecs.EcsDeployment;
import io.jenkins.plugins.ecs.aws.ecs.EcsService;
import io.jenkins.plugins.ecs.aws.ecs.EcsTask;
import io.jenkins.plugins.ecs.aws.ecs.EcsTask.Container;
import io.jenkins.plugins.ecs.rollout.decide.controller.ControllerRules;
import io.jenkins.plugins.ecs.rollout.messages.VerificationMessages;
import io.jenkins.plugins.ecs.rollout.observe.Observation;
import io.jenkins.plugins.ecs.rollout.observe.Observer;
import io.jenkins.plugins.ecs.rollout.state.RolloutState;
import io.jenkins.plugins.ecs.text.Arns;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/** What the running tasks and the service show that differs from the request. */
final class RunningTaskChecks {

    private RunningTaskChecks() {}

    static List<String> doubts(RolloutState state, Observation seen) {
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
        ControllerRules.of(state).traffic(state, seen).ifPresent(doubts::add);
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

    static List<String> doubtsByCounts(RolloutState state, EcsService service) {
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

    /** Running tasks of our revision. */
    static int ours(RolloutState state, Observation seen) {
        List<EcsTask> running = seen.tasks.stream().filter(EcsTask::isRunning).toList();
        int ours = (int) running.stream()
                .filter(task -> task.taskDefinition().equals(state.taskDefinition))
                .count();
        // Of more tasks than are read one by one, the service's own count covers the rest.
        return seen.tasks.size() < Observer.MOST_TASKS
                ? ours
                : Math.max(ours, seen.service.runningCount() - (running.size() - ours));
    }

    static Optional<String> tooFew(RolloutState state, EcsService service, int running) {
        int wanted = wanted(state, service);
        return running < wanted ? Optional.of(VerificationMessages.tooFew(running, wanted)) : Optional.empty();
    }

    /** As many as the deployment asked for; a service that was scaled in meanwhile wants no more than it says. */
    private static int wanted(RolloutState state, EcsService service) {
        boolean counted = !state.unchanged && state.counts.desiredCount > 0;
        int wanted = counted ? Math.min(state.counts.desiredCount, service.desiredCount()) : service.desiredCount();
        Double enough = service.earlySuccessPercent();
        return enough == null ? wanted : (int) Math.ceil(wanted * enough / 100);
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
}
