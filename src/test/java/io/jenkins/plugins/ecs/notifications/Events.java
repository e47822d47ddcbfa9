package io.jenkins.plugins.ecs.notifications;

import io.jenkins.plugins.ecs.events.DeploymentEvent;
import io.jenkins.plugins.ecs.events.EventField;
import io.jenkins.plugins.ecs.events.EventType;

/** Events made by hand. */
final class Events {

    static final long T0 = 1_700_000_000_000L;

    private Events() {}

    static DeploymentEvent of(String id, String service) {
        return DeploymentEvent.of(id, EventType.FAILED, T0)
                .with(EventField.ACCOUNT, "123456789012")
                .with(EventField.REGION, "eu-central-1")
                .with(EventField.CLUSTER, "prod")
                .with(EventField.SERVICE, service)
                .with(EventField.JOB, "shop/deploy")
                .with(EventField.BUILD, "7")
                .with(EventField.BUILD_PATH, "job/shop/job/deploy/7/")
                .with(EventField.VERSION, "2.0.0")
                .with(EventField.CAUSE, "the container app exits with 1")
                .with(EventField.MESSAGE, "FAILED: prod/" + service + ": the container app exits with 1")
                .withDigest("app", "sha256:" + "ab".repeat(32))
                .build();
    }
}
