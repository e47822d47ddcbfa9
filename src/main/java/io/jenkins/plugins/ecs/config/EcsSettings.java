package io.jenkins.plugins.ecs.config;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.rollout.RequestChecks;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where a step deploys and as whom: the step's own settings over the admin's. Immutable; persisted with the build, so it
 * holds ids only. The endpoint is not part of it: it is read from the admin's settings whenever a connection is opened.
 */
public final class EcsSettings implements Serializable {

    private static final long serialVersionUID = 1L;

    private final String region;
    private final String credentialsId;
    private final String roleArn;
    private final String origins;

    private EcsSettings(String region, String credentialsId, String roleArn, String origins) {
        this.region = region;
        this.credentialsId = credentialsId;
        this.roleArn = roleArn;
        this.origins = origins;
    }

    /**
     * @throws IllegalArgumentException naming what is missing or wrong
     */
    @NonNull
    public static EcsSettings merge(
            @CheckForNull String region,
            @CheckForNull String credentialsId,
            @CheckForNull String roleArn,
            @CheckForNull String globalRegion,
            @CheckForNull String globalCredentialsId,
            boolean endpointOverridden) {
        String effectiveRegion = region == null ? globalRegion : region;
        String effectiveCredentials = credentialsId == null ? globalCredentialsId : credentialsId;
        List<String> problems = new ArrayList<>();
        if (effectiveRegion == null) {
            problems.add("region: missing. Give it in the step, or let an admin set a default");
        }
        SettingChecks.region(effectiveRegion, endpointOverridden).ifPresent(problems::add);
        RequestChecks.roleArn(roleArn).ifPresent(problems::add);
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", problems));
        }
        List<String> origins = new ArrayList<>();
        origins.add("region " + effectiveRegion + origin(region));
        origins.add(
                effectiveCredentials == null
                        ? "credentials of the controller"
                        : "credentials " + effectiveCredentials + origin(credentialsId));
        Optional.ofNullable(roleArn).ifPresent(role -> origins.add("role " + role + origin(role)));
        return new EcsSettings(effectiveRegion, effectiveCredentials, roleArn, String.join(", ", origins));
    }

    private static String origin(String ofStep) {
        return ofStep == null ? " (global)" : " (step)";
    }

    @NonNull
    public String region() {
        return region;
    }

    /** Null for the controller's own credentials. */
    @CheckForNull
    public String credentialsId() {
        return credentialsId;
    }

    @CheckForNull
    public String roleArn() {
        return roleArn;
    }

    /** Each effective value and where it came from, for the log. */
    @NonNull
    public String origins() {
        return origins;
    }
}
