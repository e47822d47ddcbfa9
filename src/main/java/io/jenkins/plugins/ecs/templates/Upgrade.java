package io.jenkins.plugins.ecs.templates;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.servicedef.ServiceFileComparison;
import io.jenkins.plugins.ecs.taskdef.Difference;
import io.jenkins.plugins.ecs.taskdef.TagChanges;
import io.jenkins.plugins.ecs.taskdef.TaskDefinitionCompare;
import io.jenkins.plugins.ecs.taskdef.TaskDefinitionException;
import io.jenkins.plugins.ecs.taskdef.TaskDefinitionText;
import io.jenkins.plugins.ecs.taskdef.TaskDefinitions;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * What a newer version of its template changes of a service in one environment: the difference of what both versions render
 * with the same values. AWS is not asked, and look-ups are compared as they are written. Values that may be secret are
 * masked.
 *
 * @param taskDefinition the places that differ
 * @param service the places that differ
 * @param problem why it cannot be rendered with one of the versions; empty if it can
 */
public record Upgrade(
        @NonNull List<Difference> taskDefinition,
        @NonNull List<Difference> service,
        @NonNull String problem) {

    /** The same on both sides. */
    private static final String IMAGE = "IMAGE";

    public Upgrade {
        taskDefinition = List.copyOf(taskDefinition);
        service = List.copyOf(service);
    }

    /** @param file what is known of it; of a required value that is not known, the example of the template is used */
    @NonNull
    public static Upgrade of(
            @NonNull Template used, @NonNull Template newest, @NonNull TeamFile file, @NonNull String environment) {
        try {
            Rendering before = Rendering.withExamples(used, file, environment, IMAGE);
            Rendering after = Rendering.withExamples(newest, file, environment, IMAGE);
            ObjectNode was = definition(before);
            ObjectNode is = definition(after);
            List<Difference> definition = new ArrayList<>(TaskDefinitionCompare.differences(was, is));
            definition.addAll(TagChanges.of(was, TaskDefinitions.toRegisterInput(is), after.taskDefinition()));
            return new Upgrade(
                    definition,
                    ServiceFileComparison.differences(before.serviceDefinition(), after.serviceDefinition()),
                    "");
        } catch (TaskDefinitionException wrong) {
            return new Upgrade(List.of(), List.of(), String.valueOf(wrong.getMessage()));
        }
    }

    private static ObjectNode definition(Rendering rendering) {
        return (ObjectNode) TaskDefinitionText.tree(rendering.taskDefinition()).root();
    }

    /** A file that has no values: the defaults and the examples of a template count. */
    @NonNull
    public static TeamFile withoutValues(@NonNull String service, @NonNull Template template) {
        ObjectNode file = JsonNodeFactory.instance.objectNode();
        file.put(NewService.SERVICE, service).put("template", template.label());
        return Objects.requireNonNull(TeamFile.read(file.toString()).file());
    }

    /**
     * The line of {@code ecs.yaml} that takes the newest version; empty if the line that is there takes it.
     *
     * @param written what the file names now; null if that is not known
     */
    @NonNull
    public static String line(@CheckForNull TemplateRef written, @NonNull Template newest) {
        if (written != null && written.takes(newest.version())) {
            return "";
        }
        boolean exactly = written != null && written.exact() != null;
        return "template: " + (exactly ? newest.label() : newest.reference());
    }
}
