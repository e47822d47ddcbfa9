package io.jenkins.plugins.ecs.ui.dashboard;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.config.TemplateCatalogue;
import io.jenkins.plugins.ecs.history.DeploymentRecord;
import io.jenkins.plugins.ecs.history.ServiceKey;
import io.jenkins.plugins.ecs.paths.proof.PathEvent;
import io.jenkins.plugins.ecs.templates.Template;
import io.jenkins.plugins.ecs.templates.TemplateRef;
import io.jenkins.plugins.ecs.templates.TemplateVersion;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Which service was last released with which version of a template, for each environment. */
final class TemplateUses {

    /**
     * A service in an environment.
     *
     * @param path id of the path
     * @param environment with its target, if it has several
     * @param environmentName without its target
     * @param job full name of the job that deployed it
     * @param at epoch milliseconds
     * @param teamFile what was kept of the file of the team; empty for nothing
     */
    record Use(
            @NonNull String service,
            @NonNull String path,
            @NonNull String environment,
            @NonNull String environmentName,
            @NonNull String template,
            @NonNull TemplateVersion version,
            @NonNull String build,
            @NonNull String job,
            long at,
            @NonNull String teamFile) {

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
        Map<ServiceKey, Map<String, String>> visible = new HashMap<>();
        Map<List<Object>, Use> latest = new LinkedHashMap<>();
        for (PathEvent event : events) {
            TemplateRef used = TemplateRef.parse(event.template()).orElse(null);
            if (event.kind() != PathEvent.Kind.PROVEN || used == null || used.exact() == null) {
                continue;
            }
            String job = visible.computeIfAbsent(event.place().key(), key -> jobs(deployments.apply(key)))
                    .get(event.revision());
            if (job != null) {
                latest.put(
                        List.of(event.place(), event.path(), event.environment()),
                        new Use(
                                event.place().service(),
                                event.path(),
                                event.environment(),
                                event.environmentName(),
                                used.name(),
                                used.exact(),
                                event.build(),
                                job,
                                event.at(),
                                event.teamFile()));
            }
        }
        return new TemplateUses(latest.values().stream()
                .sorted(Comparator.comparing(Use::service).thenComparing(Use::environment))
                .toList());
    }

    /** The job that last deployed each revision. */
    private static Map<String, String> jobs(List<DeploymentRecord> records) {
        Map<String, String> jobs = new HashMap<>();
        records.forEach(each -> jobs.put(each.taskDefinition(), each.build().job()));
        return jobs;
    }

    /** By service and environment. A template of another folder may have the same name: its services are not among them. */
    @NonNull
    List<Use> of(@NonNull Template template) {
        return uses.stream()
                .filter(each ->
                        each.template().equals(template.name()) && TemplateCatalogue.isFor(template, each.job()))
                .toList();
    }

    /** Those of one service on one path, which are deployed with one file. */
    @NonNull
    List<Use> of(@NonNull Template template, @NonNull String service, @NonNull String path) {
        return of(template).stream()
                .filter(each -> each.service().equals(service) && each.path().equals(path))
                .toList();
    }
}
