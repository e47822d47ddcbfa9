package io.jenkins.plugins.ecs.polling;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecs.aws.AwsCall;
import io.jenkins.plugins.ecs.aws.AwsFailure;
import java.util.logging.Level;
import java.util.logging.Logger;

/** What a call for a batch of reads brought: a response or a failure, for each of the reads. */
record BatchResponse(BatchRequest batch, ObjectNode json, RuntimeException failure, long sent) {

    private static final Logger LOGGER = Logger.getLogger(BatchResponse.class.getName());

    /** A call that takes longer shows that the endpoint is in trouble. */
    private static final long SLOW = 3_000;

    static BatchResponse of(BatchRequest batch, AwsCall call, long sent) {
        try {
            return new BatchResponse(batch, call.call(batch.operation(), batch.input()), null, sent);
        } catch (RuntimeException e) {
            return new BatchResponse(batch, null, e, sent);
        } catch (Error e) {
            return broken(batch, e, sent);
        }
    }

    /** The response for all subscriptions of a call that threw in our code. They poll again. */
    static BatchResponse broken(BatchRequest batch, Throwable error, long sent) {
        return new BatchResponse(batch, null, failureOf(batch, error), sent);
    }

    /** Null if AWS did not report the failure. */
    AwsFailure ofAws() {
        return failure instanceof AwsFailure known ? known : null;
    }

    /** Whether the endpoint is slow or unreachable. */
    boolean showsTrouble(long now) {
        AwsFailure known = ofAws();
        return now - sent > SLOW
                || (known != null && !known.isAnswerOfAws() && known.kind() != AwsFailure.Kind.NO_CREDENTIALS);
    }

    ReadResult resultOf(ReadRequest read) {
        if (json == null) {
            return new ReadResult(null, failure);
        }
        try {
            return new ReadResult(batch.answerFor(read, json), null);
        } catch (RuntimeException | Error e) {
            return new ReadResult(null, failureOf(batch, e));
        }
    }

    private static AwsFailure failureOf(BatchRequest batch, Throwable error) {
        LOGGER.log(Level.SEVERE, batch.operation() + " failed for all deployments that wait for it", error);
        return new AwsFailure(
                AwsFailure.Kind.LOST, batch.operation(), null, "an error in this plugin: " + error, error);
    }
}
