package io.jenkins.plugins.ecs.aws.elb;

/**
 * How a load balancer sees one target.
 *
 * @param id an IP address or the id of an instance
 * @param port 0 where AWS gives none
 * @param state {@code initial}, {@code healthy}, {@code unhealthy}, {@code unused}, {@code draining} and the like
 * @param reason {@code Target.ResponseCodeMismatch} and the like; empty for a healthy one
 * @param description AWS's words; may be empty
 */
public record TargetHealth(String id, int port, String state, String reason, String description) {

    /** {@code 10.0.1.17:8080} */
    public String address() {
        return port == 0 ? id : id + ":" + port;
    }
}
