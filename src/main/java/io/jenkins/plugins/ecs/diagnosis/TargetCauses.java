package io.jenkins.plugins.ecs.diagnosis;

import edu.umd.cs.findbugs.annotations.NonNull;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The target states of load balancers. They give the reason why a task gets no traffic, which ECS does not know. */
public final class TargetCauses {

    private static final Set<String> WELL = Set.of("healthy", "initial", "draining", "unhealthy.draining");

    /** Reasons of targets without a listener, such as those of the currently inactive target group. */
    private static final Set<String> RESTING = Set.of("Target.NotInUse", "Target.NotRegistered", "");

    /** Causes that do not say what is wrong with the tasks. */
    private static final Set<String> VAGUE =
            Set.of(Cause.UNKNOWN, "circuit-breaker", "elb-health", "start-impaired", "no-rollback-candidate");

    private TargetCauses() {}

    /** Whether a target in this state is healthy or may become healthy. */
    public static boolean isWell(@NonNull String state, @NonNull String reason, @NonNull String description) {
        if (state.equals("unused")) {
            // "Target is in an Availability Zone that is not enabled for the load balancer" has the same reason.
            return RESTING.contains(reason) && !TextPattern.fold(description).contains("availability zone");
        }
        return WELL.contains(state);
    }

    /**
     * The cause according to the targets; empty if they report nothing but unhealthy.
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

    /** The more specific one of another cause and the cause according to the targets. */
    @NonNull
    public static Optional<Cause> better(@NonNull Optional<Cause> told, @NonNull Optional<Cause> ofTargets) {
        return ofTargets.isPresent()
                        && told.map(cause -> VAGUE.contains(cause.id())).orElse(true)
                ? ofTargets
                : told;
    }
}
