package io.jenkins.plugins.ecs.policy;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The change that rules evaluate, as plain values, reported by AWS where possible.
 *
 * @param account the service's account; null if unknown
 * @param cluster short name
 * @param service short name
 * @param images the images of all containers to deploy; null if unknown
 * @param roles task role, execution role, and the roles assumed for the deployment
 * @param circuitBreaker whether the deployment circuit breaker is enabled; null if unknown
 * @param longest maximum duration, including everything that the deployment is configured to wait for; null if unknown
 * @param rollback whether this is verified to be a rollback to the previous revision
 * @param rollbackRequested whether the change was requested as a rollback, verified or not
 * @param subject the service and what would be deployed, as reported by AWS
 * @param context the build that makes the change
 * @param task what a task that belongs to no service runs; null for a deployment
 * @param deletion that the service is deleted; null if it is not
 * @param creates whether the service does not exist and is created
 * @param lookUps what its definitions look up, such as {@code ssm:/prod/cpu}
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
        @NonNull Context context,
        @CheckForNull Task task,
        @CheckForNull Deletion deletion,
        boolean creates,
        @NonNull List<String> lookUps) {

    public Change {
        lookUps = List.copyOf(lookUps);
    }

    /**
     * The deletion of a service.
     *
     * @param ephemeral whether the service has the tag for short-lived services
     * @param forcedBy id of the user who started the build and forces the deletion; null if it is not forced
     * @param newestOfOthers the newest deployment by another job; null if none is known
     */
    public record Deletion(
            boolean ephemeral,
            @CheckForNull String forcedBy,
            @CheckForNull OtherDeployment newestOfOthers) {}

    /**
     * A deployment of the service by another job.
     *
     * @param at epoch milliseconds
     */
    public record OtherDeployment(@NonNull String job, int build, long at) {}

    /**
     * A run of tasks that belong to no service.
     *
     * @param commands the overridden ones, each as its words with blanks between them
     */
    public record Task(@NonNull List<String> commands) {}

    /** A deployment. */
    public Change(
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
        this(
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
                context,
                null,
                null,
                false,
                List.of());
    }

    /** The same as a deletion. */
    @NonNull
    public Change of(@NonNull Deletion delete) {
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
                context,
                task,
                delete,
                creates,
                lookUps);
    }

    /** The same, of a service that is created. */
    @NonNull
    public Change creating() {
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
                context,
                task,
                deletion,
                true,
                lookUps);
    }

    /** The same with what its definitions look up. */
    @NonNull
    public Change lookingUp(@NonNull List<String> looked) {
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
                context,
                task,
                deletion,
                creates,
                looked);
    }

    /** The same as a run of tasks. */
    @NonNull
    public Change of(@NonNull Task run) {
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
                context,
                run,
                deletion,
                creates,
                lookUps);
    }

    /**
     * The build that makes a change.
     *
     * @param target name of the target; null if none is set
     * @param production whether one of the affected targets is for production
     * @param users the users who started the build, and their groups; empty if no user did
     * @param evidence approvals, verifications and plans of the build so far
     * @param override reason of an authorized user to override a freeze window; null for no override
     * @param overriddenBy id of that user
     * @param path the path of the release that makes the change; null for any other change
     */
    public record Context(
            @CheckForNull String target,
            boolean production,
            @NonNull List<String> users,
            @NonNull Evidence evidence,
            @CheckForNull String override,
            @CheckForNull String overriddenBy,
            @CheckForNull OfPath path) {

        /** Of a change that no release makes. */
        public Context(
                @CheckForNull String target,
                boolean production,
                @NonNull List<String> users,
                @NonNull Evidence evidence,
                @CheckForNull String override,
                @CheckForNull String overriddenBy) {
            this(target, production, users, evidence, override, overriddenBy, null);
        }

        /** An unknown build. */
        public static final Context NONE = new Context(null, false, List.of(), Evidence.NONE, null, null);

        /** A copy without an override of freeze windows. */
        @NonNull
        Context withoutOverride() {
            return new Context(target, production, users, evidence, null, null, path);
        }

        /** The same of a release. */
        @NonNull
        public Context of(@CheckForNull OfPath release) {
            return new Context(target, production, users, evidence, override, overriddenBy, release);
        }
    }

    /** A copy about another cluster, where only scheduled tasks run. */
    @NonNull
    public Change inCluster(@NonNull String arn) {
        String ofArn = Arn.account(arn);
        return new Change(
                ofArn == null ? account : ofArn,
                region,
                Arn.name(arn),
                service,
                images,
                roles,
                circuitBreaker,
                longest,
                rollback,
                rollbackRequested,
                new Subject(
                        subject.serviceArn(),
                        arn,
                        subject.running(),
                        subject.digests(),
                        subject.deploys(),
                        subject.begunAt(),
                        subject.newImages()),
                context,
                task,
                deletion,
                creates,
                lookUps);
    }

    /**
     * The path of a release.
     *
     * @param where the level at which it is defined
     */
    public record OfPath(@NonNull String name, @NonNull String where) {}

    /** A copy in another context. */
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
                other,
                task,
                deletion,
                creates,
                lookUps);
    }

    /** A copy with the roles that are assumed to make the change. */
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
                context,
                task,
                deletion,
                creates,
                lookUps);
    }
}
