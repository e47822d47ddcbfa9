package io.jenkins.plugins.ecs.polling;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.jenkins.plugins.ecs.aws.AwsCall;
import io.jenkins.plugins.ecs.aws.services.QueueApi;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.Test;

/** More queues of events than threads that wait for them. Here one thread does all the waiting. */
public class ManyQueuesTest {

    private final MovedWorkers workers = new MovedWorkers();
    private final SharedPoller poller = new SharedPoller(workers, workers::now, () -> 0.5);
    /** When each queue was received from, and for how many seconds. */
    private final Map<String, List<Long>> receivedAt = new LinkedHashMap<>();

    private final List<Integer> waits = new ArrayList<>();

    /** Queues without messages: SQS answers when the time of the call is over. */
    private final AwsCall sqs = (operation, input) -> {
        int wait = input.path("WaitTimeSeconds").asInt();
        receivedAt
                .computeIfAbsent(input.path("QueueUrl").asText(), url -> new ArrayList<>())
                .add(workers.now());
        waits.add(wait);
        workers.spend(1000L * wait);
        return JsonNodeFactory.instance.objectNode();
    };

    private List<PollSubscription> join(int queues) {
        List<PollSubscription> joined = new ArrayList<>();
        AwsCall ecs = (operation, input) -> {
            throw new AssertionError(operation);
        };
        for (int i = 0; i < queues; i++) {
            joined.add(poller.join("identity", "eu-central-1", ecs, null, new QueueApi(sqs), "https://sqs/" + i));
        }
        return joined;
    }

    private void waitOneAfterAnother(int receives) {
        for (int i = 0; i < receives; i++) {
            Runnable next = workers.take();
            if (next == null) {
                workers.advance(1000);
            } else {
                next.run();
            }
        }
    }

    private long longestGap() {
        long longest = 0;
        for (List<Long> times : receivedAt.values()) {
            for (int i = 1; i < times.size(); i++) {
                longest = Math.max(longest, times.get(i) - times.get(i - 1));
            }
        }
        return longest;
    }

    @Test
    public void eachOfTwentyIsHeardAsOftenAsTheOnlyOne() {
        join(20);
        waitOneAfterAnother(200);

        assertThat(receivedAt.size(), is(20));
        assertThat(receivedAt.values().stream().mapToInt(List::size).min().orElse(0), greaterThan(3));
        // An event is noticed within this time.
        assertThat(longestGap(), lessThanOrEqualTo(20_000L));
    }

    @Test
    public void theOnlyOneIsWaitedForAsLongAsSqsAllows() {
        join(1);
        waitOneAfterAnother(10);

        assertThat(waits.stream().mapToInt(Integer::intValue).min().orElse(0), is(18));
    }

    @Test
    public void queuesThatNoDeploymentNeedsAnyMoreCostTheOthersNothing() {
        List<PollSubscription> joined = join(20);
        waitOneAfterAnother(40);
        joined.subList(1, 20).forEach(PollSubscription::close);
        waitOneAfterAnother(40);
        waits.clear();
        waitOneAfterAnother(3);

        assertThat(waits.get(waits.size() - 1), is(18));
    }
}
