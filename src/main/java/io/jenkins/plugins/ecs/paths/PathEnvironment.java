package io.jenkins.plugins.ecs.paths;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.verify.check.CheckSpec;
import java.io.Serializable;
import java.time.Duration;
import java.util.ArrayList;

/**
 * One environment of a path. Immutable. Saved with a release, so it has numbers where others have durations.
 *
 * @param target name of the target that is deployed to
 * @param from name of the environment in which a release must be proven first; empty for none
 * @param soakMillis how long it must have been in continuous use there; 0 for no minimum
 * @param freshnessMillis maximum age of that proof; 0 for no limit
 * @param checks verified after the deployment, besides the default checks
 * @param rollback whether a failed verification rolls back
 * @param approval null if none is needed
 */
public record PathEnvironment(
        @NonNull String name,
        @NonNull String target,
        @NonNull String from,
        long soakMillis,
        long freshnessMillis,
        @NonNull ArrayList<CheckSpec> checks,
        boolean rollback,
        @CheckForNull PathApproval approval)
        implements Serializable {

    private static final long serialVersionUID = 1L;

    /** @param freshness null for no limit */
    public PathEnvironment(
            @NonNull String name,
            @NonNull String target,
            @NonNull String from,
            @NonNull Duration soak,
            @CheckForNull Duration freshness,
            @NonNull ArrayList<CheckSpec> checks,
            boolean rollback,
            @CheckForNull PathApproval approval) {
        this(
                name,
                target,
                from,
                soak.toMillis(),
                freshness == null ? 0 : freshness.toMillis(),
                checks,
                rollback,
                approval);
    }

    /** Zero for no minimum. */
    @NonNull
    public Duration soak() {
        return Duration.ofMillis(soakMillis);
    }

    /** Null for no limit. */
    @CheckForNull
    public Duration freshness() {
        return freshnessMillis == 0 ? null : Duration.ofMillis(freshnessMillis);
    }
}
