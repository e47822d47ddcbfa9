package io.jenkins.plugins.ecs.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/** Answers of List operations, page by page. */
final class Pages {

    private Pages() {}

    static ObjectNode of(Input input, String name, List<? extends JsonNode> all, int byDefault, int limit) {
        int size = input.has("maxResults") ? input.get("maxResults").asInt() : byDefault;
        if (size < 1 || size > limit) {
            throw AwsError.invalid("maxResults must be between 1 and " + limit + ".");
        }
        int from = offset(input.text("nextToken"), all.size());
        int to = Math.min(all.size(), from + size);
        ObjectNode page = Json.object();
        ArrayNode items = page.putArray(name);
        all.subList(from, to).forEach(items::add);
        if (to < all.size()) {
            page.put("nextToken", token(to));
        }
        return page;
    }

    static ObjectNode ofTexts(Input input, String name, List<String> all, int byDefault) {
        List<TextNode> nodes = all.stream().map(TextNode::valueOf).toList();
        return of(input, name, nodes, byDefault, 100);
    }

    private static String token(int offset) {
        return Base64.getUrlEncoder().encodeToString(("from:" + offset).getBytes(StandardCharsets.UTF_8));
    }

    private static int offset(String token, int size) {
        if (token == null || token.isEmpty()) {
            return 0;
        }
        try {
            String text = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
            return Math.min(size, Integer.parseInt(text.substring("from:".length())));
        } catch (IllegalArgumentException | StringIndexOutOfBoundsException e) {
            throw AwsError.invalid("Invalid token " + token);
        }
    }
}
