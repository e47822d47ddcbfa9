package io.jenkins.plugins.ecs.live;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.aws.AwsFailure;
import io.jenkins.plugins.ecs.aws.connection.SharedConnection;
import io.jenkins.plugins.ecs.aws.ecr.TaggedImage;
import io.jenkins.plugins.ecs.config.SlowReads;
import io.jenkins.plugins.ecs.config.settings.ReadSettings;
import io.jenkins.plugins.ecs.credentials.BuildConnections;
import io.jenkins.plugins.ecs.rollout.observe.EcrRepository;
import io.jenkins.plugins.ecs.text.PlainText;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;

/**
 * The newest tags of the repository of an image in Amazon ECR, read with the read credentials of a target and kept for a
 * minute.
 *
 * @param images the newest first
 * @param problem why they are not known; empty if they are, or if nothing may be read
 */
public record PushedTags(
        @NonNull List<Pushed> images, @NonNull String problem) {

    /** Nothing is read. */
    public static final PushedTags NONE = new PushedTags(List.of(), "");

    private static final int MOST = 50;
    private static final int MOST_READS = 2;
    private static final int MOST_WAITING = 50;

    private static final SlowReads<PushedTags> READS = SlowReads.onThreads(
            "ecs-pushed-tags", MOST_READS, MOST_WAITING, Duration.ofSeconds(5), PushedTags::notRead);

    /**
     * An image with its tags.
     *
     * @param pushedAt epoch milliseconds; 0 if it is not known
     */
    public record Pushed(
            @NonNull List<String> tags, @NonNull String digest, long pushedAt) {}

    /** @param image of the service; the tags of images in other registries are not read */
    @NonNull
    public static PushedTags of(@NonNull ReadSettings reads, @NonNull String image) {
        return EcrRepository.of(image)
                .map(repository -> READS.get(List.of(reads, repository), () -> read(reads, repository)))
                .orElse(NONE);
    }

    private static PushedTags read(ReadSettings reads, EcrRepository repository) {
        try (SharedConnection shared = BuildConnections.reading(reads)) {
            return of(repository.tagged(shared.connection()).items());
        } catch (AwsFailure failure) {
            return notRead(
                    failure.kind() == AwsFailure.Kind.DENIED
                            ? failure.denial().advice(failure.iamAction(), LiveMessages.readCredentials(reads.target()))
                            : String.valueOf(failure.getMessage()));
        }
    }

    private static PushedTags notRead(String why) {
        return new PushedTags(List.of(), LiveMessages.tagsNotRead(PlainText.line(why)));
    }

    @NonNull
    static PushedTags of(@NonNull List<TaggedImage> found) {
        return new PushedTags(
                found.stream()
                        .sorted(Comparator.comparingLong(TaggedImage::pushedAt).reversed())
                        .limit(MOST)
                        .map(each -> new Pushed(each.tags(), each.digest(), each.pushedAt()))
                        .toList(),
                "");
    }
}
