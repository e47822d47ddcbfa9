package io.jenkins.plugins.ecs.polling;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.Test;

/** When a call is sent, with which reads, and that nobody's reads are sent after he has left. */
public class PendingReadsTest extends WatchTestCase {

    private final PendingReads pending = new PendingReads();
    private final AccountRateLimits limits = new AccountRateLimits(0, () -> 0.5);
    private final PollSubscription one = subscription();
    private final PollSubscription other = subscription();

    private PollSubscription subscription() {
        return new Build(this, (operation, input) -> input, ecs -> "").seat;
    }

    private static ReadRequest read(String operation, String list, String subject) {
        ObjectNode input = JsonNodeFactory.instance.objectNode().put("cluster", "prod");
        input.putArray(list).add(subject);
        return ReadRequest.of(operation, input).get(0);
    }

    private static ReadRequest service(String name) {
        return read("DescribeServices", "services", name);
    }

    private void add(PollSubscription seat, ReadRequest read, long now) {
        seat.missing.add(read);
        pending.add(seat, read, now);
    }

    private List<String> next(boolean othersMayJoin, long now) {
        Optional<BatchRequest> batch = pending.next(limits, othersMayJoin, now);
        return batch.map(each ->
                        each.reads().keySet().stream().map(ReadRequest::subject).toList())
                .orElse(List.of());
    }

    @Test
    public void aCallWaitsBrieflyForThoseThatMayJoin() {
        add(one, service("a"), 1_000);
        assertThat(next(true, 1_199), is(List.of()));
        assertThat(pending.nextTurn(), is(1_200L));
        add(other, service("b"), 1_199);
        assertThat(next(true, 1_200), is(List.of("a", "b")));
        assertThat(next(true, 5_000), is(List.of()));
    }

    @Test
    public void itWaitsForNobodyIfNobodyMayJoinOrItIsFull() {
        add(one, service("a"), 1_000);
        assertThat(next(false, 1_000), is(List.of("a")));

        for (int i = 0; i < 11; i++) {
            add(one, service("s" + i), 1_000);
        }
        assertThat(next(true, 1_000).size(), is(10));
        assertThat("what did not fit waits as before", next(true, 1_100), is(List.of()));
        assertThat(next(true, 1_200), is(List.of("s10")));
    }

    @Test
    public void operationsTakeTurns() {
        for (int i = 0; i < 20; i++) {
            add(one, service("s" + i), 0);
        }
        add(other, read("DescribeTasks", "tasks", "t"), 0);
        assertThat(next(false, 0).size(), is(10));
        assertThat(next(false, 0), is(List.of("t")));
        assertThat(next(false, 0).size(), is(10));
    }

    @Test
    public void aCallWithoutATokenIsSentWhenItsTokenIsDue() {
        while (limits.reserve("DescribeServices", 0) == 0) {
            // Until no token is left.
        }
        add(one, service("a"), 0);
        assertThat(next(false, 0), is(List.of()));
        long due = pending.nextTurn();
        assertThat(next(false, due - 1), is(List.of()));
        assertThat("the reservation stays", pending.nextTurn(), is(due));
        assertThat(next(false, due), is(List.of("a")));
    }

    @Test
    public void aSplitCallIsSentInItsPartsAndAtOnce() {
        for (int i = 0; i < 5; i++) {
            add(one, service("s" + i), 0);
        }
        BatchRequest whole = pending.next(limits, false, 0).orElseThrow();
        pending.split(whole, 2);
        add(other, service("z"), 0);
        List<List<String>> sent = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            sent.add(next(true, 0));
        }
        assertThat(sent, is(List.of(List.of("s0", "s1"), List.of("s2", "s3"), List.of("s4"))));
        assertThat(next(true, 200), is(List.of("z")));
    }

    @Test
    public void theReadsOfABuildThatLeavesAreNotSent() {
        add(one, service("a"), 0);
        add(one, service("shared"), 0);
        add(other, service("shared"), 0);
        pending.cancel(one);
        assertThat(next(false, 0), is(List.of("shared")));

        add(one, service("a"), 0);
        pending.cancel(one);
        assertThat("no empty call", pending.next(limits, false, 0), is(Optional.empty()));
    }

    @Test
    public void noPartOfASplitCallIsSentForABuildThatHasLeft() {
        add(one, service("a"), 0);
        add(one, service("b"), 0);
        add(other, service("c"), 0);
        pending.split(pending.next(limits, false, 0).orElseThrow(), 1);
        pending.cancel(one);
        assertThat(next(false, 0), is(List.of("c")));
        assertThat(next(false, 0), is(List.of()));
    }

    @Test
    public void onlyWhatSharesACallIsExpected() {
        assertThat(PendingReads.shareable(service("a")), is(service("a")));
        ReadRequest alone = ReadRequest.of("ListTasks", JsonNodeFactory.instance.objectNode())
                .get(0);
        assertThat(PendingReads.shareable(alone) == null, is(true));
        assertThat(PendingReads.shareable(null) == null, is(true));
    }
}
