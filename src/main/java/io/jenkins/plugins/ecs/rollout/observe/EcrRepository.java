package io.jenkins.plugins.ecs.rollout.observe;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.taskdef.ImageReference;
import io.jenkins.plugins.ecs.taskdef.TaskDefinitionException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where in Amazon ECR an image is. */
public record EcrRepository(String account, String region, String name) {

    private static final Pattern HOST = Pattern.compile(
            "(\\d{12})\\.dkr[.-]ecr(?:-fips)?\\.([a-z0-9-]+)\\.(?:amazonaws\\.com(?:\\.cn)?|on\\.aws|.+)");

    /** Empty for an image of another registry, and for a text that is no image. */
    @NonNull
    public static Optional<EcrRepository> of(@NonNull String image) {
        try {
            return of(ImageReference.parse(image));
        } catch (TaskDefinitionException notOne) {
            return Optional.empty();
        }
    }

    /** Empty for an image of another registry. */
    @NonNull
    public static Optional<EcrRepository> of(@NonNull ImageReference image) {
        Matcher host = HOST.matcher(image.registry() == null ? "" : image.registry());
        return host.matches()
                ? Optional.of(new EcrRepository(host.group(1), host.group(2), image.repository()))
                : Optional.empty();
    }
}
