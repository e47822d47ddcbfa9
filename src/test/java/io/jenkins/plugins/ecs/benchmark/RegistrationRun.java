package io.jenkins.plugins.ecs.benchmark;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecs.polling.PolledConnection;
import io.jenkins.plugins.ecs.sandbox.Call;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Many builds that register a task definition at once. */
final class RegistrationRun {

    private final int size;

    RegistrationRun(int size) {
        this.size = size;
    }

    /** @return one sentence on how it went */
    String run() throws InterruptedException {
        try (Fleet fleet = new Fleet(1, Duration.ofMinutes(1));
                Controller controller = new Controller(fleet.sandbox)) {
            CountDownLatch registered = new CountDownLatch(size);
            List<PolledConnection> builds = new ArrayList<>();
            long began = fleet.now();
            for (int i = 0; i < size; i++) {
                PolledConnection build = controller.join();
                builds.add(build);
                String family = "family-" + i;
                build.seat().next(0, () -> register(build, family, registered));
            }
            if (!registered.await(20, TimeUnit.MINUTES)) {
                throw new IllegalStateException("not all registered");
            }
            builds.forEach(PolledConnection::close);
            List<Call> calls = fleet.sandbox.calls("RegisterTaskDefinition");
            long last = calls.get(calls.size() - 1).instant().toEpochMilli() - began;
            return String.format(
                    "%d builds that register a task definition at the same moment: %d calls, %d throttled, the last one"
                            + " after %.0f s.",
                    size, calls.size(), fleet.throttled(), last / 1000.0);
        }
    }

    /** As {@code RolloutDriver} sends an act: when it is its turn. */
    private static void register(PolledConnection build, String family, CountDownLatch registered) {
        long turnIn = build.seat().turnIn("RegisterTaskDefinition");
        if (turnIn > 0) {
            build.seat().next(turnIn, () -> register(build, family, registered));
            return;
        }
        ObjectNode input =
                JsonNodeFactory.instance.objectNode().put("family", family).put("memory", "512");
        input.putArray("containerDefinitions").addObject().put("name", "app").put("image", "repo/app:1.0.0");
        build.connection().ecs().register(input);
        registered.countDown();
    }
}
