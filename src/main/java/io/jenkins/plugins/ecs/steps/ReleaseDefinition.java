package io.jenkins.plugins.ecs.steps;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.config.settings.DeploymentTask;
import io.jenkins.plugins.ecs.config.settings.NamedValue;
import io.jenkins.plugins.ecs.taskdef.ContainerChange;
import io.jenkins.plugins.ecs.text.Sha256;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * What a job says of a release besides its digests: the file of the team with the version of the template, or the containers
 * and the tasks before the deployment of the step. It is only compared, and kept with what is proven, so it is a hash.
 */
final class ReleaseDefinition {

    private ReleaseDefinition() {}

    /** @param template with its version; null if the step has no file */
    @NonNull
    static String of(@NonNull EcsReleaseStep step, @CheckForNull String template) {
        List<Object> parts = new ArrayList<>();
        if (template == null) {
            parts.add(withoutDigest(step.getImage()));
            step.getContainers().forEach(each -> parts.add(container(each.toChange())));
            step.getBefore().forEach(each -> parts.add(task(each)));
        } else {
            parts.add(template);
            parts.add(String.valueOf(step.getSpec())
                    .lines()
                    .map(String::stripTrailing)
                    .toList());
        }
        return Sha256.hex(parts.toString());
    }

    private static List<String> container(ContainerChange change) {
        List<Object> command = change.command() == null ? List.of() : List.copyOf(change.command());
        return texts(
                change.name(),
                withoutDigest(change.image()),
                new TreeMap<>(change.environment()),
                new TreeMap<>(change.secrets()),
                change.exclusiveEnvironment(),
                change.exclusiveSecrets(),
                change.cpu(),
                change.memory(),
                change.memoryReservation(),
                command);
    }

    private static List<String> task(DeploymentTask task) {
        return texts(
                task.getContainer(),
                task.getCommand(),
                new TreeMap<>(NamedValue.toMap(task.getEnvironment())),
                task.getCpu(),
                task.getMemory(),
                task.getTaskRoleArn(),
                task.getExecutionRoleArn(),
                task.isIrreversible());
    }

    private static List<String> texts(Object... values) {
        List<String> texts = new ArrayList<>();
        for (Object value : values) {
            String text = String.valueOf(value);
            // Its length keeps values apart from those beside them.
            texts.add(text.length() + " " + text);
        }
        return texts;
    }

    private static String withoutDigest(@CheckForNull String image) {
        return image == null ? "" : image.replaceAll("@.*", "");
    }
}
