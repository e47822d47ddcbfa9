package io.jenkins.plugins.ecs.paths;

import edu.umd.cs.findbugs.annotations.NonNull;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is known of a release when it is judged whether it may enter an environment: plain values. Immutable. */
public final class Evidence {

    private final String path;
    private final Map<String, String> digests;
    private final List<PathEvent> upstream;
    private final List<Use> uses;
    private final List<PathEvent> here;
    private final boolean startedByUser;
    private final long buildStartedAt;
    private final Optional<Frozen> frozen;
    private final Approvals.Asked asked;

    private Evidence(Builder b) {
        path = b.path;
        digests = b.digests;
        upstream = b.upstream;
        uses = b.uses;
        here = b.here;
        startedByUser = b.startedByUser;
        buildStartedAt = b.buildStartedAt;
        frozen = b.frozen;
        asked = b.asked;
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

    /**
     * Events of the service in the environment that the release comes from, oldest first; those of other accounts may be
     * among them.
     */
    @NonNull
    List<PathEvent> upstream() {
        return upstream;
    }

    /** Deployments of the service there, oldest first. */
    @NonNull
    List<Use> uses() {
        return uses;
    }

    /** Events of the service in the environment itself, oldest first. */
    @NonNull
    List<PathEvent> here() {
        return here;
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
        private List<PathEvent> upstream = List.of();
        private List<Use> uses = List.of();
        private List<PathEvent> here = List.of();
        private boolean startedByUser;
        private long buildStartedAt;
        private Optional<Frozen> frozen = Optional.empty();
        private Approvals.Asked asked = Approvals.Asked.NOTHING;

        private Builder(String path, Map<String, String> digests) {
            this.path = path;
            this.digests = digests;
        }

        /** @param used deployments of the service there, oldest first */
        @NonNull
        public Builder upstream(@NonNull List<PathEvent> events, @NonNull List<Use> used) {
            upstream = events;
            uses = used;
            return this;
        }

        @NonNull
        public Builder here(@NonNull List<PathEvent> events) {
            here = events;
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
        public Evidence build() {
            return new Evidence(this);
        }
    }
}
