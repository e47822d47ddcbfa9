package io.jenkins.plugins.ecs.verify.preflight;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecs.aws.AwsFailure;
import io.jenkins.plugins.ecs.aws.connection.AwsConnection;
import io.jenkins.plugins.ecs.aws.ecr.EcrApi;
import io.jenkins.plugins.ecs.rollout.observe.EcrRepository;
import io.jenkins.plugins.ecs.taskdef.ImageReference;
import io.jenkins.plugins.ecs.taskdef.TaskDefinitions;
import io.jenkins.plugins.ecs.verify.check.Measurement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * {@code image}: the images in Amazon ECR exist, for the CPU architecture of the tasks. Other registries are not read.
 */
final class PreflightImages {

    private PreflightImages() {}

    static Measurement measure(ObjectNode planned, AwsConnection aws) {
        String architecture = planned.at("/runtimePlatform/cpuArchitecture").asText("X86_64");
        String needed = architecture.equals("ARM64") ? "arm64" : "amd64";
        List<String> problems = new ArrayList<>();
        List<String> good = new ArrayList<>();
        List<String> unknown = new ArrayList<>();
        for (Map.Entry<String, String> each : TaskDefinitions.images(planned).entrySet()) {
            ImageReference image;
            try {
                image = ImageReference.parse(each.getValue());
            } catch (IllegalArgumentException noVersion) {
                problems.add(each.getKey() + ": " + noVersion.getMessage());
                continue;
            }
            EcrRepository repository = EcrRepository.of(image).orElse(null);
            if (repository == null) {
                continue;
            }
            EcrApi ecr = aws.ecr(repository.region());
            String version = image.digest() == null ? image.tag() : image.digest();
            if (ecr.image(repository.account(), repository.name(), version).isEmpty()) {
                Optional<Boolean> pulled = ecr.isPulledThrough(repository.account(), repository.name());
                if (pulled.isPresent() && !pulled.get()) {
                    problems.add(PreflightMessages.imageMissing(image.toString(), each.getKey()));
                } else {
                    unknown.add(
                            pulled.isPresent()
                                    ? PreflightMessages.imagePulledThrough(each.getKey())
                                    : PreflightMessages.imageMayBePulledThrough(each.getKey()));
                }
                continue;
            }
            Set<String> made;
            try {
                made = ecr.architectures(repository.account(), repository.name(), version);
            } catch (AwsFailure unread) {
                if (unread.isPassing() || !unread.operation().equals(EcrApi.READ_CONFIGURATION)) {
                    throw unread;
                }
                unknown.add(PreflightMessages.architectureUnknown(each.getKey(), why(unread)));
                continue;
            }
            if (made.isEmpty()) {
                unknown.add(PreflightMessages.architectureUnknown(each.getKey(), PreflightMessages.noArchitecture()));
            } else if (made.contains(needed)) {
                good.add(PreflightMessages.imageExists(each.getKey(), needed));
            } else {
                problems.add(PreflightMessages.otherArchitecture(each.getKey(), made));
            }
        }
        if (problems.isEmpty() && !unknown.isEmpty()) {
            return Measurement.skipped(String.join(", ", unknown));
        }
        return Preflight.result(
                problems, good, PreflightMessages.NO_IMAGE, PreflightMessages.imagesExist(architecture));
    }

    private static String why(AwsFailure unread) {
        return unread.kind() == AwsFailure.Kind.DENIED
                ? PreflightMessages.missingPermission(unread.missingPermission())
                : PreflightMessages.configurationUnread(unread.awsMessage());
    }
}
