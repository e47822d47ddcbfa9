package io.jenkins.plugins.ecs.policy;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Only these users and groups may roll back, including rollbacks that other rules treat as deployments. */
public record RollbackBy(List<String> names) implements Rule {

    @Override
    public String name() {
        return "rollbackBy";
    }

    @Override
    public Optional<String> objection(Change change, Instant now) {
        return !(change.rollback() || change.rollbackRequested())
                        || change.context().users().stream().anyMatch(names::contains)
                ? Optional.empty()
                : Optional.of(PolicyMessages.rollbackOnlyBy(names));
    }
}
