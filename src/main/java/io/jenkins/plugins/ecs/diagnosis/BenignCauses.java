package io.jenkins.plugins.ecs.diagnosis;

import static io.jenkins.plugins.ecs.diagnosis.CauseRule.cause;
import static io.jenkins.plugins.ecs.diagnosis.Permanence.NOISE;

import java.util.List;

/** Normal events of a service, which do not indicate a failing deployment. */
final class BenignCauses {

    static final List<CauseRule> RULES = List.of(
            cause("az-rebalancing", NOISE, "rebalancing between Availability Zones")
                    .doc(Docs.REBALANCING)
                    .when(
                            "Availability-zone rebalancing initiated by",
                            "AZ Rebalanc",
                            "AZ balanced",
                            "due to AZ rebalancing"),
            cause("scaling", NOISE, "scaled in, or replaced by the next revision")
                    .when("Scaling activity initiated by"),
            cause("user-stopped", NOISE, "stopped by a user")
                    .advice("if this was not intended, see in CloudTrail who called ecs:StopTask")
                    .when("Task stopped by user", "Stopped by user"),
            cause("draining", NOISE, "draining connections of tasks that are being replaced")
                    .when("has begun draining connections on"),
            cause("progress", NOISE, "a step of the deployment")
                    .when(
                            "has reached a steady state",
                            "has started * tasks",
                            "has stopped * running tasks",
                            "registered * targets in",
                            "registered * instances in",
                            "deployment completed",
                            "rolling back to deployment ",
                            "updated computedDesiredCount"));

    private BenignCauses() {}
}
