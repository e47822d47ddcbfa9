package io.jenkins.plugins.ecs.paths.plan;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.paths.definition.PathEnvironment;
import io.jenkins.plugins.ecs.paths.proof.Evidence;
import io.jenkins.plugins.ecs.verify.VerifyRequest;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What a simulated release assumes of the places that its path leads to: everything that the path does not define. */
public interface Assumptions {

    /** A deployment takes this long, and an ordinary verification. */
    Duration DEPLOYMENT = Duration.ofMinutes(5);

    Duration VERIFICATION = Duration.ofMinutes(1);

    /** The service that is released; empty if any may be. */
    @NonNull
    default String service() {
        return "";
    }

    /** The freeze window that is open for an environment at a time, in epoch milliseconds. */
    @NonNull
    Optional<Evidence.Frozen> frozen(@NonNull PathEnvironment where, long now);

    /** Why rules, or settings of the target, refuse every release there. */
    @NonNull
    List<String> refusals(@NonNull PathEnvironment where);

    /** What else rules require there, which a path cannot show. */
    @NonNull
    List<String> requirements(@NonNull PathEnvironment where);

    /** Whether the environment is for production. */
    boolean isProduction(@NonNull PathEnvironment where);

    /** What is known of an approver. */
    @NonNull
    Approver approver(@NonNull String name);

    /** Who an entry in a list of approvers is. */
    enum Approver {
        USER,
        GROUP,
        /** There is neither a user nor a group of this name. */
        NOBODY,
        /** The security realm cannot tell. */
        UNKNOWN
    }

    /** How long the verification of an environment takes at least. */
    @NonNull
    static Duration verification(@NonNull PathEnvironment where) {
        Duration least = VerifyRequest.leastFor(where.checks());
        return least.compareTo(VERIFICATION) > 0 ? least : VERIFICATION;
    }
}
