package io.jenkins.plugins.ecs.notifications;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.anEmptyMap;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;

import io.jenkins.plugins.ecs.events.DeploymentEvent;
import io.jenkins.plugins.ecs.history.RecordFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** What is on disk survives: kills between any two acts, half a line, a full disk, months of events. */
public class OutboxTest {

    private static final long T0 = Events.T0;
    private static final long AFTER_START = Duration.ofMinutes(2).toMillis();

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private final List<Exception> problems = new ArrayList<>();
    private Path file;

    @Before
    public void name() {
        file = folder.getRoot().toPath().resolve("sub/outbox.jsonl");
    }

    private Outbox open() {
        Outbox outbox = new Outbox(new RecordFile(file), problems::add);
        outbox.load(T0, 0.5);
        return outbox;
    }

    @Test
    public void whatWasNotSentIsSentAfterARestartInItsOrder() {
        Outbox outbox = open();
        outbox.accept(Events.of("a", "api"), List.of("hook"), T0);
        outbox.accept(Events.of("b", "api"), List.of("hook", "chat"), T0);
        Lane.Waiting first = outbox.take("hook", T0).orElseThrow();
        outbox.sent("hook", first, SendResult.delivered(200), T0, 0.5);
        // Killed after the request, before its response is on disk.
        outbox.take("hook", T0).orElseThrow();

        Outbox after = open();

        assertThat("not at once", after.due(T0), is(empty()));
        assertThat(after.due(T0 + AFTER_START), contains("chat", "hook"));
        Lane.Waiting again = after.take("hook", T0 + AFTER_START).orElseThrow();
        assertThat(again.event().getId(), is("b"));
        assertThat(EventJson.write(again.event()), is(EventJson.write(Events.of("b", "api"))));
        assertThat(after.accept(Events.of("a", "api"), List.of("hook"), T0), is(false));
        assertThat(problems, is(empty()));
    }

    @Test
    public void aLineThatIsCutOffCostsOnlyItself() throws IOException {
        Outbox outbox = open();
        outbox.accept(Events.of("a", "api"), List.of("hook"), T0);
        Files.writeString(file, "{\"event\":{\"id\":\"x", StandardOpenOption.APPEND);

        Outbox after = open();
        after.accept(Events.of("b", "api"), List.of("hook"), T0);

        assertThat(ids(open()), contains("a", "b"));
    }

    @Test
    public void aFullDiskLosesNothingThatIsInMemory() {
        Outbox outbox = new Outbox(
                new RecordFile(file) {
                    @Override
                    protected void write(byte[] text) throws IOException {
                        throw new IOException("no space left on device");
                    }
                },
                problems::add);

        assertThat(outbox.accept(Events.of("a", "api"), List.of("hook"), T0), is(true));

        assertThat(outbox.take("hook", T0).orElseThrow().event().getId(), is("a"));
        assertThat(problems, hasSize(1));
    }

    @Test
    public void aReceiverThatIsGoneStaysDisabledUntilItIsEnabled() {
        Outbox outbox = open();
        outbox.accept(Events.of("a", "api"), List.of("hook"), T0);
        Lane.Waiting one = outbox.take("hook", T0).orElseThrow();
        outbox.sent("hook", one, new SendResult(SendResult.Kind.GONE, 410, "gone", 0), T0, 0.5);

        Outbox after = open();
        assertThat(after.due(T0 + AFTER_START), is(empty()));
        assertThat(after.lanes().get("hook").disabledBecause(), is(NotificationMessages.STOPPED_BY_RECEIVER));

        assertThat(after.enable("hook"), is(true));
        assertThat(after.due(T0 + AFTER_START), contains("hook"));
        assertThat(open().due(T0 + AFTER_START), contains("hook"));
        assertThat(after.enable("nobody"), is(false));
    }

    @Test
    public void anEndedDeliveryCanBeSentAgainWithItsId() {
        Outbox outbox = open();
        outbox.accept(Events.of("a", "api"), List.of("hook"), T0);
        Lane.Waiting one = outbox.take("hook", T0).orElseThrow();
        outbox.sent("hook", one, new SendResult(SendResult.Kind.REJECTED, 400, "HTTP status 400", 0), T0, 0.5);

        Outbox after = open();
        assertThat(after.ended().get(0).result().status(), is(400));
        assertThat(after.resend("hook", "b", T0), is(false));
        assertThat(after.resend("hook", "a", T0), is(true));

        assertThat(after.take("hook", T0).orElseThrow().event().getId(), is("a"));
        assertThat(ids(open()), contains("a"));
    }

    @Test
    public void theOldestAreGivenUpAndCounted() {
        Outbox outbox = new Outbox(
                new RecordFile(file) {
                    @Override
                    protected void write(byte[] text) {
                        // A disk would make the test slow.
                    }
                },
                problems::add);
        for (int i = 0; i <= Lane.MOST_WAITING; i++) {
            outbox.accept(Events.of("e" + i, "api"), List.of("hook"), T0);
        }

        assertThat(outbox.lost(), is(1L));
        assertThat(outbox.ended().get(0).event().getId(), is("e0"));
        assertThat(outbox.ended().get(0).result().why(), is(NotificationMessages.TOO_MANY));

        outbox.due(T0 + Duration.ofHours(36).toMillis() + 1);
        assertThat(outbox.lost(), is(Lane.MOST_WAITING + 1L));
        assertThat(ids(outbox), is(empty()));
    }

    @Test
    public void theFileStaysBoundedAndKeepsWhatIsNeeded() throws IOException {
        Outbox outbox = new Outbox(new RecordFile(file), problems::add, 100);
        outbox.accept(Events.of("first", "web"), List.of("dead"), T0);
        for (int i = 0; i < 2_500; i++) {
            outbox.accept(Events.of("e" + i, "api"), List.of("hook"), T0 + i);
            Lane.Waiting one = outbox.take("hook", T0 + i).orElseThrow();
            outbox.sent("hook", one, SendResult.delivered(200), T0 + i, 0.5);
        }

        try (var lines = Files.lines(file, StandardCharsets.UTF_8)) {
            assertThat(lines.count(), is(lessThan(4_500L)));
        }
        Outbox after = open();
        assertThat(after.ended(), hasSize(Outbox.MOST_ENDED));
        assertThat(after.lanes().get("dead").waiting(), hasSize(1));
        assertThat(after.lanes().get("dead").waiting().get(0).since(), is(T0));
        assertThat("known", after.accept(Events.of("e1", "api"), List.of("hook"), T0), is(false));
    }

    @Test
    public void aRewrittenFileKeepsTheOrderAndTheTimeOfWhatStillWaitsForOneOfItsReceivers() throws IOException {
        Outbox outbox = new Outbox(new RecordFile(file), problems::add, 0);
        outbox.accept(Events.of("a", "api"), List.of("hook", "chat"), T0);
        outbox.accept(Events.of("b", "api"), List.of("chat"), T0 + 1);
        for (int i = 0; i < 4; i++) {
            Lane.Waiting one = outbox.take("hook", T0 + 2).orElseThrow();
            outbox.sent("hook", one, SendResult.delivered(200), T0 + 2, 0.5);
            assertThat(outbox.resend("hook", "a", T0 + 3), is(true));
        }

        try (var lines = Files.lines(file, StandardCharsets.UTF_8)) {
            assertThat(lines.count(), is(lessThan(10L)));
        }
        List<Lane.Waiting> waiting = open().lanes().get("chat").waiting();
        assertThat(waiting.stream().map(each -> each.event().getId()).toList(), contains("a", "b"));
        assertThat(waiting.stream().map(Lane.Waiting::since).toList(), contains(T0, T0 + 1));
        assertThat(ids(open()), contains("a"));
    }

    /** A file that is only counted: a disk would make the tests slow. */
    private final class Counted extends RecordFile {
        private final boolean full;
        private int lines;
        private int rewritten;

        Counted(boolean full) {
            super(file);
            this.full = full;
        }

        @Override
        protected void write(byte[] text) {
            lines++;
        }

        @Override
        public synchronized void replace(List<String> needed) throws IOException {
            rewritten++;
            if (full) {
                throw new IOException("No space left on device");
            }
            lines = needed.size();
        }
    }

    @Test
    public void aDiskThatIsTooFullForANewFileIsNotAskedForOneWithEachDelivery() {
        Counted disk = new Counted(true);
        Outbox outbox = new Outbox(disk, problems::add, 100);
        for (int i = 0; i < 3_000; i++) {
            outbox.accept(Events.of("e" + i, "api"), List.of("hook"), T0 + i);
            Lane.Waiting one = outbox.take("hook", T0 + i).orElseThrow();
            outbox.sent("hook", one, SendResult.delivered(200), T0 + i, 0.5);
        }

        assertThat(disk.rewritten, is(greaterThan(1)));
        assertThat(disk.rewritten, is(lessThan(30)));
    }

    @Test
    public void theFileStaysBoundedWhileTheOnlyReceiverIsDisabled() {
        Counted disk = new Counted(false);
        Outbox outbox = new Outbox(disk, problems::add, 100);
        outbox.accept(Events.of("a", "api"), List.of("hook"), T0);
        Lane.Waiting one = outbox.take("hook", T0).orElseThrow();
        outbox.sent("hook", one, new SendResult(SendResult.Kind.GONE, 410, "gone", 0), T0, 0.5);
        for (int i = 0; i < 13_000; i++) {
            outbox.accept(Events.of("e" + i, "api"), List.of("hook"), T0 + i);
        }

        int needed = Lane.MOST_WAITING + 2 * Outbox.MOST_ENDED;
        assertThat(disk.lines, is(lessThan(2 * needed)));
        assertThat("rewritten rarely", disk.rewritten, is(lessThan(20)));
    }

    @Test
    public void nothingIsWrittenWhereNobodyListens() {
        Outbox outbox = open();

        assertThat(outbox.accept(Events.of("a", "api"), List.of(), T0), is(false));

        assertThat(outbox.lanes(), is(anEmptyMap()));
        assertThat(Files.exists(file), is(false));
    }

    private static List<String> ids(Outbox outbox) {
        return outbox.lanes().get("hook").waiting().stream()
                .map(Lane.Waiting::event)
                .map(DeploymentEvent::getId)
                .toList();
    }
}
