package io.jenkins.plugins.ecs.notifications;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.not;
import static org.junit.Assert.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.ecs.events.DeploymentEvent;
import io.jenkins.plugins.ecs.events.EventField;
import io.jenkins.plugins.ecs.events.EventType;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.junit.Test;

/** What is sent: complete, small, and harmless whatever the texts are. */
public class MessageFormatTest {

    private static final String ROOT = "https://ci.example.com/";
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    public void aCloudEventHasItsAttributesAndTheFieldsAsData() throws Exception {
        JsonNode event = json(MessageFormat.CLOUD_EVENTS, Events.of("id-1-failed", "api"), ROOT);

        assertThat(event.path("specversion").asText(), is("1.0"));
        assertThat(event.path("id").asText(), is("id-1-failed"));
        assertThat(event.path("type").asText(), is("io.jenkins.ecs.deployment.failed.v1"));
        assertThat(event.path("source").asText(), is("https://ci.example.com/job/shop/job/deploy/7/"));
        assertThat(event.path("subject").asText(), is("123456789012/eu-central-1/prod/api"));
        assertThat(event.path("time").asText(), is("2023-11-14T22:13:20Z"));
        assertThat(event.path("datacontenttype").asText(), is("application/json"));
        assertThat(event.path("data").path("build").asInt(), is(7));
        assertThat(event.path("data").path("cause").asText(), is("the container app exits with 1"));
        assertThat(event.path("data").path("imageDigests").path("app").asText(), is("sha256:" + "ab".repeat(32)));
        assertThat(
                event.path("data").path("url").asText(),
                is("https://ci.example.com/job/shop/job/deploy/7/ecs-deployments/"));
        JsonNode homeless = json(MessageFormat.CLOUD_EVENTS, Events.of("id-1-failed", "api"), "");
        assertThat(homeless.path("source").asText(), is("/job/shop/job/deploy/7/"));
        assertThat(homeless.path("data").has("url"), is(false));
    }

    @Test
    public void slackPingsNobodyAndHasNoForeignLinks() throws Exception {
        DeploymentEvent hostile = hostile("<!channel> <@U123> <https://evil.example|Approve> *bold* :tada: & `x`");

        String text = MessageFormat.SLACK.body(hostile, ROOT, "{}");

        assertThat(text, not(containsString("<")));
        JsonNode message = JSON.readTree(text);
        assertThat(message.path("mrkdwn").asBoolean(true), is(false));
        assertThat(message.findValuesAsText("type"), not(org.hamcrest.Matchers.hasItem("mrkdwn")));
        message.findValues("emoji").forEach(each -> assertThat(each.asBoolean(true), is(false)));
        assertThat(message.findValuesAsText("url"), is(java.util.List.of(ROOT + "job/x/1/ecs-deployments/")));
    }

    @Test
    public void teamsShowsForeignTextsOnlyAsTextRuns() throws Exception {
        String text = "[Approve](https://evil.example) <at>everyone</at> **bold**";

        JsonNode card = json(MessageFormat.TEAMS, hostile(text), ROOT)
                .path("attachments")
                .path(0)
                .path("content");

        assertThat(card.path("type").asText(), is("AdaptiveCard"));
        card.path("body").forEach(block -> {
            assertThat(block.path("type").asText(), is("RichTextBlock"));
            block.path("inlines").forEach(run -> assertThat(run.path("type").asText(), is("TextRun")));
        });
        assertThat(card.path("actions").path(0).path("type").asText(), is("Action.OpenUrl"));
        assertThat(card.path("actions").size(), is(1));
    }

    @Test
    public void theLongestEventFitsIntoEachReceiver() throws Exception {
        DeploymentEvent.Builder longest = DeploymentEvent.of("id-1", EventType.WAITING, 0);
        for (EventField field : EventField.values()) {
            longest.with(field, "<&\u00e4".repeat(2_000));
        }
        for (int i = 0; i < 100; i++) {
            longest.withDigest("container" + i, "sha256:" + "0".repeat(500));
        }
        DeploymentEvent event = longest.build();

        assertThat(bytes(MessageFormat.CLOUD_EVENTS, event), is(lessThan(20_000)));
        assertThat(bytes(MessageFormat.TEAMS, event), is(lessThan(20_000)));
        JsonNode slack = json(MessageFormat.SLACK, event, ROOT);
        assertThat(
                slack.path("blocks").path(0).path("text").path("text").asText().length(), is(lessThan(151)));
        slack.findValues("fields").forEach(fields -> {
            assertThat(fields.size(), is(lessThanOrEqualTo(10)));
            fields.forEach(each -> assertThat(each.path("text").asText().length(), is(lessThanOrEqualTo(2_000))));
        });
        assertThat(bytes(MessageFormat.SLACK, event), is(lessThan(10_000)));
    }

    /** The example of the specification's own libraries. */
    @Test
    public void aSignatureIsThatOfStandardWebhooks() {
        Map<String, String> headers = WebhookSignature.of("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
                .headers(
                        "msg_p5jXN8AQM9LWM0D4loKWxJek",
                        1_614_265_330_999L,
                        "{\"test\": 2432232314}".getBytes(StandardCharsets.UTF_8));

        assertThat(headers.get("webhook-id"), is("msg_p5jXN8AQM9LWM0D4loKWxJek"));
        assertThat(headers.get("webhook-timestamp"), is("1614265330"));
        assertThat(headers.get("webhook-signature"), is("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="));
    }

    @Test
    public void whileASecretIsChangedThereAreTwoSignatures() {
        String one = "whsec_" + Base64.getEncoder().encodeToString(new byte[24]);
        String other =
                "whsec_" + Base64.getEncoder().encodeToString("x".repeat(64).getBytes(StandardCharsets.UTF_8));

        String both = WebhookSignature.of(one + " " + other)
                .headers("a", 0, new byte[0])
                .get("webhook-signature");

        assertThat(
                both,
                is(WebhookSignature.of(one).headers("a", 0, new byte[0]).get("webhook-signature")
                        + " "
                        + WebhookSignature.of(other)
                                .headers("a", 0, new byte[0])
                                .get("webhook-signature")));
        assertThat(WebhookSignature.of(" ").headers("a", 0, new byte[0]).containsKey("webhook-signature"), is(false));
    }

    @Test
    public void aSecretOfAnotherFormIsRefusedAndNotShown() {
        for (String wrong : new String[] {"hunter2", "whsec_", "whsec_???", "whsec_aHVudGVyMg=="}) {
            Exception refused = assertThrows(IllegalArgumentException.class, () -> WebhookSignature.of(wrong));
            assertThat(refused.getMessage(), is(NotificationMessages.NOT_A_SECRET));
        }
    }

    private static DeploymentEvent hostile(String text) {
        DeploymentEvent.Builder event = DeploymentEvent.of("id-1", EventType.FAILED, 0);
        for (EventField field : EventField.values()) {
            event.with(field, text);
        }
        return event.with(EventField.BUILD_PATH, "job/x/1/").build();
    }

    private static int bytes(MessageFormat format, DeploymentEvent event) {
        return format.body(event, ROOT, "{}").getBytes(StandardCharsets.UTF_8).length;
    }

    private static JsonNode json(MessageFormat format, DeploymentEvent event, String root) throws Exception {
        return JSON.readTree(format.body(event, root, "{}"));
    }
}
