package io.jenkins.plugins.ecs.polling;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecs.aws.AwsFailure;
import io.jenkins.plugins.ecs.aws.AwsFailure.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.Test;

/** What shares a call, what becomes of a call that is refused, and what its answer says about the endpoint. */
public class BatchRequestTest extends WatchTestCase {

    private static final String ARN = "arn:aws:ecs:eu-central-1:123456789012:service/prod/";

    private final PollSubscription one = new Build(this, (operation, input) -> input, ecs -> "").seat;
    private final PollSubscription other = new Build(this, (operation, input) -> input, ecs -> "").seat;

    private static ReadRequest read(String service) {
        ObjectNode input = JsonNodeFactory.instance.objectNode().put("cluster", "prod");
        input.putArray("services").add(service);
        return ReadRequest.of("DescribeServices", input).get(0);
    }

    private BatchRequest batch(int services) {
        BatchRequest batch = new BatchRequest(read("s0").kind(), 700);
        for (int i = 0; i < services; i++) {
            batch.add(read("s" + i), one);
        }
        return batch;
    }

    private static AwsFailure failure(Kind kind) {
        return new AwsFailure(kind, "DescribeServices", null, "no", null);
    }

    /** Kind, number of reads, size of the calls that follow. */
    @Test
    public void aRefusedCallIsSplitOnlyIfOneReadMayBeTheReason() {
        Object[][] table = {
            {Kind.INVALID, 10, 5},
            {Kind.INVALID, 3, 2},
            {Kind.INVALID, 2, 1},
            {Kind.INVALID, 1, 0},
            {Kind.NOT_FOUND, 4, 2},
            {Kind.SERVICE_NOT_FOUND, 4, 2},
            {Kind.DENIED, 10, 1},
            {Kind.DENIED, 1, 0},
            {Kind.THROTTLED, 10, 0},
            {Kind.SERVER, 10, 0},
            {Kind.LOST, 10, 0},
            {Kind.CLUSTER_NOT_FOUND, 10, 0},
        };
        for (Object[] row : table) {
            assertThat(row[0] + " of " + row[1], batch((int) row[1]).splitAfter(failure((Kind) row[0])), is(row[2]));
        }
    }

    @Test
    public void aCallTakesAsManyAsAwsDoesAndTheOthersStay() {
        BatchRequest batch = batch(9);
        assertThat(batch.hasRoom(), is(true));
        batch.add(read("s9"), one);
        assertThat(batch.hasRoom(), is(false));
        batch.add(read("s10"), one);

        BatchRequest first = batch.firstOf(10);
        assertThat(first.reads().size(), is(10));
        assertThat("as old as the whole", first.since(), is(700L));
        assertThat(new ArrayList<>(batch.reads().keySet()), is(List.of(read("s10"))));
    }

    @Test
    public void aReadStaysAsLongAsAnyBuildWaitsForIt() {
        BatchRequest batch = batch(1);
        batch.add(read("s0"), other);
        batch.remove(read("s0"), one);
        assertThat(batch.isEmpty(), is(false));
        batch.remove(read("s0"), one);
        batch.remove(read("nobody's"), one);
        assertThat(batch.isEmpty(), is(false));
        batch.remove(read("s0"), other);
        assertThat(batch.isEmpty(), is(true));
    }

    @Test
    public void aCallIsFilledUpWithNewReadsOfItsKindOnly() {
        BatchRequest batch = batch(1);
        assertThat(batch.takes(read("s1")), is(true));
        assertThat("it has it already", batch.takes(read("s0")), is(false));
        ObjectNode elsewhere = JsonNodeFactory.instance.objectNode().put("cluster", "test");
        elsewhere.putArray("services").add("s1");
        assertThat(
                "of another cluster",
                batch.takes(ReadRequest.of("DescribeServices", elsewhere).get(0)),
                is(false));
    }

    @Test
    public void theAccountIsThatOfTheFirstItem() {
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        assertThat(batch(1).account(answer), is(Optional.empty()));
        answer.putArray("services").addObject().put("serviceArn", ARN + "api");
        assertThat(batch(1).account(answer), is(Optional.of("123456789012")));
        answer.putArray("services").addObject().put("serviceArn", "arn:aws:ecs:eu-central-1::service/x");
        assertThat(batch(1).account(answer), is(Optional.empty()));
    }

    /** An endpoint that is slow or away gets fewer threads. */
    @Test
    public void aSlowOrMissingAnswerShowsTrouble() {
        Object[][] table = {
            {null, 3_000L, false},
            {null, 3_001L, true},
            {Kind.LOST, 1L, true},
            {Kind.UNREACHABLE, 1L, true},
            {Kind.NOT_AWS, 1L, true},
            {Kind.NO_CREDENTIALS, 1L, false},
            {Kind.THROTTLED, 1L, false},
            {Kind.DENIED, 1L, false},
        };
        for (Object[] row : table) {
            BatchResponse response = BatchResponse.of(
                    batch(1),
                    (operation, input) -> {
                        if (row[0] != null) {
                            throw failure((Kind) row[0]);
                        }
                        return input;
                    },
                    50_000);
            assertThat(row[0] + " after " + row[1] + " ms", response.showsTrouble(50_000 + (long) row[1]), is(row[2]));
        }
    }

    @Test
    public void anErrorOfOursIsAFailureForTheBuildsThatAsked() {
        BatchResponse response = BatchResponse.of(
                batch(1),
                (operation, input) -> {
                    throw new StackOverflowError("deep");
                },
                0);
        ReadResult result = response.resultOf(read("s0"));
        assertThat(((AwsFailure) result.failure()).kind(), is(Kind.LOST));
        assertThat(response.ofAws().awsMessage(), is("an error in this plugin: java.lang.StackOverflowError: deep"));
    }
}
