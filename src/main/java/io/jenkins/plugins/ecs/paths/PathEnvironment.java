package io.jenkins.plugins.ecs.paths;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.verify.check.CheckSpec;
import java.io.Serializable;
import java.time.Duration;
import java.util.ArrayList;

/**
 * One environment of a path. Immutable.
 *
 * @param target name of the target that is deployed to
 * @param from name of the environment in which a release must be proven first; empty for none
 * @param soak how long it must have been in continuous use there; zero for no minimum
 * @param freshness maximum age of that proof; null for no limit
 * @param checks verified after the deployment, besides the default checks
 * @param rollback whether a failed verification rolls back
 * @param approval null if none is needed
 */
public record PathEnvironment(
        @NonNull String name,
        @NonNull String target,
        @NonNull String from,
        @NonNull Duration soak,
        @CheckForNull Duration freshness,
        @NonNull ArrayList<CheckSpec> checks,
        boolean rollback,
        @CheckForNull PathApproval approval)
        implements Serializable {

    private static final long serialVersionUID = 1L;
}
