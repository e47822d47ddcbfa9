package io.jenkins.plugins.ecs.paths.definition;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import edu.umd.cs.findbugs.annotations.Nullable;
import io.jenkins.plugins.ecs.verify.check.CheckSpec;
import java.util.List;

/** A path as it was written, before it is checked. What is null is not set. */
public final class PathDraft {

    final String name;
    final String where;
    String description;
    String owner;
    List<String> services;
    String mode;
    List<Environment> environments = List.of();

    /** @param where the level at which it is defined, for display */
    public PathDraft(@CheckForNull String name, @NonNull String where) {
        this.name = name;
        this.where = where;
    }

    @NonNull
    public PathDraft owner(@CheckForNull String whom) {
        owner = whom;
        return this;
    }

    @NonNull
    public PathDraft description(@CheckForNull String text) {
        description = text;
        return this;
    }

    @NonNull
    public PathDraft services(@CheckForNull List<String> patterns) {
        services = patterns;
        return this;
    }

    @NonNull
    public PathDraft mode(@CheckForNull String blockOrWarn) {
        mode = blockOrWarn;
        return this;
    }

    @NonNull
    public PathDraft environments(@NonNull List<Environment> inOrder) {
        environments = inOrder;
        return this;
    }

    /** An environment as it was written. */
    public static final class Environment {

        final String name;
        final String target;
        List<Wave> waves = List.of();
        String from;
        String soak;
        String soakInterruptedBy;
        String freshness;
        Approval approval;
        String prove;
        boolean preflight;
        String before;
        Strategy strategy;
        Pauses pauses;
        List<Check> checks = List.of();
        String onVerificationFailure;
        String onInconclusive;
        String watch;

        public Environment(@CheckForNull String name, @CheckForNull String target) {
            this.name = name;
            this.target = target;
        }

        @NonNull
        public Environment waves(@NonNull List<Wave> inOrder) {
            waves = inOrder;
            return this;
        }

        @NonNull
        public Environment from(@CheckForNull String environment) {
            from = environment;
            return this;
        }

        @NonNull
        public Environment soak(@CheckForNull String minimum) {
            soak = minimum;
            return this;
        }

        @NonNull
        public Environment soakInterruptedBy(@CheckForNull String what) {
            soakInterruptedBy = what;
            return this;
        }

        @NonNull
        public Environment freshness(@CheckForNull String maximum) {
            freshness = maximum;
            return this;
        }

        @NonNull
        public Environment approval(@CheckForNull Approval needed) {
            approval = needed;
            return this;
        }

        @NonNull
        public Environment preflight(boolean runs) {
            preflight = runs;
            return this;
        }

        @NonNull
        public Environment prove(@CheckForNull String what) {
            prove = what;
            return this;
        }

        @NonNull
        public Environment before(@CheckForNull String whether) {
            before = whether;
            return this;
        }

        @NonNull
        public Environment strategy(@CheckForNull Strategy howTo) {
            strategy = howTo;
            return this;
        }

        @NonNull
        public Environment pauses(@CheckForNull Pauses ofEcs) {
            pauses = ofEcs;
            return this;
        }

        @NonNull
        public Environment checks(@NonNull List<Check> after) {
            checks = after;
            return this;
        }

        @NonNull
        public Environment watch(@CheckForNull String afterwards) {
            watch = afterwards;
            return this;
        }

        @NonNull
        public Environment onInconclusive(@CheckForNull String reaction) {
            onInconclusive = reaction;
            return this;
        }

        @NonNull
        public Environment onVerificationFailure(@CheckForNull String reaction) {
            onVerificationFailure = reaction;
            return this;
        }
    }

    /**
     * Who approves, as it was written.
     *
     * @param users empty if only blanks were written
     * @param groups as the users
     */
    public record Approval(
            @Nullable List<String> users,
            @Nullable List<String> groups,
            @Nullable Integer count,
            boolean starterMayApprove,
            boolean notAuthors,
            @Nullable String timeout,
            boolean answersByToken) {}

    /** Targets that are deployed to together, as they were written. */
    public record Wave(
            @NonNull List<String> targets, @Nullable String bake) {}

    /** A strategy as it was written; times in minutes. */
    public record Strategy(
            @Nullable String type,
            @Nullable Double canaryPercent,
            @Nullable Integer canaryBakeTime,
            @Nullable Double stepPercent,
            @Nullable Integer stepBakeTime,
            @Nullable Integer bakeTime) {}

    /**
     * The pauses of ECS as they were written.
     *
     * @param groups who answers
     * @param at stages; empty for those that the service has
     * @param timeout minutes
     */
    public record Pauses(
            @Nullable List<String> groups,
            @NonNull List<String> at,
            @Nullable Integer timeout,
            @Nullable String onTimeout) {}

    /**
     * A check as it was written.
     *
     * @param spec null if it has a problem
     * @param problem empty if it has none
     */
    public record Check(@Nullable CheckSpec spec, @NonNull String problem) {}
}
