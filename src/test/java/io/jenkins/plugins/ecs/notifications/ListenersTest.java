package io.jenkins.plugins.ecs.notifications;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import io.jenkins.plugins.ecs.events.DeploymentEvent;
import io.jenkins.plugins.ecs.history.RecordFile;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Listeners that fail or block cost others nothing. */
public class ListenersTest {

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private final List<String> heard = new ArrayList<>();
    private final Queue<Runnable> threads = new ArrayDeque<>();

    @Test
    public void oneThatThrowsIsCalledOnceWithEachEvent() {
        int[] calls = {0};
        Sender broken = event -> Listeners.call(
                each -> {
                    calls[0]++;
                    throw new NoClassDefFoundError("org/example/Gone");
                },
                event);

        run(Map.of("listener/broken", broken, "listener/good", good()));

        assertThat(calls[0], is(2));
        assertThat(heard, is(List.of("a", "b")));
    }

    @Test
    public void oneThatBlocksHoldsUpNobodyElse() {
        Outbox outbox = outbox();
        DeliveryWorker worker = worker(outbox, Map.of("listener/blocks", good(), "listener/good", good()));
        worker.poke();
        // The first listener's thread never runs.
        threads.remove();
        drain();

        assertThat(heard, is(List.of("a", "b")));
        assertThat(outbox.lanes().get("listener/blocks").waiting().size(), is(2));
    }

    private Sender good() {
        return event -> Listeners.call(each -> heard.add(each.getId()), event);
    }

    private Outbox outbox() {
        return new Outbox(new RecordFile(folder.getRoot().toPath().resolve("outbox.jsonl")), e -> {
            throw new AssertionError(e);
        });
    }

    private void run(Map<String, Sender> senders) {
        worker(outbox(), senders).poke();
        drain();
    }

    private DeliveryWorker worker(Outbox outbox, Map<String, Sender> senders) {
        for (String id : List.of("a", "b")) {
            DeploymentEvent event = Events.of(id, "api");
            outbox.accept(event, senders.keySet(), Events.T0);
        }
        return new DeliveryWorker(
                outbox,
                senders::get,
                threads::add,
                Clock.fixed(Instant.ofEpochMilli(Events.T0), ZoneOffset.UTC),
                () -> 0.5,
                inMillis -> {});
    }

    private void drain() {
        for (Runnable next = threads.poll(); next != null; next = threads.poll()) {
            next.run();
        }
    }
}
