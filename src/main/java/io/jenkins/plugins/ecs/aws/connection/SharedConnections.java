package io.jenkins.plugins.ecs.aws.connection;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.aws.AwsFailure;
import io.jenkins.plugins.ecs.aws.AwsMessages;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;

/** Open connections that builds with the same identity share; the last one who leaves closes it. */
public final class SharedConnections {

    record Key(AwsConnection.Settings settings, String identity) {}

    private final Map<Key, Shared> open = new HashMap<>();

    /**
     * @param settings how to connect; builds with equal settings and the same identity share the connection
     * @param identity who asks, as a value; no secret
     * @param credentials this build's own way to them: asked if the connection needs them while it is the first in it
     */
    @NonNull
    public SharedConnection join(
            @NonNull AwsConnection.Settings settings,
            @NonNull String identity,
            @NonNull Supplier<AwsCredentialsProvider> credentials) {
        synchronized (open) {
            Key key = new Key(settings, identity);
            return new SharedConnection(
                    this, open.computeIfAbsent(key, k -> new Shared(k)).join(credentials), credentials);
        }
    }

    /** How many are open. */
    public int count() {
        synchronized (open) {
            return open.size();
        }
    }

    /** Jenkins goes down: whoever still has one leaves it later, or never. */
    public void closeAll() {
        List<Shared> all;
        synchronized (open) {
            all = List.copyOf(open.values());
            open.clear();
        }
        all.forEach(Shared::close);
    }

    void leave(Shared shared, Supplier<AwsCredentialsProvider> credentials) {
        boolean last;
        synchronized (open) {
            last = shared.leave(credentials);
            if (last) {
                open.remove(shared.key, shared);
            }
        }
        if (last) {
            shared.connection.close();
        }
    }

    /** One connection and those who share it. */
    static final class Shared implements Supplier<AwsCredentialsProvider> {
        final Key key;
        final AwsConnection connection;
        private final List<Supplier<AwsCredentialsProvider>> members = new ArrayList<>();

        Shared(Key key) {
            this.key = key;
            this.connection = AwsConnection.open(key.settings(), this);
        }

        Shared join(Supplier<AwsCredentialsProvider> member) {
            synchronized (members) {
                members.add(member);
            }
            return this;
        }

        void close() {
            synchronized (members) {
                members.clear();
            }
            connection.close();
        }

        boolean leave(Supplier<AwsCredentialsProvider> member) {
            synchronized (members) {
                members.remove(member);
                return members.isEmpty();
            }
        }

        /** Of the first build that has any: the credentials of a build may have been deleted. */
        @Override
        public AwsCredentialsProvider get() {
            List<Supplier<AwsCredentialsProvider>> asked;
            synchronized (members) {
                asked = List.copyOf(members);
            }
            AwsFailure refused = null;
            for (Supplier<AwsCredentialsProvider> member : asked) {
                try {
                    return member.get();
                } catch (AwsFailure failure) {
                    refused = failure;
                }
            }
            throw refused == null
                    ? new AwsFailure(
                            AwsFailure.Kind.UNREACHABLE, "credentials", null, AwsMessages.CONNECTION_CLOSED, null)
                    : refused;
        }
    }
}
