package io.jenkins.plugins.ecs.tasks.decide;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.taskdef.ContainerChange;
import io.jenkins.plugins.ecs.taskdef.TaskDefinitionException;
import io.jenkins.plugins.ecs.taskdef.TaskDefinitionPatch;
import io.jenkins.plugins.ecs.taskdef.TaskDefinitionText;
import io.jenkins.plugins.ecs.taskdef.TaskDefinitions;
import io.jenkins.plugins.ecs.tasks.logs.LogSource;
import io.jenkins.plugins.ecs.tasks.messages.TaskMessages;
import io.jenkins.plugins.ecs.tasks.request.OverridesJson;
import io.jenkins.plugins.ecs.tasks.request.TaskRequest;
import io.jenkins.plugins.ecs.tasks.state.ContainerPlan;
import io.jenkins.plugins.ecs.tasks.state.TaskPlan;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The definition that runs.
 *
 * @param json as described, or as it is to be registered
 * @param arn null where it is to be registered
 * @param container the one that the run is about; empty where there are several essential ones and none is named
 */
record RunDefinition(
        @NonNull TaskRequest request,
        @NonNull ObjectNode json,
        @CheckForNull String arn,
        @NonNull String container) {

    private static final int DEFAULT_STOP_SECONDS = 30;

    /**
     * @param described the revision that is asked for, or that of the service; null where the request brings a text
     * @throws TaskDefinitionException if the request does not fit the definition
     */
    @NonNull
    static RunDefinition of(@NonNull TaskRequest request, @CheckForNull ObjectNode described) {
        ObjectNode base = described == null
                ? TaskDefinitionText.parse(request.definition().taskDefinition())
                : described;
        List<ContainerChange> changes = request.definition().changes();
        String container = container(request, base, changes);
        changes.forEach(change -> requireKnown(base, "containers", change.name()));
        List<ContainerChange> ofRevision = changes.stream()
                .filter(OverridesJson::needsRevision)
                .map(change -> OverridesJson.forRevision(change, change.name() == null ? container : change.name()))
                .toList();
        if (described != null && ofRevision.isEmpty()) {
            return new RunDefinition(
                    request, base, described.path("taskDefinitionArn").asText(), container);
        }
        ObjectNode patched = TaskDefinitionPatch.apply(TaskDefinitions.toRegisterInput(base), ofRevision);
        TaskDefinitions.requireRegisterable(patched);
        return new RunDefinition(request, patched, null, container);
    }

    private static void requireKnown(ObjectNode definition, String field, @CheckForNull String name) {
        List<String> names = TaskDefinitions.containerNames(definition);
        if (name != null && !names.contains(name)) {
            throw new TaskDefinitionException(TaskMessages.noSuchContainer(field, name, String.join(", ", names)));
        }
    }

    /** The named one, or the only essential one. */
    private static String container(TaskRequest request, ObjectNode definition, List<ContainerChange> changes) {
        String named = request.definition().container();
        requireKnown(definition, "container", named);
        if (named != null) {
            return named;
        }
        List<String> essential = new ArrayList<>();
        for (JsonNode each : definition.path("containerDefinitions")) {
            if (each.path("essential").asBoolean(true)) {
                essential.add(each.path("name").asText());
            }
        }
        if (essential.size() == 1) {
            return essential.get(0);
        }
        if (changes.stream().anyMatch(change -> change.name() == null)) {
            throw new TaskDefinitionException(
                    TaskMessages.severalEssential(essential.size(), String.join(", ", essential)));
        }
        return "";
    }

    @NonNull
    TaskPlan plan(
            @NonNull String runInput,
            @NonNull String shownCommand,
            @CheckForNull String serviceArn,
            @CheckForNull String clusterArn,
            @NonNull String running,
            @NonNull String accountArn) {
        return new TaskPlan(
                arn,
                arn == null ? json.toString() : null,
                runInput,
                container.isEmpty() ? null : container,
                containers(),
                TaskDefinitions.images(json),
                roles(),
                commands(),
                shownCommand,
                serviceArn,
                clusterArn,
                running,
                accountArn);
    }

    private List<ContainerPlan> containers() {
        List<ContainerPlan> containers = new ArrayList<>();
        for (JsonNode each : json.path("containerDefinitions")) {
            containers.add(new ContainerPlan(
                    each.path("name").asText(),
                    each.path("essential").asBoolean(true),
                    each.path("stopTimeout").asInt(DEFAULT_STOP_SECONDS),
                    LogSource.of(json, each)));
        }
        return List.copyOf(containers);
    }

    /** Those of the overrides count, too. */
    private List<String> roles() {
        return Stream.of(
                        json.path("taskRoleArn").asText(""),
                        json.path("executionRoleArn").asText(""),
                        String.valueOf(request.overrides().taskRoleArn()),
                        String.valueOf(request.overrides().executionRoleArn()))
                .filter(role -> !role.isEmpty() && !role.equals("null"))
                .distinct()
                .toList();
    }

    /**
     * For rules: the words of each command that the step chooses, with blanks between them. The definition of a service was
     * deployed under rules; one that the step names brings commands of its own.
     */
    private List<String> commands() {
        List<String> commands = new ArrayList<>();
        Set<String> overridden = new HashSet<>();
        for (ContainerChange change : request.definition().changes()) {
            List<String> command = change.command();
            if (command != null && !command.isEmpty()) {
                commands.add(String.join(" ", command));
                overridden.add(change.name() == null ? container : change.name());
            }
        }
        if (request.definition().taskDefinition() != null
                && !request.definition().judged()) {
            for (JsonNode each : json.path("containerDefinitions")) {
                List<String> words = new ArrayList<>();
                each.path("entryPoint").forEach(word -> words.add(word.asText()));
                if (!overridden.contains(each.path("name").asText())) {
                    each.path("command").forEach(word -> words.add(word.asText()));
                }
                if (!words.isEmpty()) {
                    commands.add(String.join(" ", words));
                }
            }
        }
        return List.copyOf(commands);
    }

    @NonNull
    List<String> unreadableLogs() {
        if (request.following().logLines() == 0) {
            return List.of();
        }
        return containers().stream()
                .map(each -> each.log().unreadable())
                .filter(why -> !why.isEmpty())
                .toList();
    }

    boolean hasTaskRole() {
        return request.overrides().taskRoleArn() != null
                || !json.path("taskRoleArn").asText("").isEmpty();
    }

    /** Why it cannot run on the capacity of an input; null where it can, or where that is not known. */
    @CheckForNull
    String misfit(@NonNull ObjectNode input) {
        String type = ServiceSource.isOnFargate(input)
                ? "FARGATE"
                : input.path("launchType").asText("");
        JsonNode fits = json.path("compatibilities");
        List<String> names = new ArrayList<>();
        fits.forEach(each -> names.add(each.asText()));
        return type.isEmpty() || names.isEmpty() || names.contains(type)
                ? null
                : TaskMessages.wrongLaunchType(String.join(", ", names), type);
    }

    boolean isAwsvpc() {
        return json.path("networkMode").asText("").equals("awsvpc");
    }
}
