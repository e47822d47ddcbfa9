package io.jenkins.plugins.ecs.notifications;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.junit.Assert.assertThrows;

import io.jenkins.plugins.ecs.events.DeploymentEvent;
import io.jenkins.plugins.ecs.events.EventField;
import io.jenkins.plugins.ecs.events.EventType;
import java.util.List;
import java.util.Optional;
import org.junit.Test;

/** Bodies of administrators for what wants JSON of its own: markers in Grafana, events in Datadog. */
public class BodyTemplateTest {

    private static final DeploymentEvent EVENT = DeploymentEvent.of("a", EventType.SUCCEEDED, 1_700_000_000_123L)
            .with(EventField.CLUSTER, "prod")
            .with(EventField.SERVICE, "api")
            .with(EventField.VERSION, "2\", \"admin\": \"{{ cause }}")
            .with(EventField.BUILD_PATH, "job/shop/7/")
            .build();

    private static String render(String body) {
        assertThat(BodyTemplate.problem(body), is(Optional.empty()));
        return BodyTemplate.render(body, EVENT, "https://ci/").toString();
    }

    @Test
    public void wrongBodiesAreRefusedWithAllThatIsWrong() {
        assertThat(BodyTemplate.problem("{\"a\": ").orElse(""), containsString("body: it is not JSON"));
        assertThat(BodyTemplate.problem("[1]").orElse(""), is("body: it is not a JSON object"));
        assertThat(BodyTemplate.problem("[".repeat(5_000)).orElse(""), containsString("body: it is not JSON"));
        assertThat(
                BodyTemplate.problem("{\"a\": \"" + "x".repeat(10_000) + "\"}").orElse(""),
                containsString("at most 10000"));
        assertThat(
                BodyTemplate.problem("{\"a\": \"{{ nope }} {{ service.name }} {{ 1 }}\"}")
                        .orElse(""),
                containsString("unknown placeholders: {{ 1 }}"));
        assertThat(
                BodyTemplate.problem("{\"a\": [\"{{ nope }}\", {\"b\": \"{{ also }}\"}]}")
                        .orElse(""),
                containsString("{{ nope }}, {{ also }}. Use {{ name }} with one of: id, type, title, url, time"));
    }

    @Test
    public void whatWouldBeSentAsWrittenOrNotAtAllIsRefused() {
        assertThat(BodyTemplate.problem("{\"a\": 1} {\"b\": 2}").orElse(""), containsString("body: it is not JSON"));
        assertThat(BodyTemplate.problem("{\"a\": 1, \"a\": 2}").orElse(""), containsString("body: it is not JSON"));
        assertThat(
                BodyTemplate.problem("{\"a\": [{\"{{ title }}\": 1}]}").orElse(""),
                containsString("the name of a member cannot have a placeholder"));
    }

    @Test
    public void placeholdersBecomeValuesAndTimesBecomeNumbers() {
        assertThat(
                render("{\"time\": \"{{ timeMillis }}\", \"tags\": [\"ecs\", \"service:{{ service }}\"],"
                        + " \"text\": \"{{ title }} at {{ timeSeconds }}\", \"url\": \"{{ url }}\", \"n\": 1}"),
                is("{\"time\":1700000000123,\"tags\":[\"ecs\",\"service:api\"],"
                        + "\"text\":\"Deployment succeeded: prod/api at 1700000000\","
                        + "\"url\":\"https://ci/job/shop/7/ecs-deployments/\",\"n\":1}"));
    }

    @Test
    public void noValueAddsAMember() {
        assertThat(
                render("{\"version\": \"v{{ version }}\"}"),
                is("{\"version\":\"v2\\\", \\\"admin\\\": \\\"{{ cause }}\"}"));
    }

    @Test
    public void aFieldThatTheEventDoesNotHaveIsEmpty() {
        assertThat(render("{\"a\": \"{{ cause }}\"}"), is("{\"a\":\"\"}"));
    }

    @Test
    public void headersOfTheProtocolCannotBeSet() {
        EcsReceiver receiver = new EcsReceiver("grafana");
        for (String name : new String[] {"Host", "content-length", "webhook-id", "A B", "A: b", "x\r\ny"}) {
            assertThrows(name, IllegalArgumentException.class, () -> receiver.setHeaderName(name));
        }
        receiver.setFormat("json");
        receiver.setUrl("https://grafana.example.com/api/annotations");
        receiver.setHeaderName("Authorization");
        receiver.setBody("{}");
        assertThat(
                ReceiverChecks.all(List.of(receiver)).orElse(""),
                is("receiver 'grafana': headerName and headerCredentialsId belong together. Set both or none"));
        receiver.setHeaderCredentialsId("grafana-token");
        assertThat(ReceiverChecks.all(List.of(receiver)), is(Optional.empty()));
        receiver.setBody(null);
        assertThat(ReceiverChecks.all(List.of(receiver)).orElse(""), containsString("body and the format json"));
    }
}
