package io.jenkins.plugins.ecs.notifications;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;

import io.jenkins.plugins.ecs.events.DeploymentEvent;
import io.jenkins.plugins.ecs.events.EventField;
import io.jenkins.plugins.ecs.events.EventType;
import io.jenkins.plugins.ecs.history.RecordFile;
import io.jenkins.plugins.ecs.history.Records;
import io.jenkins.plugins.ecs.rollout.state.Verdict;
import java.time.Duration;
import java.util.List;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** What administrators see of the deliveries. */
public class DeliveryReportTest {

    private static final long T0 = Events.T0;

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private Outbox outbox;

    @Before
    public void open() {
        outbox = new Outbox(new RecordFile(folder.getRoot().toPath().resolve("outbox.jsonl")), e -> {
            throw new AssertionError(e);
        });
    }

    @Test
    public void aFailedDeliveryWaitsWithItsReasonAndARejectedOneHasEnded() {
        send("a", "hook", SendResult.failed(500, "HTTP status 500", 0), T0);
        send("b", "chat", new SendResult(SendResult.Kind.REJECTED, 400, "HTTP status 400", 0), T0 + 1);

        DeliveryReport report = DeliveryReport.of(outbox, DeliveryReportTest::name);

        assertThat(
                report.receivers().stream()
                        .map(DeliveryReport.ReceiverRow::lane)
                        .toList(),
                contains("chat", "hook"));
        assertThat(report.receivers().get(1).name(), is("the hook"));
        assertThat(report.receivers().get(1).problem(), is("HTTP status 500"));
        assertThat(report.receivers().get(1).failingSince(), is(T0));
        assertThat(report.waiting(), hasSize(1));
        assertThat(report.waiting().get(0).receiver(), is("the hook"));
        assertThat(report.waiting().get(0).title(), is("Deployment failed: prod/api"));
        assertThat(report.waiting().get(0).attempts(), is(1));
        assertThat(report.ended(), hasSize(1));
        assertThat(report.ended().get(0).receiver(), is("the chat"));
        assertThat(report.ended().get(0).result(), is("rejected"));
        assertThat(report.ended().get(0).build(), is("shop/deploy #7"));
    }

    @Test
    public void administratorsAreWarnedAfterAnHourAndAtOnceOfADisabledReceiver() {
        send("a", "hook", SendResult.failed(500, "HTTP status 500", 0), T0);
        long hour = Duration.ofHours(1).toMillis();

        assertThat(FailingReceivers.failing(outbox.lanes(), DeliveryReportTest::name, T0 + hour - 1), is(empty()));
        assertThat(
                FailingReceivers.failing(outbox.lanes(), DeliveryReportTest::name, T0 + hour),
                contains("the hook: HTTP status 500"));

        send("b", "gone", new SendResult(SendResult.Kind.GONE, 410, "", 0), T0);
        assertThat(
                FailingReceivers.failing(outbox.lanes(), DeliveryReportTest::name, T0),
                contains("the gone: " + NotificationMessages.STOPPED_BY_RECEIVER));
    }

    @Test
    public void aBuildThatWasKilledLeavesAnUnknownDeployment() {
        DeploymentEvent lost = LostBuilds.event(Records.of(1, 0, Verdict.SUCCESS), "job/p/1/", T0);

        assertThat(lost.getType(), is(EventType.UNKNOWN));
        assertThat(lost.get(EventField.CAUSE), is("the build ended before the deployment did"));
        assertThat(lost.get(EventField.REGION), is("eu-central-1"));
        assertThat(lost.get(EventField.BUILD_PATH), is("job/p/1/"));
    }

    private static String name(String lane) {
        return "the " + lane;
    }

    private void send(String id, String lane, SendResult result, long now) {
        outbox.accept(Events.of(id, "api"), List.of(lane), now);
        outbox.sent(lane, outbox.take(lane, now).orElseThrow(), result, now, 0.5);
    }
}
