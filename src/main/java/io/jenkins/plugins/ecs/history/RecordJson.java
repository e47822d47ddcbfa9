package io.jenkins.plugins.ecs.history;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.rollout.state.Verdict;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A record as one line of JSON. Fields are read by name, and unknown ones are ignored. */
final class RecordJson {

    private static final ObjectMapper JSON = new ObjectMapper();

    private RecordJson() {}

    @NonNull
    static String line(@NonNull DeploymentRecord r) {
        ObjectNode line = JSON.createObjectNode();
        line.put("id", r.id());
        line.put("region", r.service().region());
        line.put("cluster", r.service().cluster());
        line.put("service", r.service().service());
        line.put("job", r.build().job());
        line.put("build", r.build().build());
        line.put("by", r.build().startedBy());
        line.put("commit", r.build().commit());
        line.put("changedAt", r.build().changedAt());
        line.put("state", r.state().name());
        line.put("percent", r.percent());
        if (r.verdict() != null) {
            line.put("verdict", r.verdict().name());
        }
        line.put("touched", r.touched());
        line.put("version", r.version());
        line.put("taskDefinition", r.taskDefinition());
        line.put("before", r.before());
        line.put("rolledBackTo", r.rolledBackTo());
        line.set("images", JSON.valueToTree(r.images()));
        line.set("digests", JSON.valueToTree(r.digests()));
        line.put("cause", r.cause());
        line.put("startedAt", r.startedAt());
        line.put("finishedAt", r.finishedAt());
        if (!r.target().isEmpty()) {
            line.put("target", r.target());
            line.put("targetLabel", r.targetLabel());
        }
        if (r.rollback()) {
            line.put("rollback", true);
        }
        if (r.look().at() != 0) {
            line.put("lookedAt", r.look().at());
            line.put("drifted", r.look().drifted());
        }
        return line.toString();
    }

    /** A line that removes all records of a build, or of a job if {@code build} is 0. */
    @NonNull
    static String forgetLine(@NonNull String job, int build) {
        return JSON.createObjectNode().put("forget", job).put("build", build).toString();
    }

    @NonNull
    static String moveLine(@NonNull String from, @NonNull String to) {
        return JSON.createObjectNode().put("move", from).put("to", to).toString();
    }

    /** Empty if it is not a record. */
    @NonNull
    static Optional<DeploymentRecord> record(@NonNull JsonNode line) {
        if (!line.path("id").isTextual() || !line.path("service").isTextual()) {
            return Optional.empty();
        }
        return Optional.of(new DeploymentRecord(
                text(line, "id"),
                new ServiceKey(text(line, "region"), text(line, "cluster"), text(line, "service")),
                new BuildFacts(
                        text(line, "job"),
                        line.path("build").asInt(),
                        text(line, "by"),
                        text(line, "commit"),
                        line.path("changedAt").asLong()),
                named(DeployState.class, text(line, "state"), DeployState.UNKNOWN),
                line.path("percent").asInt(),
                line.has("verdict") ? named(Verdict.class, text(line, "verdict"), Verdict.UNKNOWN) : null,
                line.path("touched").asBoolean(),
                text(line, "version"),
                text(line, "taskDefinition"),
                text(line, "before"),
                text(line, "rolledBackTo"),
                map(line.path("images")),
                map(line.path("digests")),
                text(line, "cause"),
                line.path("startedAt").asLong(),
                line.path("finishedAt").asLong(),
                text(line, "target"),
                text(line, "targetLabel"),
                new DeploymentRecord.Look(
                        line.path("lookedAt").asLong(), line.path("drifted").asBoolean()),
                line.path("rollback").asBoolean()));
    }

    private static String text(JsonNode line, String field) {
        return line.path(field).asText("");
    }

    private static Map<String, String> map(JsonNode object) {
        Map<String, String> map = new LinkedHashMap<>();
        object.fields().forEachRemaining(e -> map.put(e.getKey(), e.getValue().asText()));
        return map;
    }

    private static <E extends Enum<E>> E named(Class<E> type, String name, E otherwise) {
        try {
            return Enum.valueOf(type, name);
        } catch (IllegalArgumentException e) {
            return otherwise;
        }
    }
}
