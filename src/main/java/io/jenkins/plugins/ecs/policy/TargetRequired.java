package io.jenkins.plugins.ecs.policy;

import java.time.Instant;
import java.util.Optional;

/** Steps must set a target. */
public record TargetRequired() implements Rule {

    @Override
    public String name() {
        return "targetRequired";
    }

    @Override
    public boolean isAboutExport() {
        return true;
    }

    @Override
    public Optional<String> objection(Change change, Instant now) {
        return change.context().target() == null ? Optional.of(PolicyMessages.NO_TARGET) : Optional.empty();
    }
}
