package io.jenkins.plugins.ecs.aws.transport;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import java.util.Set;

/** An HTTP proxy; {@code noProxyHosts} are regular expressions. */
public record HttpProxy(
        @NonNull String host,
        int port,
        @CheckForNull String user,
        @CheckForNull String password,
        @NonNull Set<String> noProxyHosts) {

    @Override
    public String toString() {
        return host + ":" + port;
    }
}
