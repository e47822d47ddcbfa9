package io.jenkins.plugins.ecs.notifications;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.ExtensionList;
import io.jenkins.plugins.ecs.events.DeploymentEvent;
import io.jenkins.plugins.ecs.events.DeploymentListener;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The listeners of other plugins, each a receiver of its own. */
final class Listeners {

    private static final Logger LOGGER = Logger.getLogger(Listeners.class.getName());
    private static final String PREFIX = "listener/";

    private Listeners() {}

    @NonNull
    static List<String> lanes() {
        List<String> lanes = new ArrayList<>();
        ExtensionList.lookup(DeploymentListener.class).forEach(each -> lanes.add(lane(each)));
        return lanes;
    }

    @NonNull
    static String lane(@NonNull DeploymentListener listener) {
        return PREFIX + listener.getClass().getName();
    }

    static boolean isOne(@NonNull String lane) {
        return lane.startsWith(PREFIX);
    }

    @NonNull
    static Sender sender(@NonNull String lane) {
        for (DeploymentListener each : ExtensionList.lookup(DeploymentListener.class)) {
            if (lane(each).equals(lane)) {
                return event -> call(each, event);
            }
        }
        return event -> SendResult.dropped();
    }

    /** A listener that fails is not called with the same event again. */
    @NonNull
    static SendResult call(@NonNull DeploymentListener listener, @NonNull DeploymentEvent event) {
        try {
            listener.happened(event);
            return SendResult.delivered(0);
        } catch (RuntimeException | LinkageError | StackOverflowError | AssertionError broken) {
            LOGGER.log(Level.WARNING, listener.getClass().getName() + " failed with " + event, broken);
            return new SendResult(SendResult.Kind.REJECTED, 0, NotificationMessages.error(broken), 0);
        }
    }
}
