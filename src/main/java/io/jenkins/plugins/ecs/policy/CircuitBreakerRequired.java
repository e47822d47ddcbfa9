package io.jenkins.plugins.ecs.policy;

import java.time.Instant;
import java.util.Optional;

/** The service must have a deployment circuit breaker. */
public record CircuitBreakerRequired() implements Rule {

    @Override
    public String name() {
        return "circuitBreakerRequired";
    }

    @Override
    public Optional<String> objection(Change change, Instant now) {
        return change.task() != null || Boolean.TRUE.equals(change.circuitBreaker())
                ? Optional.empty()
                : Optional.of(PolicyMessages.NO_CIRCUIT_BREAKER);
    }
}
