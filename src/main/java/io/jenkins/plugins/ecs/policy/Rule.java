package io.jenkins.plugins.ecs.policy;

import edu.umd.cs.findbugs.annotations.NonNull;
import java.time.Instant;
import java.util.Optional;

/** One rule. What is not known to be allowed is refused. */
public sealed interface Rule
        permits AllowedValues,
                ApprovalForProduction,
                CircuitBreakerRequired,
                CommandsAllowed,
                CreateService,
                Deletable,
                Ephemeral,
                ExportForbidden,
                Freeze,
                LongestDeployment,
                LookUpsAllowed,
                PathRequired,
                PinnedImages,
                ProtectedDays,
                RollbackBy,
                TargetRequired,
                VerificationForProduction {

    /** The field of the policy that sets the rule. */
    @NonNull
    String name();

    /** Why the rule refuses a change, in a few words; empty if it does not. */
    @NonNull
    Optional<String> objection(@NonNull Change change, @NonNull Instant now);

    /** Whether the rule also applies to passing credentials to a script. */
    default boolean isAboutExport() {
        return false;
    }
}
