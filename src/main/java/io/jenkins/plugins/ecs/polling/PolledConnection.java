package io.jenkins.plugins.ecs.polling;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.aws.connection.AwsConnection;
import io.jenkins.plugins.ecs.aws.connection.SharedConnection;

/** A build's connection to AWS, shared with similar builds, and its subscription. It must be closed. */
public final class PolledConnection implements AutoCloseable {

    private final SharedConnection shared;
    private final PollSubscription seat;
    private final AwsConnection connection;

    public PolledConnection(@NonNull SharedConnection shared, @NonNull PollSubscription seat) {
        this.shared = shared;
        this.seat = seat;
        this.connection = shared.connection().through(seat.ecs());
    }

    /** For use in rounds of {@link #seat()}, where ECS reads are shared. Closing it closes nothing. */
    @NonNull
    public AwsConnection connection() {
        return connection;
    }

    /**
     * For reads beside the rounds that may be left out. Its ECS reads are {@link SpareReads}; those of other services must
     * be made through {@link #seat()}. Closing it closes nothing.
     */
    @NonNull
    public AwsConnection spare() {
        AwsConnection direct = shared.connection();
        return direct.through((operation, input) ->
                seat.read(operation, () -> direct.ecsCall().call(operation, input)));
    }

    @NonNull
    public PollSubscription seat() {
        return seat;
    }

    @Override
    public void close() {
        seat.close();
        shared.close();
    }
}
