package io.jenkins.plugins.ecs.rollout.observe;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.aws.Listing;
import io.jenkins.plugins.ecs.aws.connection.AwsClients;
import io.jenkins.plugins.ecs.aws.ecr.TaggedImage;
import io.jenkins.plugins.ecs.taskdef.ImageReference;
import io.jenkins.plugins.ecs.taskdef.TaskDefinitionException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where in Amazon ECR an image is. */
public record EcrRepository(String account, String region, String name) {

    private static final Pattern HOST = Pattern.compile(
            "(\\d{12})\\.dkr[.-]ecr(?:-fips)?\\.([a-z0-9-]+)\\.(?:amazonaws\\.com(?:\\.cn)?|on\\.aws|.+)");

    /** Amazon ECR lists images in no order, 1,000 a page. */
    private static final int MOST_PAGES = 5;

    /** Its tagged images, in no order; of more than 5,000 only some. */
    @NonNull
    public Listing<TaggedImage> tagged(@NonNull AwsClients aws) {
        return aws.ecr(region).tagged(account, name, MOST_PAGES);
    }

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
