package io.jenkins.plugins.ecs.policy;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import java.util.ArrayList;
import java.util.List;

/**
 * What is about to be changed, as plain values.
 *
 * @param account of the service; null where it is not known
 * @param cluster short name
 * @param service short name
 * @param images of all containers that would run; null where they are not known
 * @param roles the task's and its execution's, and those that are assumed to deploy
 * @param circuitBreaker whether ECS watches the deployment; null where it is not known
 * @param rollback whether it goes back to what ran before
 * @param context what is known of the build that asks
 */
public record Change(
        @CheckForNull String account,
        @NonNull String region,
        @NonNull String cluster,
        @NonNull String service,
        @CheckForNull List<String> images,
        @NonNull List<String> roles,
        @CheckForNull Boolean circuitBreaker,
        boolean rollback,
        @NonNull Context context) {

    /**
     * What is known of the build that asks.
     *
     * @param target its name, or null for none
     * @param production whether the target is one for production
     * @param users who started the build, and the groups that they are in; empty where nobody did
     * @param approvedBy who approved this deployment in this build, or null
     * @param verified whether this build has verified the service before
     * @param override why a freeze window is to be ignored, by somebody who may; null for no override
     * @param overriddenBy who that is
     */
    public record Context(
            @CheckForNull String target,
            boolean production,
            @NonNull List<String> users,
            @CheckForNull String approvedBy,
            boolean verified,
            @CheckForNull String override,
            @CheckForNull String overriddenBy) {

        /** Nothing is known. */
        public static final Context NONE = new Context(null, false, List.of(), null, false, null, null);
    }

    /** The same, in another context. */
    @NonNull
    public Change in(@NonNull Context other) {
        return new Change(account, region, cluster, service, images, roles, circuitBreaker, rollback, other);
    }

    /** The same, with the roles that are assumed to make it. */
    @NonNull
    public Change withRoles(@NonNull List<String> more) {
        List<String> all = new ArrayList<>(roles);
        all.addAll(more);
        return new Change(account, region, cluster, service, images, all, circuitBreaker, rollback, context);
    }
}
