package io.jenkins.plugins.ecs.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What Describe and List calls answer from: finished JSON per resource, with its past. A document is never changed
 * after it was published, so that answers can share it across threads.
 */
final class Documents {

    enum Kind {
        TASK_DEFINITION,
        SERVICE,
        TASK,
        SERVICE_DEPLOYMENT,
        SERVICE_REVISION,
        CODE_DEPLOYMENT,
        CODE_DEPLOY_TARGET
    }

    private final Map<Kind, Map<String, Versions>> kinds = new EnumMap<>(Kind.class);
    private int published;

    void publish(Kind kind, String arn, Instant at, ObjectNode document) {
        Map<String, Versions> resources = kinds.computeIfAbsent(kind, key -> new LinkedHashMap<>());
        resources.computeIfAbsent(arn, key -> new Versions()).add(at, document);
        if (++published % 1000 == 0) {
            kinds.values().forEach(each -> each.values().removeIf(versions -> versions.forgettable(at)));
        }
    }

    ObjectNode find(Kind kind, String arn, Instant asOf) {
        Versions versions = kinds.getOrDefault(kind, Map.of()).get(arn);
        return versions == null ? null : versions.at(asOf);
    }

    /** All that were there at the instant, in the order of their creation. */
    Stream<ObjectNode> all(Kind kind, Instant asOf) {
        return kinds.getOrDefault(kind, Map.of()).values().stream()
                .map(versions -> versions.at(asOf))
                .filter(document -> document != null);
    }
}
