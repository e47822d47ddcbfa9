package io.jenkins.plugins.ecs.notifications;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.events.DeploymentListener;
import io.jenkins.plugins.ecs.text.PlainText;
import java.util.Collection;
import java.util.Objects;

/** What people read as the name of a receiver. A lane, which identifies it, has the class of a listener. */
final class ReceiverNames {

    private ReceiverNames() {}

    /** @param installed the listeners of this controller */
    @NonNull
    static String of(@NonNull String lane, @NonNull Collection<DeploymentListener> installed) {
        if (Listeners.isOne(lane)) {
            return installed.stream()
                    .filter(each -> Listeners.lane(each).equals(lane))
                    .map(ReceiverNames::ofListener)
                    .filter(Objects::nonNull)
                    .findFirst()
                    .orElseGet(() -> simpleName(lane));
        }
        String name = lane.substring(lane.lastIndexOf('/') + 1);
        return Receivers.folderOf(lane)
                .map(folder -> NotificationMessages.receiverOf(name, folder))
                .orElse(name);
    }

    /** Null if it has none. The code of another plugin may do anything. */
    private static String ofListener(DeploymentListener listener) {
        try {
            String name = PlainText.line(listener.getDisplayName()).strip();
            return name.isEmpty() ? null : name;
        } catch (RuntimeException | LinkageError broken) {
            return null;
        }
    }

    private static String simpleName(String lane) {
        return lane.substring(
                Math.max(lane.lastIndexOf('.'), Math.max(lane.lastIndexOf('$'), lane.lastIndexOf('/'))) + 1);
    }
}
