package io.jenkins.plugins.ecs.paths.definition;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.policy.Glob;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** The environments that a release goes through, in their order. Immutable. */
public final class ReleasePath implements Serializable {

    private static final long serialVersionUID = 1L;

    private final String name;
    private final String where;
    private final String description;
    private final String owner;
    private final ArrayList<String> services;
    private final boolean warns;
    private final ArrayList<PathEnvironment> environments;

    private ReleasePath(Builder b) {
        name = b.name;
        where = b.where;
        description = b.description;
        owner = b.owner;
        services = new ArrayList<>(b.services);
        warns = b.warns;
        environments = new ArrayList<>(b.environments);
    }

    /** @param where the level at which it is defined, for display: {@code the global settings}, {@code folder shop} */
    @NonNull
    public static Builder of(@NonNull String name, @NonNull String where) {
        return new Builder(name, where);
    }

    @NonNull
    public String name() {
        return name;
    }

    /** The level at which it is defined, for display. */
    @NonNull
    public String where() {
        return where;
    }

    /** What it is for, shown to users; may be empty. */
    @NonNull
    public String description() {
        return description;
    }

    /** Patterns of the names of the services that may use it; empty for all. */
    @NonNull
    public List<String> services() {
        return Collections.unmodifiableList(services);
    }

    /** @param service short name */
    public boolean isFor(@NonNull String service) {
        return services.isEmpty() || services.stream().anyMatch(pattern -> Glob.matches(pattern, service));
    }

    /**
     * Why a service cannot be released on it; empty if it can, or if the path only warns.
     *
     * @param service short name
     */
    @NonNull
    public Optional<String> refusalOf(@NonNull String service) {
        return warns || isFor(service)
                ? Optional.empty()
                : Optional.of(PathMessages.refused(PathMessages.notForService(this, service), this));
    }

    /** Whom a refusal names; may be empty. */
    @NonNull
    public String owner() {
        return owner;
    }

    /** Whether its conditions are only shown ({@code mode: warn}). */
    public boolean warns() {
        return warns;
    }

    @NonNull
    public List<PathEnvironment> environments() {
        return Collections.unmodifiableList(environments);
    }

    @NonNull
    public Optional<PathEnvironment> environment(@NonNull String called) {
        return environments.stream().filter(each -> each.name().equals(called)).findFirst();
    }

    @NonNull
    public List<String> names() {
        return environments.stream().map(PathEnvironment::name).toList();
    }

    /** Unique in Jenkins: folders may have paths of the same name. */
    @NonNull
    public String id() {
        return id(name, where);
    }

    /** @param where it is defined */
    @NonNull
    public static String id(@NonNull String name, @NonNull String where) {
        return name + " of " + where;
    }

    /** What is not set is absent, and its conditions count. */
    public static final class Builder {

        private final String name;
        private final String where;
        private String description = "";
        private String owner = "";
        private List<String> services = List.of();
        private boolean warns;
        private List<PathEnvironment> environments = List.of();

        private Builder(String name, String where) {
            this.name = name;
            this.where = where;
        }

        @NonNull
        public Builder owner(@NonNull String whom) {
            owner = whom;
            return this;
        }

        @NonNull
        public Builder description(@NonNull String text) {
            description = text;
            return this;
        }

        /** @param patterns of names, with {@code *} and {@code ?}; empty for all services */
        @NonNull
        public Builder services(@NonNull List<String> patterns) {
            services = patterns;
            return this;
        }

        @NonNull
        public Builder warns(boolean only) {
            warns = only;
            return this;
        }

        @NonNull
        public Builder environments(@NonNull List<PathEnvironment> inOrder) {
            environments = inOrder;
            return this;
        }

        @NonNull
        public ReleasePath build() {
            return new ReleasePath(this);
        }
    }
}
