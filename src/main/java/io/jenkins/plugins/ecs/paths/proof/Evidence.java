package io.jenkins.plugins.ecs.paths.proof;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.paths.definition.ReleasePath;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is known of a release when it is judged whether it may enter an environment: plain values. Immutable. */
public final class Evidence {

    private final String path;
    private final Map<String, String> digests;
    private final String definition;
    private final List<Upstream> upstream;
    private final List<Here> here;
    private final Optional<Bake> bake;
    private final boolean startedByUser;
    private final long buildStartedAt;
    private final Optional<Frozen> frozen;
    private final Approvals.Asked asked;
    private final Optional<Hotfix> hotfix;

    private Evidence(Builder b) {
        path = b.path;
        digests = b.digests;
        definition = b.definition;
        upstream = List.copyOf(b.upstream);
        here = List.copyOf(b.here);
        bake = b.bake;
        startedByUser = b.startedByUser;
        buildStartedAt = b.buildStartedAt;
        frozen = b.frozen;
        asked = b.asked;
        hotfix = b.hotfix;
    }

    /**
     * @param path {@link ReleasePath#id}
     * @param digests of the release, by container
     */
    @NonNull
    public static Builder of(@NonNull String path, @NonNull Map<String, String> digests) {
        return new Builder(path, digests);
    }

    @NonNull
    String path() {
        return path;
    }

    @NonNull
    Map<String, String> digests() {
        return digests;
    }

    /** What the job says besides the digests, as a hash. A release has it; empty where only its digests are known. */
    @NonNull
    String definition() {
        return definition;
    }

    /** The targets of the environment that the release comes from. */
    @NonNull
    List<Upstream> upstream() {
        return upstream;
    }

    /** The targets of the environment itself. */
    @NonNull
    List<Here> here() {
        return here;
    }

    /** What the wave before must have baked; empty if there is none, or no minimum. */
    @NonNull
    Optional<Bake> bake() {
        return bake;
    }

    /** Whether a user started the build. */
    boolean startedByUser() {
        return startedByUser;
    }

    /** Epoch milliseconds. */
    long buildStartedAt() {
        return buildStartedAt;
    }

    /** The freeze window that is open. */
    @NonNull
    Optional<Frozen> frozen() {
        return frozen;
    }

    /** The approval that is asked for. */
    @NonNull
    Approvals.Asked asked() {
        return asked;
    }

    /** That it is to skip the conditions about its proof. */
    @NonNull
    Optional<Hotfix> hotfix() {
        return hotfix;
    }

    /**
     * That a release is to skip the conditions about its proof.
     *
     * @param by the users who started the build, if they have the permission; empty if they do not have it
     */
    public record Hotfix(@NonNull String reason, @NonNull String by) {}

    /**
     * A target of the environment that the release comes from.
     *
     * @param label under which proofs are recorded
     * @param events of the service there, oldest first; those of other accounts may be among them
     * @param uses deployments of the service there, oldest first
     */
    record Upstream(
            @NonNull String label,
            @NonNull List<PathEvent> events,
            @NonNull List<Use> uses) {}

    /**
     * A target of the environment itself.
     *
     * @param label under which events are recorded
     * @param events of the service there, oldest first
     */
    record Here(@NonNull String label, @NonNull List<PathEvent> events) {}

    /**
     * How long the wave before must have been proven.
     *
     * @param since epoch milliseconds
     * @param millis how long
     */
    record Bake(long since, long millis) {}

    /**
     * A freeze window that is open.
     *
     * @param until epoch milliseconds
     */
    public record Frozen(@NonNull String reason, long until) {}

    /** What is not given is unknown, and proves nothing. */
    public static final class Builder {

        private final String path;
        private final Map<String, String> digests;
        private String definition = "";
        private final List<Upstream> upstream = new ArrayList<>();
        private final List<Here> here = new ArrayList<>();
        private Optional<Bake> bake = Optional.empty();
        private boolean startedByUser;
        private long buildStartedAt;
        private Optional<Frozen> frozen = Optional.empty();
        private Approvals.Asked asked = Approvals.Asked.NOTHING;
        private Optional<Hotfix> hotfix = Optional.empty();

        private Builder(String path, Map<String, String> digests) {
            this.path = path;
            this.digests = digests;
        }

        /**
         * Adds a target of the environment that the release comes from.
         *
         * @param label under which proofs are recorded
         * @param used deployments of the service there, oldest first
         */
        @NonNull
        public Builder upstream(@NonNull String label, @NonNull List<PathEvent> events, @NonNull List<Use> used) {
            upstream.add(new Upstream(label, events, used));
            return this;
        }

        /** @param hash of what the job says besides the digests */
        @NonNull
        public Builder definition(@NonNull String hash) {
            definition = hash;
            return this;
        }

        /** Adds a target of the environment itself. */
        @NonNull
        public Builder here(@NonNull String label, @NonNull List<PathEvent> events) {
            here.add(new Here(label, events));
            return this;
        }

        /** @param since when the wave before was proven, epoch milliseconds */
        @NonNull
        public Builder bake(long since, long millis) {
            bake = millis == 0 ? Optional.empty() : Optional.of(new Bake(since, millis));
            return this;
        }

        /** @param startedAt epoch milliseconds */
        @NonNull
        public Builder build(boolean byUser, long startedAt) {
            startedByUser = byUser;
            buildStartedAt = startedAt;
            return this;
        }

        @NonNull
        public Builder frozen(@NonNull Optional<Frozen> window) {
            frozen = window;
            return this;
        }

        @NonNull
        public Builder asked(@NonNull Approvals.Asked approval) {
            asked = approval;
            return this;
        }

        @NonNull
        public Builder hotfix(@NonNull Optional<Hotfix> wanted) {
            hotfix = wanted;
            return this;
        }

        @NonNull
        public Evidence build() {
            return new Evidence(this);
        }
    }
}
