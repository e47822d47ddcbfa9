package io.jenkins.plugins.ecs.policy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Changes to production need a verification of the running service in this build. A rollback needs none.
 *
 * @param validFor how long a verification is valid
 */
public record VerificationForProduction(Duration validFor) implements Rule {

    @Override
    public String name() {
        return "verificationForProduction";
    }

    @Override
    public Optional<String> objection(Change change, Instant now) {
        // A task changes no service.
        if (change.rollback() || !change.context().production() || change.task() != null) {
            return Optional.empty();
        }
        List<Evidence.Verified> own = change.context().evidence().verifications().stream()
                .filter(verified ->
                        verified.serviceArn().equals(change.subject().serviceArn()))
                .toList();
        List<String> whyNot = own.stream()
                .map(verified -> whyNot(verified, change, now))
                .distinct()
                .toList();
        return whyNot.contains("") ? Optional.empty() : Optional.of(PolicyMessages.notVerified(whyNot));
    }

    /** Why it is not valid; empty if it is. */
    private String whyNot(Evidence.Verified verified, Change change, Instant now) {
        Subject subject = change.subject();
        if (Evidence.isExpired(verified.at(), validFor, subject, now)) {
            return PolicyMessages.verificationExpired(validFor);
        }
        boolean sameDigests = subject.digests().isEmpty()
                || verified.digests().isEmpty()
                || subject.digests().equals(verified.digests());
        return verified.revision().equals(subject.running()) && sameDigests ? "" : PolicyMessages.OTHER_REVISION;
    }
}
