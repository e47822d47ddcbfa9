package io.jenkins.plugins.ecs.rollout.decide.plan;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecs.lookups.LookupValues;
import io.jenkins.plugins.ecs.lookups.Lookups;
import io.jenkins.plugins.ecs.rollout.messages.PlanningMessages;
import io.jenkins.plugins.ecs.rollout.observe.Observation;
import io.jenkins.plugins.ecs.rollout.request.DeployRequest;
import io.jenkins.plugins.ecs.taskdef.ContainerChange;
import io.jenkins.plugins.ecs.taskdef.DefinitionPatch;
import io.jenkins.plugins.ecs.taskdef.ImageTag;
import io.jenkins.plugins.ecs.taskdef.SourceMappedTree;
import io.jenkins.plugins.ecs.taskdef.TagChanges;
import io.jenkins.plugins.ecs.taskdef.TaskDefinitionException;
import io.jenkins.plugins.ecs.taskdef.TaskDefinitionPatch;
import io.jenkins.plugins.ecs.taskdef.TaskDefinitionRef;
import io.jenkins.plugins.ecs.taskdef.TaskDefinitionText;
import io.jenkins.plugins.ecs.taskdef.TaskDefinitions;
import io.jenkins.plugins.ecs.text.Arns;
import io.jenkins.plugins.ecs.text.PlainText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** The task definition that a request stands for: an existing revision, or a new one from a base and changes. */
public final class RequestedDefinition {

    private RequestedDefinition() {}

    /** What is to run, as far as it can be told from what was seen; null where it cannot. */
    static ObjectNode chosen(DeployRequest request, Observation seen) {
        if (seen.liveDefinition == null) {
            return null;
        }
        try {
            return chosenOrThrow(request, seen);
        } catch (TaskDefinitionException bad) {
            return null;
        }
    }

    static ObjectNode chosenOrThrow(DeployRequest request, Observation seen) {
        ObjectNode wanted = wanted(request, seen.liveDefinition, seen.namedDefinition, seen.lookups);
        return wanted == null ? seen.namedDefinition : wanted;
    }

    /** Whether the step brings the text of a definition, and no reference to one. */
    public static boolean bringsText(DeployRequest request) {
        return request.taskDefinition() != null && !TaskDefinitionRef.isReference(request.taskDefinition());
    }

    /** The definition to register, or null where an existing revision is asked for as it is. */
    static ObjectNode wanted(DeployRequest request, ObjectNode live, ObjectNode named, LookupValues lookups) {
        if (named != null && !request.changesDefinition()) {
            boolean inactive = named.path("status").asText("ACTIVE").equals("INACTIVE");
            if (inactive && !request.goesBack()) {
                throw new TaskDefinitionException(PlanningMessages.inactive(request.taskDefinition()));
            }
            return null;
        }
        return definition(
                request,
                lookups,
                named == null ? live : named,
                live.path("family").asText(),
                Map.of());
    }

    /**
     * The definition that is to be registered; the same each time, because a revision never changes.
     *
     * @param lookups what its look-ups found
     * @param base the revision that the changes are applied to; not used where the request brings a text
     * @param family for a text that names none
     * @param pins images by container that take the place of what the base has
     */
    static ObjectNode definition(
            DeployRequest request, LookupValues lookups, ObjectNode base, String family, Map<String, String> pins) {
        ObjectNode start = base;
        if (bringsText(request)) {
            start = text(request, lookups);
            if (!start.hasNonNull("family")) {
                start.put("family", family);
            }
        }
        ObjectNode input = tagged(request, patched(request, lookups, TaskDefinitions.toRegisterInput(start)));
        List<ContainerChange> changes = new ArrayList<>(request.changes());
        pins.forEach((container, image) ->
                changes.add(ContainerChange.of(container).image(image).build()));
        ObjectNode changed = TaskDefinitionPatch.apply(input, changes);
        TaskDefinitions.requireRegisterable(changed);
        return changed;
    }

    private static ObjectNode text(DeployRequest request, LookupValues lookups) {
        String text = request.taskDefinition();
        Consumer<SourceMappedTree> replaced = tree -> Lookups.replace(tree, lookups);
        ObjectNode definition = TaskDefinitionText.parse(text, replaced);
        List<String> images = request.lookups().isEmpty()
                ? List.of()
                : TaskDefinitionText.imageProblems(text, request.changes(), request.tag(), replaced);
        if (!images.isEmpty()) {
            throw new TaskDefinitionException(String.join("\n", images));
        }
        return definition;
    }

    private static ObjectNode patched(DeployRequest request, LookupValues lookups, ObjectNode input) {
        return request.patch() == null
                ? input
                : DefinitionPatch.apply(input, request.patch(), tree -> Lookups.replace(tree, lookups));
    }

    private static ObjectNode tagged(DeployRequest request, ObjectNode input) {
        if (request.tag() == null) {
            return input;
        }
        List<ContainerChange> changes = new ArrayList<>();
        ImageTag.images(input, request.tag())
                .forEach((container, image) ->
                        changes.add(ContainerChange.of(container).image(image).build()));
        return TaskDefinitionPatch.apply(input, changes);
    }

    /** Only a text says which tags its revision has; an image or a variable keeps those that there are. */
    static List<String> tagChanges(DeployRequest request, ObjectNode described, ObjectNode wanted) {
        return bringsText(request)
                ? TagChanges.of(described, wanted, request.taskDefinition()).stream()
                        .map(change -> PlainText.line(change.toString()))
                        .toList()
                : List.of();
    }

    static String keepsTags(List<String> changes, String revision) {
        return PlanningMessages.keepsTags(changes, Arns.brief(revision));
    }
}
