package io.jenkins.plugins.ecs.notifications;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.ecs.events.DeploymentEvent;
import io.jenkins.plugins.ecs.events.EventField;
import io.jenkins.plugins.ecs.events.EventType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.Test;

/** The bodies on the page are good, and give what Grafana and Datadog take. */
public class MarkerExamplesTest {

    private static final DeploymentEvent EVENT = DeploymentEvent.of("a", EventType.SUCCEEDED, 1_700_000_000_123L)
            .with(EventField.CLUSTER, "prod")
            .with(EventField.SERVICE, "api")
            .with(EventField.TARGET, "prod-eu")
            .with(EventField.VERSION, "2.0.0")
            .with(EventField.MESSAGE, "SUCCESS")
            .with(EventField.BUILD_PATH, "job/shop/7/")
            .build();

    private static List<JsonNode> bodies() throws IOException {
        String page = Files.readString(Path.of("docs/notifications.md"));
        Matcher bodies = Pattern.compile("body: \\|\n((?: {10}.*\n)+)").matcher(page);
        List<JsonNode> rendered = new ArrayList<>();
        while (bodies.find()) {
            String body = bodies.group(1);
            assertThat(BodyTemplate.problem(body), is(Optional.empty()));
            rendered.add(BodyTemplate.render(body, EVENT, "https://ci/"));
        }
        return rendered;
    }

    @Test
    public void grafanaGetsAnAnnotation() throws IOException {
        JsonNode annotation = bodies().get(0);
        assertThat(annotation.path("time").isIntegralNumber(), is(true));
        assertThat(annotation.path("tags").toString(), is("[\"deployment\",\"prod-eu\",\"api\"]"));
        assertThat(
                annotation.path("text").asText(), containsString("Deployment succeeded: prod/api 2.0.0 https://ci/"));
    }

    @Test
    public void datadogGetsAnEvent() throws IOException {
        assertThat(bodies(), hasSize(2));
        JsonNode event = bodies().get(1);
        assertThat(event.path("date_happened").asLong(), is(1_700_000_000L));
        assertThat(event.path("tags").get(2).asText(), is("env:prod-eu"));
    }
}
