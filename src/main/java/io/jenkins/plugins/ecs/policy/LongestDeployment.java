package io.jenkins.plugins.ecs.policy;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Limits the duration of a deployment: its timeout, and the waits that are configured for the service. It does not
 * apply to rollbacks.
 */
public record LongestDeployment(Duration limit) implements Rule {

    @Override
    public String name() {
        return "longestDeployment";
    }

    @Override
    public Optional<String> objection(Change change, Instant now) {
        if (change.rollback()) {
            return Optional.empty();
        }
        Duration longest = change.longest();
        if (longest == null) {
            return Optional.of(PolicyMessages.durationUnknown(limit));
        }
        return longest.compareTo(limit) <= 0 ? Optional.empty() : Optional.of(PolicyMessages.tooLong(longest, limit));
    }
}
