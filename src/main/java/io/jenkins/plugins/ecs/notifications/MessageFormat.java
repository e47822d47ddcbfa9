package io.jenkins.plugins.ecs.notifications;

import com.fasterxml.jackson.databind.node.ObjectNode;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.events.DeploymentEvent;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiFunction;

/** How an event is written for a receiver. */
enum MessageFormat {
    /** A CloudEvent 1.0 in structured JSON. */
    CLOUD_EVENTS("cloudEvents", "Webhook (CloudEvents)", "application/cloudevents+json; charset=utf-8", CloudEvent::of),
    /** A message for an incoming webhook of Slack. */
    SLACK("slack", "Slack incoming webhook", "application/json; charset=utf-8", SlackMessage::of),
    /** An adaptive card for a workflow of Teams. */
    TEAMS("teams", "Microsoft Teams workflow", "application/json; charset=utf-8", TeamsCard::of),
    /** JSON of an administrator, see {@link BodyTemplate}. */
    JSON("json", "JSON of your own", "application/json; charset=utf-8", (event, rootUrl) -> EventJson.object()),
    /** Text for {@link MailSender}. */
    MAIL("mail", "Mail", "text/plain; charset=utf-8", (event, rootUrl) -> EventJson.object());

    private final String word;
    private final String displayName;
    private final String contentType;
    private final BiFunction<DeploymentEvent, String, ObjectNode> message;

    MessageFormat(
            String word,
            String displayName,
            String contentType,
            BiFunction<DeploymentEvent, String, ObjectNode> message) {
        this.word = word;
        this.displayName = displayName;
        this.contentType = contentType;
        this.message = message;
    }

    /**
     * @param rootUrl of Jenkins, with a slash at its end; empty if it is not known
     * @param template the body of {@link #JSON}; unused otherwise
     */
    @NonNull
    String body(@NonNull DeploymentEvent event, @NonNull String rootUrl, @NonNull String template) {
        return EventJson.text(
                this == JSON ? BodyTemplate.render(template, event, rootUrl) : message.apply(event, rootUrl));
    }

    /** In the configuration. */
    @NonNull
    String word() {
        return word;
    }

    @NonNull
    String displayName() {
        return displayName;
    }

    @NonNull
    String contentType() {
        return contentType;
    }

    @NonNull
    static Optional<MessageFormat> parse(@NonNull String text) {
        for (MessageFormat format : values()) {
            if (format.word.toLowerCase(Locale.ROOT).equals(text.trim().toLowerCase(Locale.ROOT))) {
                return Optional.of(format);
            }
        }
        return Optional.empty();
    }
}
