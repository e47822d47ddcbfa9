package io.jenkins.plugins.ecs.aws.connection;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.aws.AwsCall;
import java.util.function.Supplier;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;

/** One build's share of a connection. Close it when done. */
public final class SharedConnection implements AutoCloseable {

    private final SharedConnections all;
    private final SharedConnections.Shared shared;
    private final Supplier<AwsCredentialsProvider> credentials;
    private boolean closed;

    SharedConnection(
            SharedConnections all, SharedConnections.Shared shared, Supplier<AwsCredentialsProvider> credentials) {
        this.all = all;
        this.shared = shared;
        this.credentials = credentials;
    }

    @NonNull
    public AwsConnection connection() {
        return shared.connection;
    }

    /** Equal for those who share it. */
    @NonNull
    public Object key() {
        return shared.key;
    }

    /** Region and endpoint of ECS. */
    @NonNull
    public String place() {
        return shared.key.settings().region() + " "
                + shared.key.settings().endpoints().ecs();
    }

    /**
     * Sends changes with an own session of the assumed role, named after the build, so that CloudTrail shows who made
     * them. Reads need no name. Without a role both are the same.
     */
    @NonNull
    public AwsCall acts(@NonNull AwsConnection.Settings own) {
        if (own.roles().isEmpty()) {
            return shared.connection.ecsCall();
        }
        return (operation, input) -> {
            try (AwsConnection alone = AwsConnection.open(own, credentials)) {
                return alone.ecsCall().call(operation, input);
            }
        };
    }

    @Override
    public void close() {
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
        }
        all.leave(shared, credentials);
    }
}
