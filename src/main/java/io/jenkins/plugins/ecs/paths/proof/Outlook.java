package io.jenkins.plugins.ecs.paths.proof;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.paths.definition.PathEnvironment;
import io.jenkins.plugins.ecs.paths.definition.ReleasePath;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Whether a release that a user starts now would enter an environment, by what is recorded. The release judges the same
 * conditions itself.
 */
public final class Outlook {

    /** What is recorded of the service in a target. */
    public interface Recorded {

        /** Oldest first. */
        @NonNull
        List<PathEvent> events(@NonNull String target);

        /** Its deployments, oldest first. */
        @NonNull
        List<Use> uses(@NonNull String target);
    }

    private Outlook() {}

    /**
     * @param digests of the release, by container
     * @param frozen the freeze window that is open
     * @param now epoch milliseconds
     */
    @NonNull
    public static Admission of(
            @NonNull ReleasePath path,
            @NonNull PathEnvironment to,
            @NonNull String service,
            @NonNull Map<String, String> digests,
            @NonNull Recorded recorded,
            @NonNull Optional<Evidence.Frozen> frozen,
            long now) {
        Evidence.Builder evidence =
                Evidence.of(path.id(), digests).build(true, now).frozen(frozen);
        path.environment(to.from())
                .ifPresent(from -> from.targets()
                        .forEach(target ->
                                evidence.upstream(from.label(target), recorded.events(target), recorded.uses(target))));
        to.targets().forEach(target -> evidence.here(to.label(target), recorded.events(target)));
        return Admission.judge(to, evidence.build(), now).on(path, service);
    }
}
