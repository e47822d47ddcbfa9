package io.jenkins.plugins.ecs.paths.definition;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import edu.umd.cs.findbugs.annotations.Nullable;
import io.jenkins.plugins.ecs.rollout.strategy.StrategySettings;
import io.jenkins.plugins.ecs.verify.check.CheckSpec;
import java.io.Serializable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** One environment of a path. Immutable. Saved with a release, so it has numbers where others have durations. */
public final class PathEnvironment implements Serializable {

    private static final long serialVersionUID = 1L;

    private final String name;
    private final ArrayList<PathWave> waves;
    private final String from;
    private final long soakMillis;
    private final boolean soakInterrupted;
    private final long freshnessMillis;
    private final ApprovalRule approval;
    private final boolean preflight;
    private final boolean provesDefinition;
    private final TasksBefore before;
    private final StrategySettings strategy;
    private final ArrayList<String> pauseGroups;
    private final ArrayList<CheckSpec> checks;
    private final boolean rollback;
    private final boolean rollbackInconclusive;
    private final long watchMillis;

    private PathEnvironment(Builder b) {
        name = b.name;
        waves = new ArrayList<>(b.waves);
        from = b.from;
        soakMillis = b.soak.toMillis();
        soakInterrupted = b.soakInterrupted;
        freshnessMillis = b.freshness == null ? 0 : b.freshness.toMillis();
        approval = b.approval;
        preflight = b.preflight;
        provesDefinition = b.provesDefinition;
        before = b.before;
        strategy = b.strategy;
        pauseGroups = new ArrayList<>(b.pauseGroups);
        checks = new ArrayList<>(b.checks);
        rollback = b.rollback;
        rollbackInconclusive = b.rollbackInconclusive;
        watchMillis = b.watch.toMillis();
    }

    /** @param target name of the target that is deployed to */
    @NonNull
    public static Builder of(@NonNull String name, @NonNull String target) {
        return new Builder(name, target);
    }

    @NonNull
    public String name() {
        return name;
    }

    /** Names of the targets that are deployed to, for display. */
    @NonNull
    public String target() {
        return String.join(", ", targets());
    }

    /** Names of the targets that are deployed to, in their order. */
    @NonNull
    public List<String> targets() {
        return waves.stream().flatMap(wave -> wave.targets().stream()).toList();
    }

    /** Its name, and one of its targets if there are several. Proofs are recorded under it. */
    @NonNull
    public String label(@NonNull String target) {
        return targets().size() == 1 ? name : name + "/" + target;
    }

    /** One for each of its targets. */
    @NonNull
    public List<String> labels() {
        return targets().stream().map(this::label).toList();
    }

    /** The targets in the order in which they are deployed to; at least one. */
    @NonNull
    public List<PathWave> waves() {
        return Collections.unmodifiableList(waves);
    }

    /** Name of the environment in which a release must be proven first; empty for none. */
    @NonNull
    public String from() {
        return from;
    }

    /** How long it must have been in continuous use there; zero for no minimum. */
    @NonNull
    public Duration soak() {
        return Duration.ofMillis(soakMillis);
    }

    /** Whether a newer release of the service on the path takes the place of one that soaks. */
    public boolean soakInterruptedByNewer() {
        return soakInterrupted;
    }

    /** Maximum age of that proof; null for no limit. */
    @CheckForNull
    public Duration freshness() {
        return freshnessMillis == 0 ? null : Duration.ofMillis(freshnessMillis);
    }

    /** Null if none is needed. */
    @Nullable
    public ApprovalRule approval() {
        return approval;
    }

    /** Whether the release must be proven with all that its job says, not only with its digests. */
    public boolean provesDefinition() {
        return provesDefinition;
    }

    /** Whether the preflight checks run before the first change. */
    public boolean preflight() {
        return preflight;
    }

    /** Whether tasks may, or must, run before the deployment. */
    @NonNull
    public TasksBefore before() {
        return before;
    }

    /** How the new revision is brought in, and where ECS pauses; null for as the service has it. */
    @CheckForNull
    public StrategySettings strategy() {
        return strategy;
    }

    /** Ids of users and names of groups who answer the pauses of ECS; empty for all users with the permission. */
    @NonNull
    public List<String> pauseGroups() {
        return Collections.unmodifiableList(pauseGroups);
    }

    /** Verified after the deployment, besides the default checks. */
    @NonNull
    public List<CheckSpec> checks() {
        return Collections.unmodifiableList(checks);
    }

    /** Whether a failed verification rolls back. */
    public boolean rollback() {
        return rollback;
    }

    /** Whether a verification without a result rolls back, too. */
    public boolean rollbackInconclusive() {
        return rollbackInconclusive;
    }

    /** For how long the release is verified again and again after it was proven; zero for no watch. */
    @NonNull
    public Duration watch() {
        return Duration.ofMillis(watchMillis);
    }

    /** What is not set is absent; a failed verification rolls back. */
    public static final class Builder {

        private final String name;
        private List<PathWave> waves;
        private String from = "";
        private Duration soak = Duration.ZERO;
        private boolean soakInterrupted;
        private Duration freshness;
        private ApprovalRule approval;
        private boolean preflight;
        private boolean provesDefinition;
        private TasksBefore before = TasksBefore.ALLOWED;
        private StrategySettings strategy;
        private List<String> pauseGroups = List.of();
        private List<CheckSpec> checks = List.of();
        private boolean rollback = true;
        private boolean rollbackInconclusive;
        private Duration watch = Duration.ZERO;

        private Builder(String name, String target) {
            this.name = name;
            this.waves = List.of(PathWave.of(List.of(target), Duration.ZERO));
        }

        /** Several targets in the place of the one. */
        @NonNull
        public Builder waves(@NonNull List<PathWave> inOrder) {
            waves = inOrder;
            return this;
        }

        @NonNull
        public Builder from(@NonNull String environment) {
            from = environment;
            return this;
        }

        @NonNull
        public Builder soak(@NonNull Duration minimum) {
            soak = minimum;
            return this;
        }

        @NonNull
        public Builder soakInterruptedByNewer(boolean interrupted) {
            soakInterrupted = interrupted;
            return this;
        }

        @NonNull
        public Builder freshness(@CheckForNull Duration maximum) {
            freshness = maximum;
            return this;
        }

        @NonNull
        public Builder approval(@CheckForNull ApprovalRule needed) {
            approval = needed;
            return this;
        }

        @NonNull
        public Builder preflight(boolean runs) {
            preflight = runs;
            return this;
        }

        @NonNull
        public Builder provesDefinition(boolean whole) {
            provesDefinition = whole;
            return this;
        }

        @NonNull
        public Builder before(@NonNull TasksBefore tasks) {
            before = tasks;
            return this;
        }

        /** @param settings null for as the service has it */
        @NonNull
        public Builder strategy(@CheckForNull StrategySettings settings) {
            strategy = settings;
            return this;
        }

        /** @param groups who answer the pauses of ECS */
        @NonNull
        public Builder pauses(@NonNull List<String> groups) {
            pauseGroups = groups;
            return this;
        }

        @NonNull
        public Builder checks(@NonNull List<CheckSpec> after) {
            checks = after;
            return this;
        }

        @NonNull
        public Builder rollback(boolean rollsBack) {
            rollback = rollsBack;
            return this;
        }

        @NonNull
        public Builder rollbackInconclusive(boolean rollsBack) {
            rollbackInconclusive = rollsBack;
            return this;
        }

        @NonNull
        public Builder watch(@NonNull Duration afterwards) {
            watch = afterwards;
            return this;
        }

        @NonNull
        public PathEnvironment build() {
            return new PathEnvironment(this);
        }
    }
}
