package io.jenkins.plugins.ecs.watch;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.aws.AwsConnection;
import io.jenkins.plugins.ecs.aws.SharedConnection;

/** A build's connection to AWS, shared with others like it, and its place at the poller. Close it when done. */
public final class WatchedConnection implements AutoCloseable {

    private final SharedConnection shared;
    private final Seat seat;
    private final AwsConnection connection;

    public WatchedConnection(@NonNull SharedConnection shared, @NonNull Seat seat) {
        this.shared = shared;
        this.seat = seat;
        this.connection = shared.connection().through(seat.ecs());
    }

    /** To be used in rounds of {@link #seat()}: there, reads of ECS are shared. Closing it closes nothing. */
    @NonNull
    public AwsConnection connection() {
        return connection;
    }

    @NonNull
    public Seat seat() {
        return seat;
    }

    @Override
    public void close() {
        seat.close();
        shared.close();
    }
}
