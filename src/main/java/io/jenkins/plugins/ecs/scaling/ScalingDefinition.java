package io.jenkins.plugins.ecs.scaling;

import com.fasterxml.jackson.databind.node.ObjectNode;
import edu.umd.cs.findbugs.annotations.NonNull;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The member {@code scaling} of a service file, in the form of Application Auto Scaling.
 *
 * @param min {@code MinCapacity}
 * @param max {@code MaxCapacity}
 * @param policies by {@code PolicyName}: members of {@code PutScalingPolicy}
 * @param actions by {@code ScheduledActionName}: members of {@code PutScheduledAction}
 * @param exclusive whether policies and actions that the file does not have are deleted
 */
public record ScalingDefinition(
        int min,
        int max,
        @NonNull Map<String, ObjectNode> policies,
        @NonNull Map<String, ObjectNode> actions,
        boolean exclusive) {

    public ScalingDefinition {
        policies = Collections.unmodifiableMap(new LinkedHashMap<>(policies));
        actions = Collections.unmodifiableMap(new LinkedHashMap<>(actions));
    }
}
