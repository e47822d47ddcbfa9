package io.jenkins.plugins.ecs.config;

import edu.umd.cs.findbugs.annotations.NonNull;

/**
 * What can be set in more than one place: in a step, in {@code withEcs}, for a folder, for a target, for all of Jenkins. The
 * nearest one counts, each by itself. The names are persisted.
 */
public enum Setting {
    TARGET("target", "target"),
    REGION("region", "region"),
    CLUSTER("cluster", "cluster"),
    CREDENTIALS_ID("credentialsId", "credentials"),
    /** One role, or a chain: ARNs with commas between them, assumed in this order. */
    ROLE_ARN("roleArn", "role"),
    /** Belongs to the last role. */
    EXTERNAL_ID("externalId", "external id"),
    /** As ISO 8601 writes a duration. */
    TIMEOUT("timeout", "timeout"),
    /** As ISO 8601 writes a duration. */
    STALL_TIMEOUT("stallTimeout", "stall timeout"),
    ON_ABORT("onAbort", "on abort"),
    ON_TIMEOUT("onTimeout", "on timeout"),
    WHEN_BUSY("whenBusy", "when busy"),
    ON_OTHER_DEPLOYMENT("onOtherDeployment", "on another deployment"),
    CIRCUIT_BREAKER("circuitBreaker", "circuit breaker"),
    /** For deployments in stages alone. */
    STRATEGY("strategy", "strategy"),
    ON_PERMANENT_FAILURE("onPermanentFailure", "on permanent failure"),
    KEEP_REVISIONS("keepRevisions", "revisions to keep");

    private final String field;
    private final String words;

    Setting(String field, String words) {
        this.field = field;
        this.words = words;
    }

    /** Its name in Jenkinsfiles and forms. */
    @NonNull
    public String field() {
        return field;
    }

    /** Its name in the log. */
    @NonNull
    String words() {
        return words;
    }

    /** Where and as whom is said in any case; anything else only where it does not stand in the step. */
    boolean isAlwaysSaid() {
        return this == TARGET || this == REGION || this == CREDENTIALS_ID || this == ROLE_ARN;
    }
}
