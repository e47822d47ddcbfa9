package io.jenkins.plugins.ecs.notifications;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.events.DeploymentEvent;
import io.jenkins.plugins.ecs.events.EventField;
import io.jenkins.plugins.ecs.text.PlainLine;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What people read of an event, in any chat. Untrusted: each format escapes it. */
final class EventTexts {

    private static final int LONGEST_TITLE = 120;

    private EventTexts() {}

    /** For example {@code Deployment failed: prod/api}. */
    @NonNull
    static String title(@NonNull DeploymentEvent event) {
        String service = Stream.of(EventField.CLUSTER, EventField.SERVICE)
                .map(event::get)
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining("/"));
        String title = NotificationMessages.title(event.getType());
        return PlainLine.of(service.isEmpty() ? title : title + ": " + service, LONGEST_TITLE);
    }

    /** The details by their labels, without empty ones. */
    @NonNull
    static Map<String, String> details(@NonNull DeploymentEvent event) {
        Map<String, String> details = new LinkedHashMap<>();
        put(details, "Environment", event.get(EventField.ENVIRONMENT));
        put(details, "Target", event.get(EventField.TARGET));
        put(details, "Account", event.get(EventField.ACCOUNT));
        put(details, "Region", event.get(EventField.REGION));
        put(details, "Version", event.get(EventField.VERSION));
        put(details, "Waits for", event.get(EventField.WAITS_FOR));
        put(details, "Expires", event.get(EventField.EXPIRES_AT));
        put(details, "Answered by", event.get(EventField.BY));
        put(details, "Started by", event.get(EventField.STARTED_BY));
        put(details, "Build", build(event));
        return details;
    }

    /** For example {@code shop/deploy #7}. */
    @NonNull
    static String build(@NonNull DeploymentEvent event) {
        String build = event.get(EventField.BUILD);
        return event.get(EventField.JOB) + (build.isEmpty() ? "" : " #" + build);
    }

    @NonNull
    static String buildPath(@NonNull DeploymentEvent event) {
        return event.get(EventField.BUILD_PATH);
    }

    private static void put(Map<String, String> details, String label, String text) {
        if (!text.isEmpty()) {
            details.put(label, text);
        }
    }

    /** The page of the build's deployments; empty if it is not known. */
    @NonNull
    static String url(@NonNull DeploymentEvent event, @NonNull String rootUrl) {
        String path = event.get(EventField.BUILD_PATH);
        return rootUrl.isEmpty() || path.isEmpty() ? "" : rootUrl + path + "ecs-deployments/";
    }
}
