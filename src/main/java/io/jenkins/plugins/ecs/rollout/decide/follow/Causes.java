package io.jenkins.plugins.ecs.rollout.decide.follow;

import io.jenkins.plugins.ecs.aws.ecs.ServiceDeployment;
import io.jenkins.plugins.ecs.rollout.messages.DeploymentMessages;
import io.jenkins.plugins.ecs.text.PlainText;
import java.util.ArrayList;
import java.util.List;

/** Why a service deployment ended as it did, in ECS's own words and by its monitors. */
final class Causes {

    private Causes() {}

    static String of(ServiceDeployment own) {
        List<String> parts = new ArrayList<>();
        if (!own.statusReason().isEmpty()) {
            parts.add(PlainText.phrase(own.statusReason()));
        } else if (own.rollbackReason() != null) {
            parts.add(PlainText.phrase(own.rollbackReason()));
        }
        if (own.circuitBreaker().isTriggered()) {
            parts.add(DeploymentMessages.circuitBreaker(
                    own.circuitBreaker().failureCount(), own.circuitBreaker().threshold()));
        }
        if (own.alarms().isTriggered()) {
            parts.add(DeploymentMessages.alarms(own.alarms().triggered()));
        }
        return parts.isEmpty() ? DeploymentMessages.noReason(own.status()) : String.join("; ", parts);
    }
}
