package io.jenkins.plugins.ecs.lookups;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.taskdef.DefinitionPatch;
import io.jenkins.plugins.ecs.taskdef.DefinitionText;
import io.jenkins.plugins.ecs.taskdef.SourceMappedTree;
import io.jenkins.plugins.ecs.taskdef.TaskDefinitionRef;
import io.jenkins.plugins.ecs.taskdef.TaskDefinitionText;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * The look-ups of a request. A state of Terraform that is given as a text is full of secrets, so only the values that are
 * looked up are kept of it.
 */
public final class DefinitionLookups implements Serializable {

    private static final long serialVersionUID = 1L;

    private final TreeSet<Lookup> wanted;
    private final String stateLocation;
    private final LookupValues ofState;

    private DefinitionLookups(TreeSet<Lookup> wanted, @CheckForNull String stateLocation, LookupValues ofState) {
        this.wanted = wanted;
        this.stateLocation = stateLocation;
        this.ofState = ofState;
    }

    /** @throws IllegalArgumentException if one of the texts cannot be read, or has too many */
    @NonNull
    public static DefinitionLookups of(
            @CheckForNull String taskDefinition,
            @CheckForNull String patch,
            @CheckForNull String serviceDefinition,
            @CheckForNull String tfstate) {
        TreeSet<Lookup> wanted = new TreeSet<>();
        if (taskDefinition != null && !TaskDefinitionRef.isReference(taskDefinition)) {
            wanted.addAll(Lookups.in(TaskDefinitionText.tree(taskDefinition)));
        }
        if (patch != null) {
            wanted.addAll(Lookups.in(DefinitionPatch.tree(patch)));
        }
        if (serviceDefinition != null) {
            wanted.addAll(Lookups.in(DefinitionText.read(serviceDefinition, "Service definition")));
        }
        boolean isText = tfstate != null && !LookupReader.isLocation(tfstate);
        LookupValues ofState = isText
                ? TerraformState.values(
                        tfstate,
                        wanted.stream()
                                .filter(lookup -> lookup.source() == LookupSource.TFSTATE)
                                .toList())
                : LookupValues.NONE;
        return new DefinitionLookups(wanted, isText ? null : tfstate, ofState);
    }

    public boolean isEmpty() {
        return wanted.isEmpty();
    }

    /** All of them. */
    @NonNull
    public SortedSet<Lookup> all() {
        return Collections.unmodifiableSortedSet(wanted);
    }

    /** What rules are asked about: each as it is written, and the place of the state of Terraform. */
    @NonNull
    public List<String> names() {
        List<String> names = new ArrayList<>(wanted.stream().map(Lookup::key).toList());
        if (stateLocation != null && wanted.stream().anyMatch(each -> each.source() == LookupSource.TFSTATE)) {
            names.add(LookupSource.TFSTATE.word() + ":" + stateLocation);
        }
        return names;
    }

    /** Those that are read from AWS. */
    @NonNull
    public SortedSet<Lookup> ofAws() {
        TreeSet<Lookup> rest = new TreeSet<>(wanted);
        rest.removeIf(lookup -> lookup.source().isOfBuild() || ofState.has(lookup));
        return rest;
    }

    /** Where the state of Terraform is; null if it was given as a text, or not at all. */
    @CheckForNull
    public String stateLocation() {
        return stateLocation;
    }

    /** What a state that was given as a text has. */
    @NonNull
    public LookupValues ofState() {
        return ofState;
    }

    /** Puts something of the right kind in the place of each look-up, to check the rest. */
    public static void standIn(@NonNull SourceMappedTree tree) {
        Lookups.standIn(tree, TaskDefinitionText.model());
    }

    /** For steps that replace none. */
    @NonNull
    public static Optional<String> refused(@NonNull String field, @CheckForNull String text) {
        if (text == null || text.isBlank() || TaskDefinitionRef.isReference(text)) {
            return Optional.empty();
        }
        return refused(field, () -> TaskDefinitionText.tree(text));
    }

    /** The same for the tree of another text. */
    @NonNull
    public static Optional<String> refused(@NonNull String field, @NonNull Supplier<SourceMappedTree> tree) {
        try {
            return Lookups.in(tree.get()).stream()
                    .findFirst()
                    .map(lookup -> field + ": " + LookupMessages.onlyDeployments(lookup));
        } catch (IllegalArgumentException reportedElsewhere) {
            return Optional.empty();
        }
    }
}
