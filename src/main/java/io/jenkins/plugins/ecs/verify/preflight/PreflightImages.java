package io.jenkins.plugins.ecs.verify.preflight;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecs.aws.AwsConnection;
import io.jenkins.plugins.ecs.aws.AwsFailure;
import io.jenkins.plugins.ecs.aws.EcrApi;
import io.jenkins.plugins.ecs.aws.EcrJsonApi;
import io.jenkins.plugins.ecs.rollout.observe.EcrRepository;
import io.jenkins.plugins.ecs.taskdef.ImageReference;
import io.jenkins.plugins.ecs.taskdef.TaskDefinitions;
import io.jenkins.plugins.ecs.verify.check.Measurement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Are the images in Amazon ECR there, for the CPU architecture of the tasks? Other registries are not asked. */
final class PreflightImages {

    private PreflightImages() {}

    static Measurement measure(ObjectNode planned, AwsConnection aws) {
        String architecture = planned.at("/runtimePlatform/cpuArchitecture").asText("X86_64");
        String needed = architecture.equals("ARM64") ? "arm64" : "amd64";
        List<String> problems = new ArrayList<>();
        List<String> good = new ArrayList<>();
        List<String> untold = new ArrayList<>();
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
                    problems.add("there is no image " + image + " for " + each.getKey());
                } else {
                    untold.add(each.getKey() + " is not in Amazon ECR yet: "
                            + (pulled.isPresent()
                                    ? "a pull through cache rule brings it at the first pull"
                                    : "whether a pull through cache rule brings it is not known"
                                            + " (ecr:DescribePullThroughCacheRules)"));
                }
                continue;
            }
            Set<String> made;
            try {
                made = ecr.architectures(repository.account(), repository.name(), version);
            } catch (AwsFailure unread) {
                if (unread.isPassing() || !unread.operation().equals(EcrJsonApi.READ_CONFIGURATION)) {
                    throw unread;
                }
                untold.add(each.getKey() + " is there, but not for which CPU: " + why(unread));
                continue;
            }
            if (made.isEmpty()) {
                untold.add(each.getKey() + " is there, but its configuration does not say for which CPU");
            } else if (made.contains(needed)) {
                good.add(each.getKey() + " is there for " + needed);
            } else {
                problems.add(each.getKey() + " is for " + String.join(" and ", made) + " only");
            }
        }
        if (problems.isEmpty() && !untold.isEmpty()) {
            return Measurement.skipped(String.join(", ", untold));
        }
        return Preflight.told(problems, good, "no image is in Amazon ECR", "there, for " + architecture);
    }

    private static String why(AwsFailure unread) {
        return unread.kind() == AwsFailure.Kind.DENIED
                ? "not allowed: " + unread.missingPermission()
                : "its configuration could not be loaded (" + unread.awsMessage() + ")";
    }
}
