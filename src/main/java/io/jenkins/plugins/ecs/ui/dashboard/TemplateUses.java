package io.jenkins.plugins.ecs.ui.dashboard;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.history.DeploymentRecord;
import io.jenkins.plugins.ecs.history.ServiceKey;
import io.jenkins.plugins.ecs.paths.PathEvent;
import io.jenkins.plugins.ecs.templates.TemplateRef;
import io.jenkins.plugins.ecs.templates.TemplateVersion;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Which service was last released with which version of a template, for each environment. */
final class TemplateUses {

    /**
     * A service in an environment.
     *
     * @param at epoch milliseconds
     */
    record Use(
            @NonNull String service,
            @NonNull String environment,
            @NonNull String template,
            @NonNull TemplateVersion version,
            @NonNull String build,
            long at) {

        boolean isOlderThan(@NonNull TemplateVersion newest) {
            return version.compareTo(newest) < 0;
        }
    }

    private final List<Use> uses;

    private TemplateUses(List<Use> uses) {
        this.uses = uses;
    }

    /**
     * @param events oldest first of each service
     * @param deployments those of a service that the user may see. An event counts if one of them is about its revision:
     *     the build of an event is for display, and does not identify a job
     */
    @NonNull
    static TemplateUses of(
            @NonNull List<PathEvent> events, @NonNull Function<ServiceKey, List<DeploymentRecord>> deployments) {
        Map<ServiceKey, Set<String>> visible = new HashMap<>();
        Map<List<Object>, Use> latest = new LinkedHashMap<>();
        for (PathEvent event : events) {
            TemplateRef used = TemplateRef.parse(event.template()).orElse(null);
            if (event.kind() == PathEvent.Kind.PROVEN
                    && used != null
                    && used.exact() != null
                    && visible.computeIfAbsent(key(event), key -> revisions(deployments.apply(key)))
                            .contains(event.revision())) {
                latest.put(
                        List.of(event.place(), event.path(), event.environment()),
                        new Use(
                                event.place().service(),
                                event.environment(),
                                used.name(),
                                used.exact(),
                                event.build(),
                                event.at()));
            }
        }
        return new TemplateUses(latest.values().stream()
                .sorted(Comparator.comparing(Use::service).thenComparing(Use::environment))
                .toList());
    }

    private static ServiceKey key(PathEvent event) {
        return new ServiceKey(
                event.place().region(), event.place().cluster(), event.place().service());
    }

    private static Set<String> revisions(List<DeploymentRecord> records) {
        return records.stream().map(DeploymentRecord::taskDefinition).collect(Collectors.toSet());
    }

    /** By service and environment. */
    @NonNull
    List<Use> of(@NonNull String template) {
        return uses.stream().filter(each -> each.template().equals(template)).toList();
    }
}
