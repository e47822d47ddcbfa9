package io.jenkins.plugins.ecs.rollout.request;

import com.fasterxml.jackson.databind.node.ObjectNode;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.lookups.DefinitionLookups;
import io.jenkins.plugins.ecs.lookups.Lookups;
import io.jenkins.plugins.ecs.servicedef.DefinitionFit;
import io.jenkins.plugins.ecs.servicedef.ServiceDefinition;
import io.jenkins.plugins.ecs.servicedef.ServiceText;
import io.jenkins.plugins.ecs.taskdef.TaskDefinitionRef;
import io.jenkins.plugins.ecs.taskdef.TaskDefinitionText;
import io.jenkins.plugins.ecs.text.Arns;
import io.jenkins.plugins.ecs.text.PlainText;
import java.util.ArrayList;
import java.util.List;

/** What is wrong with a service definition beside the other parameters of a step. */
final class ServiceFileChecks {

    private ServiceFileChecks() {}

    /**
     * @param text of the service; nothing is checked here if it cannot be read, because its own check reports that
     * @param definition text or reference, or null
     * @param patched whether the definition is changed before it is registered
     */
    @NonNull
    static List<String> problems(
            @CheckForNull String text,
            @NonNull String cluster,
            @NonNull String service,
            @CheckForNull String definition,
            boolean patched) {
        ServiceText.Reading reading = ServiceText.read(text);
        List<String> problems = new ArrayList<>();
        if (text == null
                || !reading.isUsable()
                || !Lookups.in(ServiceText.tree(text)).isEmpty()) {
            // What is looked up is compared once it is known.
            return problems;
        }
        same("serviceName", reading.definition(), service, problems);
        same("cluster", reading.definition(), cluster, problems);
        boolean brings = definition != null
                && !TaskDefinitionRef.isReference(definition)
                && RequestChecks.taskDefinition(definition).isEmpty();
        if (brings && !patched && DefinitionLookups.refused("", definition).isEmpty()) {
            ObjectNode parsed = TaskDefinitionText.parse(definition);
            DefinitionFit.problems(reading.definition(), parsed)
                    .forEach(problem -> problems.add("serviceDefinition: " + problem));
        }
        return problems;
    }

    private static void same(String member, ServiceDefinition file, String given, List<String> problems) {
        String named = file.text(member);
        if (named != null && given != null && !Arns.brief(named).equals(Arns.brief(given))) {
            problems.add(
                    "serviceDefinition: " + member + " is '" + PlainText.line(named) + "', but the step deploys to '"
                            + PlainText.line(given) + "'. Remove one of the two, or correct it");
        }
    }

    /** What means nothing where only a revision is registered. */
    @NonNull
    static List<String> registerOnly(@NonNull SettingValues values, @NonNull List<String> others) {
        List<String> given = new ArrayList<>(others);
        if (values.get(Setting.SERVICE_DEFINITION) != null) {
            given.add(Setting.SERVICE_DEFINITION.field());
        }
        return !values.flag(Setting.REGISTER_ONLY) || given.isEmpty()
                ? List.of()
                : List.of("registerOnly: the service is not changed, so " + String.join(", ", given)
                        + " cannot be used with it. Remove one of the two");
    }

    /** The scaling is applied once the deployment is verified. */
    @NonNull
    static List<String> scaling(@NonNull SettingValues values, boolean isWhole) {
        String text = values.get(Setting.SERVICE_DEFINITION);
        ServiceDefinition file =
                text == null || isWhole ? null : ServiceText.read(text).definition();
        boolean applies = file != null
                && file.ignoring(RequestChecks.list(values.get(Setting.IGNORE))).hasScaling();
        return applies
                ? List.of("serviceDefinition: 'scaling' is applied after the deployment and needs a step that waits for"
                        + " its end. Remove 'wait' or 'waitUntil', or add scaling to 'ignore'")
                : List.of();
    }

    @NonNull
    static List<String> withoutFile(@NonNull SettingValues values) {
        return values.get(Setting.ON_CREATE_FAILURE) == null || values.get(Setting.SERVICE_DEFINITION) != null
                ? List.of()
                : List.of("onCreateFailure: only a step with 'serviceDefinition' creates a service. Remove it, or add"
                        + " 'serviceDefinition'");
    }
}
