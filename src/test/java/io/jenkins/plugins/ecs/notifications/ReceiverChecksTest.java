package io.jenkins.plugins.ecs.notifications;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.junit.Assert.assertThrows;

import io.jenkins.plugins.ecs.events.DeploymentEvent;
import io.jenkins.plugins.ecs.events.EventField;
import io.jenkins.plugins.ecs.events.EventType;
import java.util.List;
import java.util.Optional;
import org.junit.Test;

/** What a receiver's settings may be, and what it wants. */
public class ReceiverChecksTest {

    @Test
    public void wrongSettingsAreRefusedByNameAndSecretsAreNotShown() {
        EcsReceiver receiver = new EcsReceiver("chat");

        assertThat(refused(() -> new EcsReceiver("a/b")), containsString("name: 'a/b' is not a name"));
        assertThat(
                refused(() -> receiver.setFormat("irc")),
                is("format: 'irc' is unknown. Use cloudEvents, slack, teams, json or mail"));
        assertThat(
                refused(() -> receiver.setEvents("FAILED, OOPS, nope")),
                containsString("events: unknown: OOPS, nope."));
        for (String url : new String[] {"ftp://x/S3CRET", "S3CRET", "https://u:S3CRET@x/", "https://x/S3CRET %"}) {
            assertThat(refused(() -> receiver.setUrl(url)), containsString("url: the URL "));
            assertThat(refused(() -> receiver.setUrl(url)), not(containsString("S3CRET")));
        }
    }

    @Test
    public void eachReceiverHasOneUrlAndANameOfItsOwn() {
        EcsReceiver good = receiver("a", "https://x.example/", null);

        assertThat(ReceiverChecks.all(List.of(good, receiver("b", null, "hook"))), is(Optional.empty()));
        assertThat(
                ReceiverChecks.all(List.of(good, receiver("a", "https://y.example/", null)))
                        .orElse(""),
                containsString("'a' is used more than once"));
        assertThat(ReceiverChecks.all(List.of(receiver("b", null, null))).orElse(""), containsString("set either"));
        assertThat(
                ReceiverChecks.all(List.of(receiver("b", "https://y.example/", "hook")))
                        .orElse(""),
                containsString("set either"));
    }

    @Test
    public void mailHasRecipientsAndNothingElseDoes() {
        EcsReceiver mail = new EcsReceiver("mail");
        for (String wrong : new String[] {"carol", "carol@", "a@example.com\nBcc: b@example.com", "<a@example.com>"}) {
            assertThat(wrong, refused(() -> mail.setRecipients(wrong)), containsString("not mail addresses"));
        }
        assertThat(
                refused(() -> mail.setRecipients("a@example.com,".repeat(51))),
                containsString("51 addresses, but at most 50"));
        assertThat(refused(() -> mail.setRecipients(" , ")), containsString("not mail addresses"));
        assertThat(refused(() -> mail.setEvents(",")), containsString("events: "));
        mail.setFormat("mail");
        assertThat(problem(mail), containsString("recipients and the format mail belong together"));
        mail.setRecipients("carol@example.com, on-call@example.com");
        assertThat(problem(mail), is(""));
        mail.setUrl("https://x.example/");
        assertThat(problem(mail), containsString("mail has no URL"));
        EcsReceiver slack = receiver("slack", "https://x.example/", null);
        slack.setRecipients("carol@example.com");
        assertThat(problem(slack), containsString("recipients and the format mail belong together"));
    }

    private static String problem(EcsReceiver receiver) {
        return ReceiverChecks.all(List.of(receiver)).orElse("");
    }

    @Test
    public void itWantsItsEventsOfItsTargets() {
        DeploymentEvent failed = event(EventType.FAILED, "prod-eu");
        DeploymentEvent without = event(EventType.FAILED, "");

        assertThat(ReceiverChecks.wants(null, null, without), is(true));
        assertThat(ReceiverChecks.wants("waiting, deployment.failed", null, failed), is(true));
        assertThat(ReceiverChecks.wants("WAITING", null, failed), is(false));
        assertThat(ReceiverChecks.wants(null, "prod-eu prod-us", failed), is(true));
        assertThat(ReceiverChecks.wants("FAILED", "prod-us", failed), is(false));
        assertThat(ReceiverChecks.wants(null, "prod-us", without), is(false));
    }

    @Test
    public void hostsAndRangesAreChecked() {
        assertThat(ReceiverChecks.hosts("hooks.slack.com, *.example.com"), is(Optional.empty()));
        assertThat(ReceiverChecks.hosts("https://x").orElse(""), containsString("hosts: 'https://x' is not a host"));
        assertThat(
                ReceiverChecks.privateRanges("10.0.0.0/99").orElse(""), containsString("privateRanges: '10.0.0.0/99'"));
    }

    private static DeploymentEvent event(EventType type, String target) {
        return DeploymentEvent.of("a", type, 0).with(EventField.TARGET, target).build();
    }

    private static EcsReceiver receiver(String name, String url, String credentials) {
        EcsReceiver receiver = new EcsReceiver(name);
        receiver.setUrl(url);
        receiver.setUrlCredentialsId(credentials);
        return receiver;
    }

    private static String refused(org.junit.function.ThrowingRunnable act) {
        return assertThrows(IllegalArgumentException.class, act).getMessage();
    }
}
