package io.jenkins.plugins.ecs.sandbox;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecs.sandbox.Operation.Context;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/**
 * Pages of {@code GetLogEvents}: at most 10,000 events or 1 MiB, possibly none although more follow. A token lives for 24
 * hours, and a reader has reached the end when it gets the token that it sent.
 */
final class LogPages {

    private static final int MOST = 10_000;
    private static final int MOST_BYTES = 1 << 20;
    /** What CloudWatch Logs counts for an event beside its message. */
    private static final int BYTES_OF_AN_EVENT = 26;

    private static final long TOKEN_LIVES_FOR = Duration.ofHours(24).toMillis();

    /**
     * Where a page begins.
     *
     * @param empty how many empty pages there were here already
     */
    private record Place(int from, int empty, long issued) {

        static Place parse(String token, long now) {
            String[] parts = token.split("/");
            if (parts.length != 4 || now - Long.parseLong(parts[3]) > TOKEN_LIVES_FOR) {
                throw new AwsError(400, "InvalidParameterException", "The specified nextToken is invalid.");
            }
            return new Place(Integer.parseInt(parts[1]), Integer.parseInt(parts[2]), Long.parseLong(parts[3]));
        }

        String token() {
            return "f/" + from + "/" + empty + "/" + issued;
        }
    }

    private LogPages() {}

    static ObjectNode of(Input input, List<ObjectNode> all, Context context) {
        long now = context.region().now().toEpochMilli();
        int limit = Math.min(MOST, input.get("limit").asInt(MOST));
        boolean fromHead = input.get("startFromHead").asBoolean(false);
        String token = input.text("nextToken");
        long start = input.get("startTime").asLong(0);
        Place place;
        if (token != null) {
            place = Place.parse(token, now);
        } else if (fromHead) {
            int first = 0;
            while (first < all.size() && all.get(first).path("timestamp").asLong() < start) {
                first++;
            }
            place = new Place(first, 0, now);
        } else {
            place = new Place(Math.max(0, all.size() - limit), 0, now);
        }
        int from = place.from();
        if (token != null && !fromHead) {
            // Documented: a forward token goes with startFromHead; without it the newest events come first.
            from = Math.max(from, all.size() - limit);
        }
        ObjectNode answer = Json.object();
        ArrayNode events = answer.putArray("events");
        answer.put("nextBackwardToken", "b/" + from);
        int emptyPages = context.region().world.behavior.emptyLogPages;
        if (from < all.size() && token != null && place.empty() < emptyPages) {
            return answer.put("nextForwardToken", new Place(from, place.empty() + 1, now).token());
        }
        int bytes = 0;
        int next = from;
        while (next < all.size() && events.size() < limit && bytes < MOST_BYTES) {
            String message = all.get(next).path("message").asText();
            bytes += message.getBytes(StandardCharsets.UTF_8).length + BYTES_OF_AN_EVENT;
            events.add(all.get(next++));
        }
        boolean atEnd = events.isEmpty() && token != null;
        return answer.put("nextForwardToken", atEnd ? token : new Place(next, 0, now).token());
    }
}
