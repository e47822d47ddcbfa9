package io.jenkins.plugins.ecs.policy;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.taskdef.ImageReference;
import io.jenkins.plugins.ecs.text.PlainText;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** One rule. What is not known to be allowed is refused. */
public sealed interface Rule {

    /** The field of the policy that sets the rule. */
    @NonNull
    String name();

    /** Why the rule refuses a change, in a few words; empty if it does not. */
    @NonNull
    Optional<String> objection(@NonNull Change change, @NonNull Instant now);

    /** Whether the rule also applies to passing credentials to a script. */
    default boolean isAboutExport() {
        return false;
    }

    /** The values that {@link Allowed} compares. */
    enum Kind {
        ACCOUNTS("accounts", "account"),
        REGIONS("regions", "Region"),
        CLUSTERS("clusters", "cluster"),
        SERVICES("services", "service"),
        ROLES("roles", "role"),
        REGISTRIES("registries", "image");

        final String field;
        final String words;

        Kind(String field, String words) {
            this.field = field;
            this.words = words;
        }
    }

    /**
     * Only values that match one of the patterns are allowed.
     *
     * @param patterns with {@code *} and {@code ?}; for images {@code host} or {@code host/repository}, for roles
     *     the whole
     *     ARN
     */
    record Allowed(Kind kind, List<String> patterns) implements Rule {

        @Override
        public String name() {
            return kind.field;
        }

        @Override
        public boolean isAboutExport() {
            return kind == Kind.ACCOUNTS || kind == Kind.REGIONS || kind == Kind.ROLES;
        }

        @Override
        public Optional<String> objection(Change change, Instant now) {
            List<String> values = values(change);
            if (values == null) {
                return Optional.of(PolicyMessages.unknown(kind.words, patterns));
            }
            return values.stream()
                    .filter(value -> patterns.stream().noneMatch(pattern -> matches(pattern, value)))
                    .findFirst()
                    .map(value -> PolicyMessages.notAllowed(kind.words, value, patterns));
        }

        /** Null if unknown. */
        private List<String> values(Change change) {
            switch (kind) {
                case ACCOUNTS:
                    return change.account() == null ? null : List.of(change.account());
                case REGIONS:
                    return List.of(change.region());
                case CLUSTERS:
                    return List.of(change.cluster());
                case SERVICES:
                    return change.task() != null && change.service().isEmpty() ? null : List.of(change.service());
                case ROLES:
                    return change.roles();
                default:
                    return change.images();
            }
        }

        private boolean matches(String pattern, String value) {
            if (kind != Kind.REGISTRIES) {
                return Glob.matches(pattern, value);
            }
            // Compared separately: a star in the pattern of a host must not match the beginning of a repository.
            String lower = pattern.toLowerCase(Locale.ROOT);
            int slash = lower.indexOf('/');
            String host = slash < 0 ? lower : lower.substring(0, slash);
            return Glob.matches(host, ImageReference.registryOf(value))
                    && (slash < 0
                            || Images.repositories(value).stream()
                                    .anyMatch(repository -> Glob.matches(lower.substring(slash + 1), repository)));
        }
    }

    /**
     * Tasks that belong to no service run only commands that match one of the patterns.
     *
     * @param patterns with {@code *} and {@code ?}, of the whole command with a blank between its words
     */
    record CommandsAllowed(List<String> patterns) implements Rule {

        @Override
        public String name() {
            return "commandsAllowed";
        }

        @Override
        public Optional<String> objection(Change change, Instant now) {
            Change.Task task = change.task();
            if (task == null) {
                return Optional.empty();
            }
            return task.commands().stream()
                    .filter(command -> patterns.stream().noneMatch(pattern -> Glob.matches(pattern, command)))
                    .findFirst()
                    .map(command -> PolicyMessages.notAllowed("command", PlainText.line(command), patterns));
        }
    }

    /** Only images with a digest are allowed, or also those with an immutable tag. */
    record PinnedImages(boolean digestOnly, List<String> movingTags) implements Rule {

        @Override
        public String name() {
            return "imagePinning";
        }

        @Override
        public Optional<String> objection(Change change, Instant now) {
            var images = change.images();
            if (images == null) {
                return Optional.of(PolicyMessages.IMAGES_UNKNOWN);
            }
            return images.stream()
                    .filter(image -> !isPinned(image))
                    .findFirst()
                    .map(image ->
                            digestOnly ? PolicyMessages.noDigest(image) : PolicyMessages.mutableTag(image, movingTags));
        }

        private boolean isPinned(String image) {
            if (image.contains("@sha256:") || image.contains("@sha512:")) {
                return true;
            }
            String tag = Images.tag(image);
            return !digestOnly && tag != null && movingTags.stream().noneMatch(moving -> Glob.matches(moving, tag));
        }
    }

    /** The service must have a deployment circuit breaker. */
    record CircuitBreaker() implements Rule {

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

    /**
     * Limits the duration of a deployment: its timeout, and the waits that are configured for the service. It does not
     * apply to rollbacks.
     */
    record LongestDeployment(Duration limit) implements Rule {

        @Override
        public String name() {
            return "longestDeployment";
        }

        @Override
        public Optional<String> objection(Change change, Instant now) {
            if (change.rollback()) {
                return Optional.empty();
            }
            Duration longest = change.longest();
            if (longest == null) {
                return Optional.of(PolicyMessages.durationUnknown(limit));
            }
            return longest.compareTo(limit) <= 0
                    ? Optional.empty()
                    : Optional.of(PolicyMessages.tooLong(longest, limit));
        }
    }

    /** Steps must set a target. */
    record TargetNamed() implements Rule {

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

    /** Credentials must not be passed to scripts. Used by {@link Rulebook#judgeExport} only. */
    record ExportForbidden() implements Rule {

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

    /**
     * Changes to production need an approval in this build. A rollback needs none.
     *
     * @param approvers users and groups; empty for everybody
     * @param starterCounts whether the user who started the build may approve
     * @param validFor how long an approval is valid
     */
    record ApprovalForProduction(List<String> approvers, boolean starterCounts, Duration validFor) implements Rule {

        @Override
        public String name() {
            return "approvalForProduction";
        }

        @Override
        public Optional<String> objection(Change change, Instant now) {
            if (change.rollback()
                    || !change.context().production()
                    || counting(change, now).isPresent()) {
                return Optional.empty();
            }
            List<String> whyNot = change.context().evidence().approvals().stream()
                    .map(approval -> whyNot(approval, change, now))
                    .distinct()
                    .toList();
            return Optional.of(PolicyMessages.notApproved(whyNot));
        }

        /** The newest valid approval. */
        Optional<Evidence.Approval> counting(Change change, Instant now) {
            return change.context().evidence().approvals().stream()
                    .filter(approval -> whyNot(approval, change, now).isEmpty())
                    .max(Comparator.comparingLong(Evidence.Approval::at));
        }

        /** Why it is not valid; empty if it is. */
        private String whyNot(Evidence.Approval approval, Change change, Instant now) {
            String user = approval.by();
            Subject subject = change.subject();
            if (approval.starter() && !starterCounts) {
                return PolicyMessages.approverStartedBuild(user);
            }
            if (!approvers.isEmpty()
                    && !approvers.contains(approval.by())
                    && approval.groups().stream().noneMatch(approvers::contains)) {
                return PolicyMessages.notAnApprover(user, approvers);
            }
            if (isExpired(approval.at(), validFor, subject, now)) {
                return PolicyMessages.approvalExpired(user, validFor);
            }
            if (subject.serviceArn() == null || subject.deploys().isEmpty()) {
                return PolicyMessages.approvalOfUnknown(user);
            }
            Optional<Evidence.Planned> plan = change.context().evidence().plans().stream()
                    .filter(planned -> planned.serviceArn().equals(subject.serviceArn()))
                    .max(Comparator.comparingLong(Evidence.Planned::at));
            if (plan.isPresent() && plan.get().at() > approval.at()) {
                return PolicyMessages.approvedBeforePlan(user);
            }
            if (plan.isPresent() && !plan.get().deploys().equals(subject.deploys())) {
                return PolicyMessages.approvedOtherPlan(user);
            }
            String usedFor = approval.usedFor().get(subject.serviceArn());
            return usedFor == null || usedFor.equals(subject.deploys()) ? "" : PolicyMessages.approvalUsed(user);
        }
    }

    /**
     * Changes to production need a verification of the running service in this build. A rollback needs none.
     *
     * @param validFor how long a verification is valid
     */
    record VerificationForProduction(Duration validFor) implements Rule {

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
            if (isExpired(verified.at(), validFor, subject, now)) {
                return PolicyMessages.verificationExpired(validFor);
            }
            boolean sameDigests = subject.digests().isEmpty()
                    || verified.digests().isEmpty()
                    || subject.digests().equals(verified.digests());
            return verified.revision().equals(subject.running()) && sameDigests ? "" : PolicyMessages.OTHER_REVISION;
        }
    }

    /** Evidence must be valid when the change is made. Continuing the change later needs no new evidence. */
    private static boolean isExpired(long at, Duration validFor, Subject subject, Instant now) {
        long by = subject.begunAt() > 0 ? Math.min(subject.begunAt(), now.toEpochMilli()) : now.toEpochMilli();
        return by - at > validFor.toMillis();
    }

    /** Nothing is deployed during the window. A rollback to the previous revision is always allowed. */
    record Freeze(FreezeWindow window) implements Rule {

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

    /** Only these users and groups may roll back, including rollbacks that other rules treat as deployments. */
    record RollbackBy(List<String> names) implements Rule {

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
}
