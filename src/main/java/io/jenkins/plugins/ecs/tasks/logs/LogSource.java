package io.jenkins.plugins.ecs.tasks.logs;

import com.fasterxml.jackson.databind.JsonNode;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.diagnosis.LogPlace;
import java.io.Serializable;

/**
 * Where the log of a container is, for any task of its definition.
 *
 * @param region empty for that of the task
 * @param stream with {@link #TASK} in the place of the task's id; empty where it is the container's runtime id
 * @param routed whether FireLens made records of the lines
 * @param unreadable why it can't be read; empty where it can
 */
public record LogSource(
        @NonNull String region,
        @NonNull String group,
        @NonNull String stream,
        boolean routed,
        @NonNull String unreadable)
        implements Serializable {

    private static final long serialVersionUID = 1L;
    private static final String TASK = "{task}";

    /** @param container of the definition */
    @NonNull
    public static LogSource of(@NonNull JsonNode definition, @NonNull JsonNode container) {
        JsonNode log = container.path("logConfiguration");
        JsonNode options = log.path("options");
        String group = options.path("awslogs-group").asText("");
        boolean byRuntimeId = log.path("logDriver").asText("").equals("awslogs")
                && options.path("awslogs-stream-prefix").asText("").isEmpty()
                && !group.isEmpty();
        if (byRuntimeId) {
            return new LogSource(options.path("awslogs-region").asText(""), group, "", false, "");
        }
        LogPlace place = LogPlace.of(definition, container.path("name").asText(""), TASK);
        return new LogSource(place.region(), place.group(), place.stream(), place.isRouted(), place.unreadable());
    }

    public boolean isReadable() {
        return unreadable.isEmpty();
    }

    /** The stream of one task; empty while it is not known. */
    @NonNull
    public String streamOf(@NonNull String taskId, @NonNull String runtimeId) {
        return stream.isEmpty() ? runtimeId : stream.replace(TASK, taskId);
    }
}
