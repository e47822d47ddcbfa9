package io.jenkins.plugins.ecs.notifications;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.events.DeploymentEvent;
import io.jenkins.plugins.ecs.events.EventField;
import java.util.Map;

/**
 * An event as a message of Slack. All texts are {@code plain_text} without emoji, and escaped: {@code <!channel>} pings
 * nobody, and no text becomes a link.
 */
final class SlackMessage {

    // Slack refuses messages whose blocks have more than about 13,000 characters together.
    private static final int MOST_FIELDS = 10;
    private static final int LONGEST_URL = 3_000;
    private static final int LONGEST_HEADER = 150;
    private static final int LONGEST_FIELD = 300;
    private static final int LONGEST_SECTION = 2_000;

    private SlackMessage() {}

    @NonNull
    static ObjectNode of(@NonNull DeploymentEvent event, @NonNull String rootUrl) {
        ObjectNode message = EventJson.object()
                .put("text", escaped(EventTexts.title(event), LONGEST_HEADER))
                .put("mrkdwn", false)
                .put("unfurl_links", false)
                .put("unfurl_media", false);
        ArrayNode blocks = message.putArray("blocks");
        blocks.addObject().put("type", "header").set("text", plain(EventTexts.title(event), LONGEST_HEADER));
        addSection(blocks, event.get(EventField.MESSAGE));
        addSection(blocks, event.get(EventField.ADVICE));
        Map<String, String> details = EventTexts.details(event);
        if (!details.isEmpty()) {
            ArrayNode fields = blocks.addObject().put("type", "section").putArray("fields");
            details.entrySet().stream()
                    .limit(MOST_FIELDS)
                    .forEach(each -> fields.add(plain(each.getKey() + ": " + each.getValue(), LONGEST_FIELD)));
        }
        String url = EventTexts.url(event, rootUrl);
        if (!url.isEmpty() && url.length() <= LONGEST_URL) {
            ObjectNode button = blocks.addObject()
                    .put("type", "actions")
                    .putArray("elements")
                    .addObject()
                    .put("type", "button")
                    .put("url", url);
            button.set("text", plain(NotificationMessages.OPEN, LONGEST_HEADER));
        }
        return message;
    }

    private static void addSection(ArrayNode blocks, String text) {
        if (!text.isEmpty()) {
            blocks.addObject().put("type", "section").set("text", plain(text, LONGEST_SECTION));
        }
    }

    private static ObjectNode plain(String text, int longest) {
        return EventJson.object()
                .put("type", "plain_text")
                .put("text", escaped(text, longest))
                .put("emoji", false);
    }

    /** @param longest of the escaped text, which is what Slack counts */
    @NonNull
    static String escaped(@NonNull String text, int longest) {
        StringBuilder escaped = new StringBuilder();
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            String next =
                    switch (c) {
                        case '&' -> "&amp;";
                        case '<' -> "&lt;";
                        case '>' -> "&gt;";
                        default -> Character.toString(c);
                    };
            if (escaped.length() + next.length() > longest) {
                break;
            }
            escaped.append(next);
            i += Character.charCount(c);
        }
        return escaped.toString();
    }
}
