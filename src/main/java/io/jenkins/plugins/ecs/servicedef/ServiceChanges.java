package io.jenkins.plugins.ecs.servicedef;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.taskdef.Difference;
import java.util.List;
import java.util.Optional;

/**
 * What brings a service to what its file says.
 *
 * @param changes one for each attribute that differs, in the order of {@link ServiceAttribute}
 * @param refusals why it cannot be brought there; each names the member and what to do
 * @param notes what else its author should know
 */
public record ServiceChanges(
        @NonNull List<Change> changes,
        @NonNull List<String> refusals,
        @NonNull List<String> notes) {

    public static final ServiceChanges NONE = new ServiceChanges(List.of(), List.of(), List.of());

    /**
     * An attribute that differs.
     *
     * @param value what is sent: the whole attribute
     */
    public record Change(
            @NonNull ServiceAttribute attribute,
            @NonNull List<Difference> differences,
            @NonNull JsonNode value) {
        public Change {
            differences = List.copyOf(differences);
        }

        /** A line for each place. */
        @NonNull
        public List<String> lines() {
            return differences.stream().map(ServiceMessages::line).toList();
        }
    }

    public ServiceChanges {
        changes = List.copyOf(changes);
        refusals = List.copyOf(refusals);
        notes = List.copyOf(notes);
    }

    public boolean isPossible() {
        return refusals.isEmpty();
    }

    /** Whether the service is as its file says. */
    public boolean isEmpty() {
        return changes.isEmpty();
    }

    /** The members of {@code UpdateService}, without the task definition; empty where there is nothing to send. */
    @NonNull
    public ObjectNode update() {
        ObjectNode update = JsonNodeFactory.instance.objectNode();
        changes.stream()
                .filter(change -> change.attribute().effect() != Effect.TAGS)
                .forEach(change -> update.set(change.attribute().member(), change.value()));
        return update;
    }

    /** Whether ECS starts a deployment for them. */
    public boolean startsDeployment() {
        return changes.stream().anyMatch(change -> change.attribute().effect() == Effect.DEPLOYMENT);
    }

    /** Whether {@code forceNewDeployment} has to be sent, too. */
    public boolean isForced() {
        return of(ServiceAttribute.CAPACITY_PROVIDER_STRATEGY).isPresent();
    }

    @NonNull
    public Optional<Change> of(@NonNull ServiceAttribute attribute) {
        return changes.stream()
                .filter(change -> change.attribute() == attribute)
                .findFirst();
    }

    /** A line for each place that differs, and what it leads to. */
    @NonNull
    public List<String> lines() {
        return changes.stream().flatMap(change -> change.lines().stream()).toList();
    }
}
