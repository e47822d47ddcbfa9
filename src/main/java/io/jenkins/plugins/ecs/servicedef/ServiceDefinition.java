package io.jenkins.plugins.ecs.servicedef;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.scaling.ScalingDefinition;
import io.jenkins.plugins.ecs.scaling.ScalingText;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/** The definition of a service, as its file has it: only the members that are managed, with the types of the API. */
public final class ServiceDefinition {

    private final ObjectNode members;
    private final Set<String> ignored;
    private final JsonNode scaling;

    ServiceDefinition(ObjectNode members, Set<String> ignored, @CheckForNull JsonNode scaling) {
        this.members = members;
        this.ignored = ignored;
        this.scaling = scaling;
    }

    /** A copy. A member that is null removes what the service has. */
    @NonNull
    public ObjectNode members() {
        return members.deepCopy();
    }

    /** What others own, by the names of the file and of {@link #ignoring}. */
    @NonNull
    public Set<String> ignored() {
        return new LinkedHashSet<>(ignored);
    }

    /** The member {@code scaling}, which is not for ECS; null where there is none. */
    @CheckForNull
    public JsonNode scaling() {
        return scaling == null ? null : scaling.deepCopy();
    }

    /** Whether it brings the scaling of the service, and nobody else owns that. */
    public boolean hasScaling() {
        return scaling != null && !scaling.isNull() && !ignored.contains(ServiceModel.SCALING);
    }

    /** The scaling that the file brings; null where it brings none, or others own it. */
    @CheckForNull
    public ScalingDefinition managedScaling() {
        return hasScaling() ? ScalingText.read(scaling).definition() : null;
    }

    /** The text of a member at the top; null where there is none. */
    @CheckForNull
    public String text(@NonNull String member) {
        return members.path(member).textValue();
    }

    /** Null where the file does not say. */
    @CheckForNull
    public Integer desiredCount() {
        JsonNode count = managed().path("desiredCount");
        return count.isNumber() ? (Integer) count.asInt() : null;
    }

    /** Whether the file switches the deployment circuit breaker on or off; null where it does not say. */
    @CheckForNull
    public Boolean circuitBreaker() {
        JsonNode breaker = managed().path("deploymentConfiguration").path("deploymentCircuitBreaker");
        if (breaker.isNull()) {
            return Boolean.FALSE;
        }
        return Optional.of(breaker.path("enable"))
                .filter(JsonNode::isBoolean)
                .map(JsonNode::booleanValue)
                .orElse(null);
    }

    /** The roles that the file gives to ECS: of load balancers, volumes, hooks and of the service itself. */
    @NonNull
    public Set<String> roles() {
        Set<String> roles = new LinkedHashSet<>();
        collectRoles(members, roles);
        return roles;
    }

    private static void collectRoles(JsonNode node, Set<String> roles) {
        for (String member : new String[] {"roleArn", "role"}) {
            if (node.path(member).isTextual()) {
                roles.add(node.path(member).textValue());
            }
        }
        node.forEach(inner -> collectRoles(inner, roles));
    }

    /** The same, with more that others own: names of members, or paths such as {@code deploymentConfiguration.alarms}. */
    @NonNull
    public ServiceDefinition ignoring(@NonNull Collection<String> more) {
        Set<String> all = new LinkedHashSet<>(ignored);
        all.addAll(more);
        return new ServiceDefinition(members, all, scaling);
    }

    /** What is compared and changed: without what others own. */
    ObjectNode managed() {
        ObjectNode rest = members.deepCopy();
        ignored.forEach(path -> remove(rest, path));
        return rest;
    }

    private static void remove(JsonNode from, String path) {
        int dot = path.indexOf('.');
        if (from instanceof ArrayNode list) {
            list.forEach(item -> remove(item, path));
        } else if (dot < 0 && from instanceof ObjectNode object) {
            object.remove(path);
        } else if (dot >= 0) {
            remove(from.path(path.substring(0, dot)), path.substring(dot + 1));
        }
    }
}
