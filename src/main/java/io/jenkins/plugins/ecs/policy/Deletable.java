package io.jenkins.plugins.ecs.policy;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Only services that match one of the patterns may be deleted. Without such a rule, {@link Ephemeral} applies.
 *
 * @param patterns with {@code *} and {@code ?}, of {@code service} or {@code cluster/service}
 */
public record Deletable(List<String> patterns) implements Rule {

    @Override
    public String name() {
        return "deletable";
    }

    @Override
    public Optional<String> objection(Change change, Instant now) {
        if (change.deletion() == null) {
            return Optional.empty();
        }
        String whole = change.cluster() + "/" + change.service();
        return patterns.stream()
                        .anyMatch(pattern -> Glob.matches(pattern, pattern.contains("/") ? whole : change.service()))
                ? Optional.empty()
                : Optional.of(PolicyMessages.notDeletable(whole, patterns));
    }
}
