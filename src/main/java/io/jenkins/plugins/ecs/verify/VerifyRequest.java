package io.jenkins.plugins.ecs.verify;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import edu.umd.cs.findbugs.annotations.Nullable;
import io.jenkins.plugins.ecs.rollout.request.DeployRequest;
import io.jenkins.plugins.ecs.rollout.request.RequestChecks;
import io.jenkins.plugins.ecs.rollout.verification.DeploymentVerification;
import io.jenkins.plugins.ecs.rollout.verification.VerificationResult;
import io.jenkins.plugins.ecs.text.Arns;
import io.jenkins.plugins.ecs.verify.check.CanaryCheck;
import io.jenkins.plugins.ecs.verify.check.CheckKind;
import io.jenkins.plugins.ecs.verify.check.CheckSpec;
import io.jenkins.plugins.ecs.verify.check.CheckVerdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The request of one {@code ecsVerify}. Immutable. Persisted with the build, so it holds ids and texts, never a secret.
 */
public final class VerifyRequest implements DeploymentVerification {

    private static final long serialVersionUID = 1L;

    public static final Duration DEFAULT_TIMEOUT = Duration.ofMinutes(60);

    private final String region;
    private final String cluster;
    private final String service;
    private final ArrayList<CheckSpec> checks;
    private final ArrayList<CheckVerdict> failOn;
    private final long timeoutMillis;
    private final DeployRequest preflight;
    private final boolean allByDefault;
    private boolean onlyMeanwhile;

    private VerifyRequest(Builder b) {
        region = b.region;
        cluster = b.cluster;
        service = b.service;
        checks = new ArrayList<>(b.checks);
        failOn = new ArrayList<>(b.failOn);
        timeoutMillis = b.timeout.toMillis();
        preflight = b.preflight;
        allByDefault = b.allByDefault;
    }

    @NonNull
    public static Builder of(@NonNull String region, @CheckForNull String cluster, @CheckForNull String service) {
        return new Builder(region, cluster, service);
    }

    @NonNull
    @Override
    public VerifyState begin(long now, @CheckForNull VerificationResult shift) {
        return VerifyState.begin(shift == null ? this : found(shift), now);
    }

    private VerifyRequest found(VerificationResult shift) {
        Builder builder = builder(CanaryCheck.found(checks, shift.checks()));
        builder.allByDefault = allByDefault;
        return new VerifyRequest(builder);
    }

    @Override
    public boolean isAfterwards() {
        return !onlyMeanwhile;
    }

    /** The same for a caller that verifies the service itself when the deployment is complete. */
    @NonNull
    public VerifyRequest meanwhile() {
        VerifyRequest copy = with(checks);
        copy.onlyMeanwhile = true;
        return copy;
    }

    @Override
    public boolean comparesRevisions() {
        return checks.stream().anyMatch(check -> check.kind() == CheckKind.CANARY);
    }

    @NonNull
    @Override
    public VerifyState shift(long now) {
        return VerifyState.begin(with(new WatchedChecks(checks).compared()), now);
    }

    @NonNull
    @Override
    public VerifyState watch(long now) {
        return VerifyState.begin(new WatchedChecks(checks).in(this), now);
    }

    @CheckForNull
    @Override
    public VerifyState bake(long now) {
        List<CheckSpec> outside = new WatchedChecks(checks).outside();
        return outside.isEmpty() ? null : VerifyState.begin(with(outside), now);
    }

    @NonNull
    @Override
    public String words() {
        return String.join(
                ", ", checks.stream().map(check -> check.kind().word()).toList());
    }

    @NonNull
    @Override
    public Set<String> iamActions() {
        Set<String> actions = new TreeSet<>();
        checks.forEach(check -> actions.addAll(check.kind().iamActions()));
        return actions;
    }

    /** The same with other checks. */
    @NonNull
    VerifyRequest with(@NonNull List<CheckSpec> others) {
        return new VerifyRequest(builder(others));
    }

    private Builder builder(List<CheckSpec> others) {
        Builder builder = new Builder(region, cluster, service).failOn(EnumSet.copyOf(failOn));
        builder.checks = others;
        builder.timeout = Duration.ofMillis(timeoutMillis);
        return builder;
    }

    public String region() {
        return region;
    }

    /** Name or ARN. */
    public String cluster() {
        return cluster;
    }

    /** Name or ARN. */
    public String service() {
        return service;
    }

    public String clusterName() {
        return Arns.brief(cluster);
    }

    public String serviceName() {
        return Arns.brief(service);
    }

    public List<CheckSpec> checks() {
        return Collections.unmodifiableList(checks);
    }

    /** Verdicts of a check that fail the build. Other bad verdicts make it unstable. */
    List<CheckVerdict> failOn() {
        return Collections.unmodifiableList(failOn);
    }

    /** The planned deployment of a preflight; null if the running service is checked. */
    @Nullable
    public DeployRequest preflight() {
        return preflight;
    }

    /** Whether all of {@link CheckKind#BY_DEFAULT} run, with their default settings. */
    boolean allByDefault() {
        return allByDefault;
    }

    long timeoutMillis() {
        return timeoutMillis;
    }

    /** A timeout with which checks have the time that they are configured to take. */
    @NonNull
    public static Duration timeoutFor(@NonNull List<CheckSpec> checks) {
        return DEFAULT_TIMEOUT.plus(leastFor(checks));
    }

    /** How long checks take at least, as they are configured. */
    @NonNull
    public static Duration leastFor(@NonNull List<CheckSpec> checks) {
        long longest = 0;
        for (CheckSpec each : checks) {
            long stable = each.kind() == CheckKind.STABLE_FOR ? each.number("seconds", 0) * 1000L : 0;
            long polls = Math.max(0, each.count() - 1L) * each.intervalMillis();
            longest = Math.max(longest, each.initialDelayMillis() + polls + stable);
        }
        return Duration.ofMillis(longest);
    }

    /** Builder of a request. */
    public static final class Builder {
        private final String region;
        private final String cluster;
        private final String service;
        private List<CheckSpec> checks = List.of();
        private List<CheckSpec> required = List.of();
        private boolean requiringDefaults;
        private boolean defaultChecks = true;
        private boolean allByDefault;
        private Set<CheckVerdict> failOn = EnumSet.of(CheckVerdict.FAILED, CheckVerdict.ERROR);
        private Duration timeout = DEFAULT_TIMEOUT;
        private DeployRequest preflight;

        private Builder(String region, String cluster, String service) {
            this.region = region;
            this.cluster = cluster;
            this.service = service;
        }

        public Builder checks(@NonNull List<CheckSpec> checks) {
            this.checks = checks;
            return this;
        }

        /** Checks that run in any case, with the default checks, whatever is listed besides. */
        public Builder required(@NonNull List<CheckSpec> byOthers) {
            required = byOthers;
            return byOthers.isEmpty() ? this : requiringDefaults();
        }

        /** The default checks run with their default settings, or as required by others, whatever is listed besides. */
        public Builder requiringDefaults() {
            requiringDefaults = true;
            return this;
        }

        /** Whether the {@link CheckKind#BY_DEFAULT} checks run even if they are not listed. */
        public Builder defaultChecks(boolean too) {
            defaultChecks = too;
            return this;
        }

        /** Runs the {@link CheckKind#PREFLIGHT} checks instead of any others. */
        public Builder preflight(@CheckForNull DeployRequest deployment) {
            preflight = deployment;
            return this;
        }

        public Builder failOn(@NonNull Set<CheckVerdict> verdicts) {
            failOn = verdicts;
            return this;
        }

        public Builder timeout(@NonNull Duration timeout) {
            this.timeout = timeout;
            return this;
        }

        /**
         * @throws IllegalArgumentException if the request is invalid; the message names each field, its value and the
         * remedy
         */
        @NonNull
        public VerifyRequest build() {
            return build(List.of());
        }

        /**
         * @param known errors that the caller has found already
         * @throws IllegalArgumentException if there are any errors; the message has all of them, with their remedies
         */
        @NonNull
        public VerifyRequest build(@NonNull List<String> known) {
            List<String> problems = new ArrayList<>(known);
            RequestChecks.cluster(cluster).ifPresent(problems::add);
            RequestChecks.service(service).ifPresent(problems::add);
            RequestChecks.span("timeout", timeout).ifPresent(problems::add);
            if (checks.isEmpty() && !defaultChecks) {
                problems.add(SpecMessages.NO_CHECKS);
            }
            problems.addAll(CheckSpecValidator.of(checks));
            if (!problems.isEmpty()) {
                throw new IllegalArgumentException(String.join("; ", problems));
            }
            checks = all();
            return new VerifyRequest(this);
        }

        private List<CheckSpec> all() {
            List<CheckSpec> all = new ArrayList<>();
            if (preflight != null) {
                CheckKind.PREFLIGHT.forEach(
                        kind -> all.add(CheckSpec.byDefault(kind).build()));
                return all;
            }
            allByDefault = defaultChecks
                    && Stream.concat(checks.stream(), required.stream())
                            .noneMatch(check -> CheckKind.BY_DEFAULT.contains(check.kind()));
            if (defaultChecks) {
                for (CheckKind kind : CheckKind.BY_DEFAULT) {
                    // What others require cannot be weakened by a default check with other settings.
                    List<CheckSpec> instead = requiringDefaults ? required : checks;
                    if (instead.stream().noneMatch(check -> check.kind() == kind)) {
                        all.add(CheckSpec.byDefault(kind).build());
                    }
                }
            }
            all.addAll(checks);
            all.addAll(required);
            // In the order of CheckKind: the table begins with the service.
            all.sort((a, b) -> a.kind().compareTo(b.kind()));
            return all;
        }
    }
}
