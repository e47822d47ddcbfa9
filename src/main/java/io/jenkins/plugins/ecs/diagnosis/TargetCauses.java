package io.jenkins.plugins.ecs.diagnosis;

import edu.umd.cs.findbugs.annotations.NonNull;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the load balancer says of its targets. It knows why it sends a task no traffic; ECS only that it does not. */
public final class TargetCauses {

    private static final Set<String> WELL = Set.of("healthy", "initial", "draining", "unhealthy.draining");

    /** A target that no listener leads to: so are those of the group that has no traffic at the moment. */
    private static final Set<String> RESTING = Set.of("Target.NotInUse", "Target.NotRegistered", "");

    /** Causes that only say that something is wrong with the tasks, and not what. */
    private static final Set<String> VAGUE =
            Set.of(Cause.UNKNOWN, "circuit-breaker", "elb-health", "start-impaired", "no-rollback-candidate");

    private TargetCauses() {}

    /** Whether a target in this state is as it should be, or on its way there. */
    public static boolean isWell(@NonNull String state, @NonNull String reason, @NonNull String description) {
        if (state.equals("unused")) {
            // "Target is in an Availability Zone that is not enabled for the load balancer" has the same reason.
            return RESTING.contains(reason) && !TextPattern.fold(description).contains("availability zone");
        }
        return WELL.contains(state);
    }

    /**
     * The cause that the targets show; empty where none of them says more than that it is unhealthy.
     *
     * @param targets each with {@code id}, {@code state}, {@code reason} and {@code description}
     */
    @NonNull
    public static Optional<Cause> of(@NonNull List<? extends Map<String, String>> targets) {
        return targets.stream().flatMap(target -> of(target).stream()).findFirst();
    }

    private static Optional<Cause> of(Map<String, String> target) {
        String reason = target.getOrDefault("reason", "");
        String description = target.getOrDefault("description", "");
        String words = target.getOrDefault("id", "") + " is " + target.getOrDefault("state", "")
                + (reason.isEmpty() ? "" : " (" + reason + ")") + (description.isEmpty() ? "" : ": " + description);
        return CauseCatalogue.ofText(description)
                .filter(cause -> cause.is(Permanence.PERMANENT))
                .or(() -> CauseCatalogue.ofText(
                        switch (reason) {
                            case "Target.Timeout" -> "is unhealthy in (target-group) Request timed out";
                            case "Target.ResponseCodeMismatch", "Target.FailedHealthChecks" -> "Health checks failed";
                            default -> "";
                        }))
                .map(cause -> cause.withEvidence(words));
    }

    /** Of what else was said and what the targets say, that which tells more. */
    @NonNull
    public static Optional<Cause> better(@NonNull Optional<Cause> told, @NonNull Optional<Cause> ofTargets) {
        return ofTargets.isPresent()
                        && told.map(cause -> VAGUE.contains(cause.id())).orElse(true)
                ? ofTargets
                : told;
    }
}
