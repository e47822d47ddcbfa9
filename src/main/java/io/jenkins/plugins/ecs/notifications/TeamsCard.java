package io.jenkins.plugins.ecs.notifications;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.events.DeploymentEvent;
import io.jenkins.plugins.ecs.events.EventField;

/**
 * An event as an adaptive card for a workflow of Teams. Its texts are text runs, which know no Markdown, so that no
 * text becomes a link or a mention.
 */
final class TeamsCard {

    private TeamsCard() {}

    @NonNull
    static ObjectNode of(@NonNull DeploymentEvent event, @NonNull String rootUrl) {
        ObjectNode message = EventJson.object().put("type", "message");
        ObjectNode attachment = message.putArray("attachments")
                .addObject()
                .put("contentType", "application/vnd.microsoft.card.adaptive")
                .putNull("contentUrl");
        ObjectNode card = attachment
                .putObject("content")
                .put("$schema", "http://adaptivecards.io/schemas/adaptive-card.json")
                .put("type", "AdaptiveCard")
                .put("version", "1.4");
        ArrayNode body = card.putArray("body");
        run(body, EventTexts.title(event)).put("size", "Large").put("weight", "Bolder");
        add(body, event.get(EventField.MESSAGE));
        add(body, event.get(EventField.ADVICE));
        EventTexts.details(event).forEach((label, text) -> {
            ArrayNode inlines = inlines(body);
            inlines.addObject().put("type", "TextRun").put("text", label + ": ").put("weight", "Bolder");
            inlines.addObject().put("type", "TextRun").put("text", text);
        });
        String url = EventTexts.url(event, rootUrl);
        if (!url.isEmpty()) {
            card.putArray("actions")
                    .addObject()
                    .put("type", "Action.OpenUrl")
                    .put("title", NotificationMessages.OPEN)
                    .put("url", url);
        }
        return message;
    }

    private static void add(ArrayNode body, String text) {
        if (!text.isEmpty()) {
            run(body, text);
        }
    }

    private static ObjectNode run(ArrayNode body, String text) {
        return inlines(body).addObject().put("type", "TextRun").put("text", text);
    }

    private static ArrayNode inlines(ArrayNode body) {
        return body.addObject().put("type", "RichTextBlock").putArray("inlines");
    }
}
