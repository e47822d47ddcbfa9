package io.jenkins.plugins.ecs.notifications;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.events.DeploymentEvent;
import java.util.Locale;
import java.util.Optional;

/** How an event is written for a receiver. */
enum MessageFormat {
    /** A CloudEvent 1.0 in structured JSON. */
    CLOUD_EVENTS("cloudEvents", "Webhook (CloudEvents)", "application/cloudevents+json; charset=utf-8") {
        @Override
        String body(DeploymentEvent event, String rootUrl) {
            return EventJson.text(CloudEvent.of(event, rootUrl));
        }
    },
    /** A message for an incoming webhook of Slack. */
    SLACK("slack", "Slack incoming webhook", "application/json; charset=utf-8") {
        @Override
        String body(DeploymentEvent event, String rootUrl) {
            return EventJson.text(SlackMessage.of(event, rootUrl));
        }
    },
    /** An adaptive card for a workflow of Teams. */
    TEAMS("teams", "Microsoft Teams workflow", "application/json; charset=utf-8") {
        @Override
        String body(DeploymentEvent event, String rootUrl) {
            return EventJson.text(TeamsCard.of(event, rootUrl));
        }
    };

    private final String word;
    private final String displayName;
    private final String contentType;

    MessageFormat(String word, String displayName, String contentType) {
        this.word = word;
        this.displayName = displayName;
        this.contentType = contentType;
    }

    /** @param rootUrl of Jenkins, with a slash at its end; empty if it is not known */
    @NonNull
    abstract String body(@NonNull DeploymentEvent event, @NonNull String rootUrl);

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
