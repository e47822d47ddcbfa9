package io.jenkins.plugins.ecs.policy;

import java.time.Instant;
import java.util.Optional;

/** Nothing is deployed during the window. A rollback to the previous revision is always allowed. */
public record Freeze(FreezeWindow window) implements Rule {

    @Override
    public String name() {
        return "freezeWindows";
    }

    @Override
    public Optional<String> objection(Change change, Instant now) {
        if (change.rollback() || change.context().override() != null) {
            return Optional.empty();
        }
        return window.frozenUntil(now).map(until -> PolicyMessages.frozen(window.reason(), until));
    }
}
