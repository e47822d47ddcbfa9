package io.jenkins.plugins.ecs.policy;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What is about to be changed, as plain values: by what AWS answers wherever it has answered.
 *
 * @param account of the service; null where it is not known
 * @param cluster short name
 * @param service short name
 * @param images of all containers that would run; null where they are not known
 * @param roles the task's and its execution's, and those that are assumed to deploy
 * @param circuitBreaker whether ECS watches the deployment; null where it is not known
 * @param longest how long it may take, with all that it is configured to wait for; null where it is not known
 * @param rollback whether it is verified that it goes back to what ran before
 * @param rollbackRequested whether somebody asks for it as a rollback, verified or not
 * @param subject which service it is about, by what AWS answers, and what it would bring
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
        @CheckForNull Duration longest,
        boolean rollback,
        boolean rollbackRequested,
        @NonNull Subject subject,
        @NonNull Context context) {

    /**
     * What is known of the build that asks.
     *
     * @param target its name, or null for none
     * @param production whether one of the targets that are reached is one for production
     * @param users who started the build, and the groups that they are in; empty where nobody did
     * @param evidence what happened in the build before
     * @param override why a freeze window is to be ignored, by somebody who may; null for no override
     * @param overriddenBy who that is
     */
    public record Context(
            @CheckForNull String target,
            boolean production,
            @NonNull List<String> users,
            @NonNull Evidence evidence,
            @CheckForNull String override,
            @CheckForNull String overriddenBy) {

        /** Nothing is known. */
        public static final Context NONE = new Context(null, false, List.of(), Evidence.NONE, null, null);

        /** The same without an override of freeze windows. */
        @NonNull
        Context withoutOverride() {
            return new Context(target, production, users, evidence, null, null);
        }
    }

    /** The same, in another context. */
    @NonNull
    public Change in(@NonNull Context other) {
        return new Change(
                account,
                region,
                cluster,
                service,
                images,
                roles,
                circuitBreaker,
                longest,
                rollback,
                rollbackRequested,
                subject,
                other);
    }

    /** The same, with the roles that are assumed to make it. */
    @NonNull
    public Change withRoles(@NonNull List<String> more) {
        List<String> all = new ArrayList<>(roles);
        all.addAll(more);
        return new Change(
                account,
                region,
                cluster,
                service,
                images,
                all,
                circuitBreaker,
                longest,
                rollback,
                rollbackRequested,
                subject,
                context);
    }
}
