package io.jenkins.plugins.ecs.notifications;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.model.Item;
import hudson.util.FormValidation;
import io.jenkins.plugins.ecs.events.DeploymentEvent;
import io.jenkins.plugins.ecs.events.EventField;
import io.jenkins.plugins.ecs.events.EventType;
import java.util.UUID;

/** The test of a receiver. It is sent at once, not by the outbox. */
final class TestNotification {

    private TestNotification() {}

    /** @param folder null for a receiver of the global configuration */
    @NonNull
    static FormValidation send(@CheckForNull Item folder, @NonNull EcsReceiver receiver) {
        DeploymentEvent event = DeploymentEvent.of(
                        UUID.randomUUID() + "-test", EventType.TEST, System.currentTimeMillis())
                .with(EventField.MESSAGE, NotificationMessages.TEST)
                .build();
        SendResult result = new ReceiverSender(folder, receiver).send(event);
        return result.kind() == SendResult.Kind.DELIVERED
                ? FormValidation.ok(NotificationMessages.testSent(result.status()))
                : FormValidation.error(NotificationMessages.testFailed(result.why()));
    }
}
