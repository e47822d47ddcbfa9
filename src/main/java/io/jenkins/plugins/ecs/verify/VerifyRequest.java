package io.jenkins.plugins.ecs.verify;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import edu.umd.cs.findbugs.annotations.Nullable;
import io.jenkins.plugins.ecs.rollout.request.DeployRequest;
import io.jenkins.plugins.ecs.rollout.request.RequestChecks;
import io.jenkins.plugins.ecs.text.Arns;
import io.jenkins.plugins.ecs.verify.check.CheckKind;
import io.jenkins.plugins.ecs.verify.check.CheckSpec;
import io.jenkins.plugins.ecs.verify.check.CheckVerdict;
import java.io.Serializable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What one {@code ecsVerify} asks for. Immutable; persisted with the build, so it holds ids and texts, never a secret. */
public final class VerifyRequest implements Serializable {

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

    List<CheckSpec> checks() {
        return Collections.unmodifiableList(checks);
    }

    /** Verdicts of a check that fail the build; other bad ones make it unstable. */
    List<CheckVerdict> failOn() {
        return Collections.unmodifiableList(failOn);
    }

    /** The deployment that is looked at before it begins; null where what runs is looked at. */
    @Nullable
    public DeployRequest preflight() {
        return preflight;
    }

    /** Whether all of {@link io.jenkins.plugins.ecs.verify.check.CheckKind#BY_DEFAULT} are made, and none of them in another way than by default. */
    boolean allByDefault() {
        return allByDefault;
    }

    long timeoutMillis() {
        return timeoutMillis;
    }

    /** Collects a request. */
    public static final class Builder {
        private final String region;
        private final String cluster;
        private final String service;
        private List<CheckSpec> checks = List.of();
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

        /** Whether those of {@link io.jenkins.plugins.ecs.verify.check.CheckKind#BY_DEFAULT} that are not among the checks are made as well. */
        public Builder defaultChecks(boolean too) {
            defaultChecks = too;
            return this;
        }

        /** In the place of any checks: those of {@link io.jenkins.plugins.ecs.verify.check.CheckKind#PREFLIGHT}. */
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

        /** @throws IllegalArgumentException naming each field that is wrong, its value and what to do */
        @NonNull
        public VerifyRequest build() {
            return build(List.of());
        }

        /**
         * @param known what the caller has found to be wrong already
         * @throws IllegalArgumentException naming that and each field that is wrong, its value and what to do
         */
        @NonNull
        public VerifyRequest build(@NonNull List<String> known) {
            List<String> problems = new ArrayList<>(known);
            RequestChecks.cluster(cluster).ifPresent(problems::add);
            RequestChecks.service(service).ifPresent(problems::add);
            RequestChecks.span("timeout", timeout).ifPresent(problems::add);
            if (checks.isEmpty() && !defaultChecks) {
                problems.add("checks: there are none. Name some, or leave 'defaultChecks' out");
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
            allByDefault =
                    defaultChecks && checks.stream().noneMatch(check -> CheckKind.BY_DEFAULT.contains(check.kind()));
            if (defaultChecks) {
                for (CheckKind kind : CheckKind.BY_DEFAULT) {
                    Optional<CheckSpec> own =
                            checks.stream().filter(c -> c.kind() == kind).findFirst();
                    if (own.isEmpty()) {
                        all.add(CheckSpec.byDefault(kind).build());
                    }
                }
            }
            all.addAll(checks);
            // In the order of the kinds, so that the table reads from the service outwards.
            all.sort((a, b) -> a.kind().compareTo(b.kind()));
            return all;
        }
    }
}
