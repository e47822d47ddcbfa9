package io.jenkins.plugins.ecs.policy;

import java.time.Instant;
import java.util.Optional;

/** Where no rule says what may be deleted, only services with the tag may be. */
record Ephemeral() implements Rule {

    @Override
    public String name() {
        return "deletable";
    }

    @Override
    public Optional<String> objection(Change change, Instant now) {
        Change.Deletion deletion = change.deletion();
        return deletion == null || deletion.ephemeral()
                ? Optional.empty()
                : Optional.of(PolicyMessages.notEphemeral(change.cluster() + "/" + change.service()));
    }
}
