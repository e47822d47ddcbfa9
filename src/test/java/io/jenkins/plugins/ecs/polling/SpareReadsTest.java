package io.jenkins.plugins.ecs.polling;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.junit.Assert.assertThrows;

import io.jenkins.plugins.ecs.aws.AwsFailure;
import io.jenkins.plugins.ecs.aws.AwsFailure.Kind;
import java.util.List;
import org.junit.Test;

/** Reads for users who look use only what deployments leave of the quotas of an account. */
public class SpareReadsTest extends WatchTestCase {

    private static final String READ = "GetLogEvents";

    private final FakeEcs ecs = ecs("123456789012");
    private int reads;

    private PollSubscription subscription(Object identity) {
        return watch.join(identity, PLACE, ecs, null);
    }

    private String read(PollSubscription by) {
        return by.read(READ, () -> "read " + ++reads);
    }

    /** As many as are let through now. */
    private int readAll(PollSubscription by) {
        for (int i = 0; i < 1_000; i++) {
            try {
                read(by);
            } catch (NoSpareCallException none) {
                return i;
            }
        }
        throw new AssertionError("there is no limit");
    }

    @Test
    public void aReadWithoutTokensToSpareIsNotMade() {
        PollSubscription looking = subscription("a");
        assertThat(read(looking), is("read 1"));
        assertThat("half of four fifths of 25", readAll(looking), is(9));

        int made = reads;
        NoSpareCallException none = assertThrows(NoSpareCallException.class, () -> read(looking));
        assertThat(none.operation(), is(READ));
        assertThat(reads, is(made));

        workers.advance(1_000);
        assertThat("20 a second, and no more than half", readAll(looking), is(10));
    }

    @Test
    public void deploymentsAreNotDelayedBySomebodyWhoLooks() {
        PollSubscription looking = subscription("a");
        PollSubscription running = subscription("a");
        readAll(looking);

        for (int i = 0; i < 10; i++) {
            assertThat(running.turnIn(READ), is(0L));
        }
        assertThat(running.turnIn(READ), is(50L));
        assertThat("nothing is left for those who look", readAll(looking), is(0));
    }

    @Test
    public void buildsOfOneAccountShareWhatIsLeft() {
        Build one = new Build("one", ecs, service("prod", "api")).start(0);
        Build other = new Build("other", ecs, service("prod", "web")).start(0);
        workers.advance(500);

        assertThat(readAll(one.seat), is(10));
        assertThat(readAll(other.seat), is(0));
    }

    @Test
    public void aThrottledReadBacksOffLikeEveryOther() {
        PollSubscription looking = subscription("a");
        assertThrows(
                AwsFailure.class,
                () -> looking.read(READ, () -> {
                    throw FakeEcs.failure(Kind.THROTTLED, READ);
                }));
        assertThat(readAll(looking), is(0));
        assertThat("other operations are not affected", looking.read("ListTasks", () -> List.of()), is(List.of()));
    }

    @Test
    public void anOperationWithoutAQuotaIsNotLimited() {
        PollSubscription looking = subscription("a");
        for (int i = 0; i < 500; i++) {
            assertThat(looking.read("GetCallerIdentity", () -> "me"), is("me"));
        }
    }
}
