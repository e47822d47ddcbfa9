package io.jenkins.plugins.ecs.paths;

import edu.umd.cs.findbugs.annotations.NonNull;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The environments that a release goes through, in their order. Immutable.
 *
 * @param where the level at which it is defined, for display: {@code the global settings}, {@code folder shop}
 * @param owner whom a refusal names; may be empty
 */
public record ReleasePath(
        @NonNull String name,
        @NonNull String where,
        @NonNull String owner,
        @NonNull ArrayList<PathEnvironment> environments)
        implements Serializable {

    private static final long serialVersionUID = 1L;

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
        return name + " of " + where;
    }
}
