package io.jenkins.plugins.ecs.policy;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Only services that match one of the patterns may be created. Where there are other rules but none of these, no service
 * may be created.
 *
 * @param patterns with {@code *} and {@code ?}, of {@code service} or {@code cluster/service}; empty for no service
 */
public record CreateService(List<String> patterns) implements Rule {

    public CreateService {
        patterns = List.copyOf(patterns);
    }

    @Override
    public String name() {
        return "createService";
    }

    @Override
    public Optional<String> objection(Change change, Instant now) {
        if (!change.creates()) {
            return Optional.empty();
        }
        String whole = change.cluster() + "/" + change.service();
        return patterns.stream()
                        .anyMatch(pattern -> Glob.matches(pattern, pattern.contains("/") ? whole : change.service()))
                ? Optional.empty()
                : Optional.of(PolicyMessages.notCreatable(whole, patterns));
    }
}
