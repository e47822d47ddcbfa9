package io.jenkins.plugins.ecs.rollout.decide;

import io.jenkins.plugins.ecs.aws.ServiceDeployment;
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
            parts.add(String.format(
                    "circuit breaker at %d failures, threshold %d",
                    own.circuitBreaker().failureCount(), own.circuitBreaker().threshold()));
        }
        if (own.alarms().isTriggered()) {
            parts.add("alarms: " + String.join(", ", own.alarms().triggered()));
        }
        return parts.isEmpty() ? "ECS says " + own.status() + " and gives no reason" : String.join("; ", parts);
    }
}
