package io.jenkins.plugins.ecs.policy;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.taskdef.ImageReference;
import io.jenkins.plugins.ecs.text.Durations;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** One rule. What cannot be told to be allowed is not. */
public sealed interface Rule {

    /** The field of the policy that it comes from. */
    @NonNull
    String name();

    /** What it has against a change, in a few words; empty if nothing. */
    @NonNull
    Optional<String> objection(@NonNull Change change, @NonNull Instant now);

    /** Whether it is asked before a script gets credentials, too. */
    default boolean isAboutExport() {
        return false;
    }

    /** What {@link Allowed} looks at. */
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
     * Only what matches one of the patterns.
     *
     * @param patterns with {@code *} and {@code ?}; of images: {@code host} or {@code host/repository}, of roles: the whole
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
            String allowed = "; allowed: " + String.join(", ", patterns);
            if (values == null) {
                return Optional.of("the " + kind.words + " is not known" + allowed);
            }
            return values.stream()
                    .filter(value -> patterns.stream().noneMatch(pattern -> matches(pattern, value)))
                    .findFirst()
                    .map(value -> kind.words + " " + value + " is not allowed" + allowed);
        }

        /** Null where they are not known. */
        private List<String> values(Change change) {
            switch (kind) {
                case ACCOUNTS:
                    return change.account() == null ? null : List.of(change.account());
                case REGIONS:
                    return List.of(change.region());
                case CLUSTERS:
                    return List.of(change.cluster());
                case SERVICES:
                    return List.of(change.service());
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
            // Apart, because a star in the pattern of a host must not match the beginning of a repository.
            String lower = pattern.toLowerCase(Locale.ROOT);
            int slash = lower.indexOf('/');
            String host = slash < 0 ? lower : lower.substring(0, slash);
            return Glob.matches(host, ImageReference.registryOf(value))
                    && (slash < 0 || Glob.matches(lower.substring(slash + 1), Images.repository(value)));
        }
    }

    /** Images that say which one they are: by digest, or by a tag that does not move. */
    record PinnedImages(boolean digestOnly, List<String> movingTags) implements Rule {

        @Override
        public String name() {
            return "imagePinning";
        }

        @Override
        public Optional<String> objection(Change change, Instant now) {
            var images = change.images();
            if (images == null) {
                return Optional.of("the images are not known");
            }
            return images.stream()
                    .filter(image -> !isPinned(image))
                    .findFirst()
                    .map(image -> digestOnly
                            ? "image " + image + " has no digest (…@sha256:…)"
                            : "image " + image + " has neither a digest nor a tag that stays; tags that move: "
                                    + String.join(", ", movingTags));
        }

        private boolean isPinned(String image) {
            if (image.contains("@sha256:") || image.contains("@sha512:")) {
                return true;
            }
            String tag = Images.tag(image);
            return !digestOnly && tag != null && movingTags.stream().noneMatch(moving -> Glob.matches(moving, tag));
        }
    }

    /** ECS watches the deployment and stops it by itself. */
    record CircuitBreaker() implements Rule {

        @Override
        public String name() {
            return "circuitBreakerRequired";
        }

        @Override
        public Optional<String> objection(Change change, Instant now) {
            return Boolean.TRUE.equals(change.circuitBreaker())
                    ? Optional.empty()
                    : Optional.of("the service has no deployment circuit breaker; switch it on in its deployment"
                            + " configuration");
        }
    }

    /**
     * A deployment does not take for ever: neither by its timeout nor by what the service is configured to wait for. A
     * rollback may.
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
            String allowed = "; allowed: " + Durations.text(limit.toMillis());
            Duration longest = change.longest();
            if (longest == null) {
                return Optional.of("how long it may take is not known" + allowed);
            }
            return longest.compareTo(limit) <= 0
                    ? Optional.empty()
                    : Optional.of("it may take " + Durations.text(longest.toMillis())
                            + " (its timeout, and the bake time, traffic steps, hooks and pauses that are configured)"
                            + allowed);
        }
    }

    /** Deployments name a target. */
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
            return change.context().target() == null
                    ? Optional.of("no target is named; give 'target'")
                    : Optional.empty();
        }
    }

    /** Scripts get no credentials. It is asked by {@link Rulebook#judgeExport} alone. */
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
            return Optional.of("scripts get no credentials");
        }
    }

    /**
     * Somebody has approved it in this build, if it is for production. Going back needs no approval.
     *
     * @param approvers users and groups; empty for everybody
     * @param starterCounts whether the one who started the build may approve it
     * @param validFor how long an approval counts
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
            return Optional.of("nobody has approved it in this build"
                    + (whyNot.isEmpty() ? "" : " in a way that counts: " + String.join("; ", whyNot)));
        }

        /** The newest approval that counts. */
        Optional<Evidence.Approval> counting(Change change, Instant now) {
            return change.context().evidence().approvals().stream()
                    .filter(approval -> whyNot(approval, change, now).isEmpty())
                    .max(Comparator.comparingLong(Evidence.Approval::at));
        }

        /** Empty if it counts. */
        private String whyNot(Evidence.Approval approval, Change change, Instant now) {
            String who = "the approval of " + approval.by();
            Subject subject = change.subject();
            if (approval.starter() && !starterCounts) {
                return approval.by() + " started the build";
            }
            if (!approvers.isEmpty()
                    && !approvers.contains(approval.by())
                    && approval.groups().stream().noneMatch(approvers::contains)) {
                return approval.by() + " is none of the approvers (" + String.join(", ", approvers) + ")";
            }
            if (isExpired(approval.at(), validFor, subject, now)) {
                return who + " is older than " + validFor.toHours() + " h";
            }
            if (subject.serviceArn() == null || subject.deploys().isEmpty()) {
                return who + " can't be bound to what is deployed, which is not known";
            }
            Optional<Evidence.Planned> plan = change.context().evidence().plans().stream()
                    .filter(planned -> planned.serviceArn().equals(subject.serviceArn()))
                    .max(Comparator.comparingLong(Evidence.Planned::at));
            if (plan.isPresent() && plan.get().at() > approval.at()) {
                return who + " was given before the plan was shown";
            }
            if (plan.isPresent() && !plan.get().deploys().equals(subject.deploys())) {
                return who + " is about a plan that deploys something else";
            }
            String usedFor = approval.usedFor().get(subject.serviceArn());
            return usedFor == null || usedFor.equals(subject.deploys())
                    ? ""
                    : who + " was taken for another version of this service already";
        }
    }

    /**
     * The service was verified in this build as it runs, if it is for production. Going back needs no verification.
     *
     * @param validFor how long a verification counts
     */
    record VerificationForProduction(Duration validFor) implements Rule {

        @Override
        public String name() {
            return "verificationForProduction";
        }

        @Override
        public Optional<String> objection(Change change, Instant now) {
            if (change.rollback() || !change.context().production()) {
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
            return whyNot.contains("")
                    ? Optional.empty()
                    : Optional.of("it was not verified in this build"
                            + (whyNot.isEmpty() ? "" : " in a way that counts: " + String.join("; ", whyNot)));
        }

        /** Empty if it counts. */
        private String whyNot(Evidence.Verified verified, Change change, Instant now) {
            Subject subject = change.subject();
            if (isExpired(verified.at(), validFor, subject, now)) {
                return "the verification is older than " + validFor.toHours() + " h";
            }
            boolean sameDigests = subject.digests().isEmpty()
                    || verified.digests().isEmpty()
                    || subject.digests().equals(verified.digests());
            return verified.revision().equals(subject.running()) && sameDigests
                    ? ""
                    : "another revision ran when it was verified";
        }
    }

    /** Evidence has to be fresh when the change is made; to carry it on later it need not be given again. */
    private static boolean isExpired(long at, Duration validFor, Subject subject, Instant now) {
        long by = subject.begunAt() > 0 ? Math.min(subject.begunAt(), now.toEpochMilli()) : now.toEpochMilli();
        return by - at > validFor.toMillis();
    }

    /** Nothing is deployed while it lasts. Going back to what ran before is always allowed. */
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
            return window.frozenUntil(now).map(until -> window.reason() + ", until " + until);
        }
    }

    /** Only these people and groups may roll back, also to what other rules judge as a deployment. */
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
                    : Optional.of("only these may roll back: " + String.join(", ", names));
        }
    }
}
