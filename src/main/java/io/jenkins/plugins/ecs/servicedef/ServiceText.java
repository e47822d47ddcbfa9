package io.jenkins.plugins.ecs.servicedef;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import edu.umd.cs.findbugs.annotations.Nullable;
import io.jenkins.plugins.ecs.lookups.LookupValues;
import io.jenkins.plugins.ecs.lookups.Lookups;
import io.jenkins.plugins.ecs.scaling.ScalingText;
import io.jenkins.plugins.ecs.taskdef.ApiModel;
import io.jenkins.plugins.ecs.taskdef.DefinitionText;
import io.jenkins.plugins.ecs.taskdef.NotesInText;
import io.jenkins.plugins.ecs.taskdef.SourceMappedTree;
import io.jenkins.plugins.ecs.taskdef.TaskDefinitionException;
import io.jenkins.plugins.ecs.taskdef.TextPath;
import io.jenkins.plugins.ecs.taskdef.TypedFields;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Reads the text of a service: the members of {@code CreateService} in JSON or YAML, and {@code ignore}. */
public final class ServiceText {

    private static final String DOCUMENT = "Service definition";
    private static final int MOST_PROBLEMS = 20;

    private ServiceText() {}

    /**
     * What a text says, or what is wrong with it.
     *
     * @param definition null where there are problems
     * @param problems each names the line, the column and the member, and what to do
     */
    public record Reading(
            @Nullable ServiceDefinition definition, @NonNull List<String> problems) {
        public Reading {
            problems = List.copyOf(problems);
        }

        public boolean isUsable() {
            return problems.isEmpty();
        }

        /** All problems in one text. */
        @NonNull
        public String message() {
            return String.join("\n", problems);
        }
    }

    /** Both steps, with something of the right kind in the place of each look-up. */
    @NonNull
    public static Reading read(@CheckForNull String text) {
        return read(text, tree -> {});
    }

    /** @param prepare replaces values of the tree before they are checked */
    @NonNull
    public static Reading read(@CheckForNull String text, @NonNull Consumer<SourceMappedTree> prepare) {
        try {
            SourceMappedTree tree = tree(text);
            prepare.accept(tree);
            boolean isComplete = Lookups.in(tree).isEmpty();
            Lookups.standIn(tree, ServiceModel.MODEL);
            return check(tree, isComplete);
        } catch (TaskDefinitionException unreadable) {
            return new Reading(null, List.of(unreadable.getMessage()));
        }
    }

    /** The members of a service and their kinds. */
    @NonNull
    public static ApiModel model() {
        return ServiceModel.MODEL;
    }

    /**
     * The first step: the values of the text, with their places, as they are written.
     *
     * @throws TaskDefinitionException if it is neither JSON nor YAML, or holds something else than one service
     */
    @NonNull
    public static SourceMappedTree tree(@CheckForNull String text) {
        return ServiceWrapper.unwrap(DefinitionText.read(text, DOCUMENT));
    }

    /**
     * The text with the values that were looked up.
     *
     * @throws TaskDefinitionException naming each look-up that was not found or does not fit, or else what is wrong with
     *     the values
     */
    @NonNull
    public static String resolved(@NonNull String text, @NonNull LookupValues values) {
        SourceMappedTree tree = tree(text);
        Lookups.replace(tree, values);
        String resolved = Lookups.text(tree.root());
        Reading reading = check(tree);
        if (!reading.isUsable()) {
            throw new TaskDefinitionException(reading.message());
        }
        return resolved;
    }

    /** The second step: names, types and what a service cannot be. Changes the tree: known values get their types. */
    @NonNull
    public static Reading check(@NonNull SourceMappedTree tree) {
        return check(tree, true);
    }

    /** @param isComplete whether its values are known, and not only their kinds */
    private static Reading check(SourceMappedTree tree, boolean isComplete) {
        NotesInText.drop(tree, ServiceModel.MODEL);
        ObjectNode root = (ObjectNode) tree.root();
        root.remove(ServiceModel.READ_ONLY);
        Set<String> ignored = new LinkedHashSet<>();
        List<TaskDefinitionException> problems = new ArrayList<>(OwnMembers.take(tree, ignored));
        JsonNode scaling = root.remove(ServiceModel.SCALING);
        problems.addAll(MemberNames.wrong(tree));
        Removal.emptyToNull(root);
        problems.addAll(TypedFields.apply(tree, ServiceModel.MODEL));
        if (problems.isEmpty() && isComplete) {
            problems.addAll(ValueChecks.problems(tree));
            problems.addAll(scalingProblems(tree, root, scaling));
        }
        List<String> messages = problems.stream()
                .map(Throwable::getMessage)
                .distinct()
                .limit(MOST_PROBLEMS)
                .collect(Collectors.toList());
        return messages.isEmpty()
                ? new Reading(new ServiceDefinition(root, ignored, scaling), messages)
                : new Reading(null, messages);
    }

    private static List<TaskDefinitionException> scalingProblems(
            SourceMappedTree tree, JsonNode service, @CheckForNull JsonNode scaling) {
        if (scaling == null || scaling.isNull()) {
            return List.of();
        }
        TextPath place = TextPath.TOP.child(ServiceModel.SCALING);
        if (service.path("schedulingStrategy").asText().equals("DAEMON")) {
            return List.of(tree.error(place, ServiceMessages.notWith("schedulingStrategy DAEMON")));
        }
        return ScalingText.read(scaling).problems().stream()
                .map(problem -> tree.error(place, problem.toString()))
                .collect(Collectors.toList());
    }
}
