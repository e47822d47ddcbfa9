package io.jenkins.plugins.ecs.policy;

import java.time.Instant;
import java.util.Optional;

/** Credentials must not be passed to scripts. Used by {@link Rulebook#judgeExport} only. */
public record ExportForbidden() implements Rule {

    @Override
    public String name() {
        return "exportForbidden";
    }

    @Override
    public boolean isAboutExport() {
        return true;
    }

    @Override
    public Optional<String> objection(Change change, Instant now) {
        return Optional.of(PolicyMessages.NO_EXPORT);
    }
}
