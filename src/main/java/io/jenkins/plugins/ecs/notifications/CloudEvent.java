package io.jenkins.plugins.ecs.notifications;

import com.fasterxml.jackson.databind.node.ObjectNode;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.events.DeploymentEvent;
import io.jenkins.plugins.ecs.events.EventField;

/** An event as a CloudEvent 1.0 in the structured mode, so that a signature of the body covers all of it. */
final class CloudEvent {

    private CloudEvent() {}

    @NonNull
    static ObjectNode of(@NonNull DeploymentEvent event, @NonNull String rootUrl) {
        String path = event.get(EventField.BUILD_PATH);
        ObjectNode node = EventJson.object()
                .put("specversion", "1.0")
                .put("id", event.getId())
                .put("source", rootUrl.isEmpty() ? "/" + path : rootUrl + path)
                .put("type", event.getType().getCloudEventType())
                .put("time", event.getTime().toString())
                .put("datacontenttype", "application/json");
        if (!event.getPlace().isEmpty()) {
            node.put("subject", event.getPlace());
        }
        ObjectNode data = EventJson.data(event);
        String url = EventTexts.url(event, rootUrl);
        if (!url.isEmpty()) {
            data.put("url", url);
        }
        node.set("data", data);
        return node;
    }
}
