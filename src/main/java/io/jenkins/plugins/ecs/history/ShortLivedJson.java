package io.jenkins.plugins.ecs.history;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import edu.umd.cs.findbugs.annotations.NonNull;
import java.util.Optional;

/** A short-lived service as a line of a file. */
final class ShortLivedJson {

    private static final ObjectMapper JSON = new ObjectMapper();

    private ShortLivedJson() {}

    @NonNull
    static String line(@NonNull ShortLivedService each) {
        ObjectNode line = JSON.createObjectNode();
        line.put("job", each.job());
        line.put("region", each.region());
        line.put("cluster", each.cluster());
        line.put("service", each.service());
        line.put("target", each.target());
        line.put("path", each.path());
        line.put("until", each.until());
        line.put("jobDeleted", each.jobDeleted());
        line.put("problem", each.failure().problem());
        line.put("failedSince", each.failure().since());
        line.put("failedLast", each.failure().last());
        line.put("failedTimes", each.failure().times());
        return line.toString();
    }

    /** Empty if the line is not complete. */
    @NonNull
    static Optional<ShortLivedService> service(@NonNull JsonNode line) {
        ShortLivedService read = new ShortLivedService(
                line.path("job").asText(),
                line.path("region").asText(),
                line.path("cluster").asText(),
                line.path("service").asText(),
                line.path("target").asText(),
                line.path("path").asText(),
                line.path("until").asLong(),
                line.path("jobDeleted").asBoolean(),
                new ShortLivedService.Failure(
                        line.path("problem").asText(),
                        line.path("failedSince").asLong(),
                        line.path("failedLast").asLong(),
                        line.path("failedTimes").asInt()));
        boolean complete = !read.job().isEmpty()
                && !read.region().isEmpty()
                && !read.cluster().isEmpty()
                && !read.service().isEmpty()
                && !read.target().isEmpty()
                && read.until() > 0;
        return complete ? Optional.of(read) : Optional.empty();
    }
}
