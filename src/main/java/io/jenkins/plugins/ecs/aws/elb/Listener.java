package io.jenkins.plugins.ecs.aws.elb;

import java.util.List;

/**
 * A listener of a load balancer, or one of its rules.
 *
 * @param protocol {@code HTTP}, {@code HTTPS}, {@code TCP} and the like; empty for a rule
 * @param port 0 for a rule
 * @param targetGroups ARNs that its actions forward to
 */
public record Listener(String arn, String protocol, int port, List<String> targetGroups) {

    public boolean isHttp() {
        return protocol.equals("HTTP") || protocol.equals("HTTPS");
    }
}
