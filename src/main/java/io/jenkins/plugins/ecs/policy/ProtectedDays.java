package io.jenkins.plugins.ecs.policy;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** A service that another job has deployed lately is deleted only if a user who started the build forces it. */
public record ProtectedDays(int days) implements Rule {

    /** Where no level sets it. */
    static final int USUAL = 14;

    @Override
    public String name() {
        return "protectedDays";
    }

    @Override
    public Optional<String> objection(Change change, Instant now) {
        Change.Deletion deletion = change.deletion();
        if (deletion == null || deletion.forcedBy() != null || deletion.newestOfOthers() == null) {
            return Optional.empty();
        }
        Change.OtherDeployment other = deletion.newestOfOthers();
        Duration since = Duration.between(Instant.ofEpochMilli(other.at()), now);
        return since.compareTo(Duration.ofDays(days)) < 0
                ? Optional.of(PolicyMessages.deployedByAnother(other, since, days))
                : Optional.empty();
    }
}
