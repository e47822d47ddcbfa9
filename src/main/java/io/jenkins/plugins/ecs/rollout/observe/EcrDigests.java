package io.jenkins.plugins.ecs.rollout.observe;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.aws.connection.AwsClients;
import io.jenkins.plugins.ecs.aws.ecr.EcrImage;
import io.jenkins.plugins.ecs.rollout.messages.DryRunMessages;
import io.jenkins.plugins.ecs.taskdef.ImageReference;

/** Digests of images in Amazon ECR; other registries are not asked. */
final class EcrDigests {

    private final AwsClients services;

    EcrDigests(@NonNull AwsClients services) {
        this.services = services;
    }

    /**
     * @return the digest; or, in words, why it is not known
     * @throws io.jenkins.plugins.ecs.aws.AwsFailure if the registry gives no usable answer
     */
    @NonNull
    String of(@NonNull String image) {
        ImageReference reference;
        try {
            reference = ImageReference.parse(image);
        } catch (IllegalArgumentException noVersion) {
            return DryRunMessages.unknownDigest(DryRunMessages.NO_VERSION);
        }
        if (reference.digest() != null) {
            return reference.digest();
        }
        EcrRepository repository = EcrRepository.of(reference).orElse(null);
        if (repository == null) {
            return DryRunMessages.unknownDigest(DryRunMessages.NOT_IN_ECR);
        }
        return services.ecr(repository.region())
                .image(repository.account(), repository.name(), reference.tag())
                .map(EcrImage::digest)
                .orElse("there is no such image");
    }
}
