package io.jenkins.plugins.ecs.steps;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.config.settings.EcsSettings;
import io.jenkins.plugins.ecs.config.settings.NamedValue;
import io.jenkins.plugins.ecs.lookups.DefinitionLookups;
import io.jenkins.plugins.ecs.rollout.request.RequestChecks;
import io.jenkins.plugins.ecs.taskdef.ContainerChange;
import io.jenkins.plugins.ecs.tasks.request.TaskRequest;
import io.jenkins.plugins.ecs.tasks.request.TaskRequestChecks;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** From the fields of {@code ecsRunTask} to what it asks for. All that is wrong with them is reported at once. */
final class RunTaskRequests {

    private RunTaskRequests() {}

    /** @throws IllegalArgumentException naming every field that is wrong */
    @NonNull
    static TaskRequest of(
            @NonNull EcsRunTaskStep step, @NonNull EcsSettings settings, @NonNull TaskRequest.Origin origin) {
        List<String> problems = new ArrayList<>();
        Stream.concat(
                        step.parameterProblems(),
                        Stream.of(
                                RequestChecks.cluster(settings.cluster()),
                                step.getService() == null
                                        ? Optional.<String>empty()
                                        : RequestChecks.service(step.getService()),
                                RequestChecks.taskDefinition(step.getTaskDefinition()),
                                DefinitionLookups.refused("taskDefinition", step.getTaskDefinition()),
                                RequestChecks.image(step.getImage()),
                                RequestChecks.imageOrContainers(step.getImage(), step.getContainers()),
                                TaskRequestChecks.onStop("onTimeout", step.getOnTimeout())))
                .flatMap(Optional::stream)
                .forEach(problems::add);
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", problems));
        }
        Integer count = step.getCount();
        TaskRequest request = new TaskRequest(
                settings.region(),
                settings.cluster(),
                step.getService(),
                new TaskRequest.Definition(step.getTaskDefinition(), step.getContainer(), changes(step)),
                step.placement(),
                step.overrides(),
                step.following(step.getOnTimeout(), step.isCaptureOutput(), step.isLockService()),
                origin,
                count == null ? 1 : count,
                step.tagMap());
        problems.addAll(TaskRequestChecks.problems(request));
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", problems));
        }
        return request;
    }

    /** Image, command and environment of the step are about its container. */
    private static List<ContainerChange> changes(EcsRunTaskStep step) {
        List<ContainerChange> changes = new ArrayList<>();
        boolean own = step.getImage() != null
                || !step.getCommand().isEmpty()
                || !step.getEnvironment().isEmpty();
        if (own) {
            changes.add(ContainerChange.of(step.getContainer())
                    .image(step.getImage())
                    .command(step.getCommand().isEmpty() ? null : new ArrayList<>(step.getCommand()))
                    .environment(NamedValue.toMap(step.getEnvironment()))
                    .build());
        }
        step.getContainers().forEach(each -> changes.add(each.toChange()));
        return List.copyOf(changes);
    }
}
