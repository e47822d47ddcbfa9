package io.jenkins.plugins.ecs.history;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import edu.umd.cs.findbugs.annotations.NonNull;
import edu.umd.cs.findbugs.annotations.Nullable;
import io.jenkins.plugins.ecs.tasks.TaskOutcome;
import io.jenkins.plugins.ecs.text.PlainText;
import java.util.Optional;

/**
 * A run of tasks that has ended, as the dashboard lists it. Immutable.
 *
 * @param id names it among those of its build
 * @param name {@code prod/api:7}
 * @param exitCode null if there is none
 * @param startedAt epoch milliseconds
 */
public record TaskRunRecord(
        String id,
        String region,
        String name,
        String service,
        String verdict,
        @Nullable Integer exitCode,
        String cause,
        String job,
        int build,
        String startedBy,
        long startedAt,
        long finishedAt) {

    private static final ObjectMapper JSON = new ObjectMapper();

    @NonNull
    public static TaskRunRecord of(@NonNull String id, @NonNull BuildFacts build, @NonNull TaskOutcome outcome) {
        return new TaskRunRecord(
                id,
                outcome.region(),
                PlainText.line(outcome.name()),
                PlainText.line(outcome.service()),
                String.valueOf(outcome.verdict()),
                outcome.exitCode(),
                PlainText.line(outcome.cause()),
                build.job(),
                build.build(),
                PlainText.line(build.startedBy()),
                outcome.startedAt(),
                outcome.finishedAt());
    }

    @NonNull
    TaskRunRecord inJob(@NonNull String other) {
        return new TaskRunRecord(
                id, region, name, service, verdict, exitCode, cause, other, build, startedBy, startedAt, finishedAt);
    }

    @NonNull
    String line() {
        ObjectNode line = JSON.createObjectNode()
                .put("id", id)
                .put("region", region)
                .put("name", name)
                .put("service", service)
                .put("verdict", verdict)
                .put("cause", cause)
                .put("job", job)
                .put("build", build)
                .put("by", startedBy)
                .put("startedAt", startedAt)
                .put("finishedAt", finishedAt);
        if (exitCode != null) {
            line.put("exitCode", exitCode);
        }
        return line.toString();
    }

    /** Empty for a line that was cut off. */
    @NonNull
    static Optional<TaskRunRecord> parse(@NonNull String text) {
        return RecordFile.object(text)
                .filter(line -> line.path("id").isTextual() && line.path("job").isTextual())
                .map(line -> new TaskRunRecord(
                        line.path("id").asText(),
                        line.path("region").asText(),
                        line.path("name").asText(),
                        line.path("service").asText(),
                        line.path("verdict").asText(),
                        line.path("exitCode").isNumber() ? line.path("exitCode").asInt() : null,
                        line.path("cause").asText(),
                        line.path("job").asText(),
                        line.path("build").asInt(),
                        line.path("by").asText(),
                        line.path("startedAt").asLong(),
                        line.path("finishedAt").asLong()));
    }
}
