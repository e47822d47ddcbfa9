package io.jenkins.plugins.ecs.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import edu.umd.cs.findbugs.annotations.NonNull;
import java.util.function.Predicate;

/**
 * The pages of list operations of a JSON API.
 *
 * @param token the name of the member with the token of the next page, in request and answer: {@code nextToken} of ECS,
 *     {@code NextToken} of EventBridge and Scheduler
 */
public record JsonPages(@NonNull AwsCall api, @NonNull String token) {

    private static final int MOST_PAGES = 20;

    /**
     * Follows the token as long as the consumer wants more, for at most 20 pages.
     *
     * @param items the name of the member with the items
     * @param taker receives each item, and returns whether it wants more
     * @return whether the consumer received everything
     * @throws AwsFailure when a page can't be had
     */
    public boolean each(
            @NonNull String operation,
            @NonNull ObjectNode input,
            @NonNull String items,
            @NonNull Predicate<JsonNode> taker) {
        for (int page = 0; page < MOST_PAGES; page++) {
            ObjectNode answer = api.call(operation, input);
            for (JsonNode item : answer.path(items)) {
                if (!taker.test(item)) {
                    return false;
                }
            }
            String next = answer.path(token).asText("");
            if (next.isEmpty()) {
                return true;
            }
            input.put(token, next);
        }
        return false;
    }
}
