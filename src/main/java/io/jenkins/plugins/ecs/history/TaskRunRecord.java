package io.jenkins.plugins.ecs.history;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import edu.umd.cs.findbugs.annotations.NonNull;
import edu.umd.cs.findbugs.annotations.Nullable;
import io.jenkins.plugins.ecs.rollout.messages.TaskStageMessages;
import io.jenkins.plugins.ecs.rollout.state.Outcome;
import io.jenkins.plugins.ecs.tasks.TaskOutcome;
import io.jenkins.plugins.ecs.text.PlainText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A run of tasks that has ended, as the dashboard lists it. Immutable.
 *
 * @param id names it among those of its build
 * @param name {@code prod/api:7}
 * @param stage when it ran: {@code before the deployment} or {@code after the deployment}; empty for a run of its own
 * @param exitCode null if there is none
 * @param startedAt epoch milliseconds
 */
public record TaskRunRecord(
        String id,
        String region,
        String name,
        String stage,
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
        return of(id, "", build, outcome);
    }

    private static TaskRunRecord of(String id, String stage, BuildFacts build, TaskOutcome outcome) {
        return new TaskRunRecord(
                id,
                outcome.region(),
                PlainText.line(outcome.name()),
                stage,
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

    /**
     * The tasks around a deployment that have ended since it was seen last.
     *
     * @param id of the deployment
     * @param before null if it was not seen before
     */
    @NonNull
    public static List<TaskRunRecord> between(
            @NonNull String id, @NonNull BuildFacts build, @Nullable Outcome before, @NonNull Outcome now) {
        List<TaskRunRecord> ended = new ArrayList<>();
        add(
                ended,
                id + "/before/",
                TaskStageMessages.BEFORE,
                build,
                before == null ? List.of() : before.before(),
                now.before());
        add(
                ended,
                id + "/after/",
                TaskStageMessages.AFTER,
                build,
                before == null ? List.of() : before.after(),
                now.after());
        return ended;
    }

    private static void add(
            List<TaskRunRecord> ended,
            String id,
            String stage,
            BuildFacts build,
            List<TaskOutcome> before,
            List<TaskOutcome> now) {
        for (int i = 0; i < now.size(); i++) {
            boolean known = i < before.size() && before.get(i).verdict() != null;
            if (now.get(i).verdict() != null && !known) {
                ended.add(of(id + (i + 1), stage, build, now.get(i)));
            }
        }
    }

    @NonNull
    TaskRunRecord inJob(@NonNull String other) {
        return new TaskRunRecord(
                id,
                region,
                name,
                stage,
                service,
                verdict,
                exitCode,
                cause,
                other,
                build,
                startedBy,
                startedAt,
                finishedAt);
    }

    @NonNull
    String line() {
        ObjectNode line = JSON.createObjectNode()
                .put("id", id)
                .put("region", region)
                .put("name", name)
                .put("stage", stage)
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
                        line.path("stage").asText(),
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
