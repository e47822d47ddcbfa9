package io.jenkins.plugins.ecs.verify.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecs.aws.services.LogsApi;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** {@code logs}: a pattern does not occur too often in the service's logs since the start of its deployment. */
public final class LogsCheck {

    public static final String PATTERN = "pattern";
    public static final String AT_MOST = "atMost";
    static final String GROUP = "group";
    static final String STREAM_PREFIX = "streamPrefix";
    static final String CONTAINER = "container";

    private LogsCheck() {}

    /** The log group and streams of a container. */
    private record Place(String region, String group, String streamPrefix) {}

    /**
     * The messages are neither stored nor shown, because they may contain anything.
     *
     * @param since epoch milliseconds, AWS's clock
     * @param logs the client for a Region; null stands for the Region of the connection
     */
    public static Reading read(CheckSpec spec, ObjectNode definition, long since, Function<String, LogsApi> logs) {
        List<Place> places = places(spec, definition);
        if (places.isEmpty()) {
            return (measured, state, at) -> Measurement.lastError(CheckMessages.NO_LOGS);
        }
        int most = spec.number(AT_MOST, 0);
        int found = 0;
        for (Place place : places) {
            found += logs.apply(place.region())
                    .count(place.group(), place.streamPrefix(), spec.text(PATTERN, ""), since, most + 1 - found);
            if (found > most) {
                break;
            }
        }
        int count = found;
        return (measured, state, at) -> Measurement.of(
                count <= most, CheckMessages.matches(count, most), CheckMessages.atMost(String.valueOf(most)));
    }

    private static List<Place> places(CheckSpec spec, ObjectNode definition) {
        if (spec.text(GROUP) != null) {
            return List.of(new Place(null, spec.text(GROUP), spec.text(STREAM_PREFIX)));
        }
        List<Place> places = new ArrayList<>();
        for (JsonNode container : definition.path("containerDefinitions")) {
            String name = container.path("name").asText();
            JsonNode log = container.path("logConfiguration");
            JsonNode options = log.path("options");
            boolean wanted =
                    spec.text(CONTAINER) == null || spec.text(CONTAINER).equals(name);
            if (wanted && log.path("logDriver").asText().equals("awslogs")) {
                String prefix = options.path("awslogs-stream-prefix").asText("");
                places.add(new Place(
                        options.path("awslogs-region").asText(null),
                        options.path("awslogs-group").asText(),
                        prefix.isEmpty() ? null : prefix + "/" + name + "/"));
            }
        }
        return places;
    }
}
