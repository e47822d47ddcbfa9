package io.jenkins.plugins.ecs.notifications;

import com.cloudbees.hudson.plugins.folder.AbstractFolder;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.ExtensionList;
import hudson.model.Item;
import io.jenkins.plugins.ecs.events.DeploymentEvent;
import io.jenkins.plugins.ecs.events.DeploymentListener;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import jenkins.model.Jenkins;

/** Who receives an event: listeners, and the receivers of the global configuration and of the job's folders. */
final class Receivers {

    private static final String GLOBAL = "global/";
    private static final String FOLDER = "folder/";

    private Receivers() {}

    /** @param job the job of the event */
    @NonNull
    static List<String> of(@NonNull Item job, @NonNull DeploymentEvent event) {
        List<String> lanes = new ArrayList<>(Listeners.lanes());
        add(lanes, GLOBAL, EcsNotificationsConfiguration.get().getReceivers(), event);
        Object place = job.getParent();
        while (place instanceof Item inside) {
            if (inside instanceof AbstractFolder<?> folder) {
                add(lanes, FOLDER + folder.getFullName() + "/", ofFolder(folder), event);
            }
            place = inside.getParent();
        }
        return lanes;
    }

    private static void add(List<String> lanes, String prefix, List<EcsReceiver> receivers, DeploymentEvent event) {
        receivers.stream().filter(each -> each.wants(event)).forEach(each -> lanes.add(prefix + each.getName()));
    }

    /** While Jenkins reloads a folder, it has no properties. */
    private static List<EcsReceiver> ofFolder(AbstractFolder<?> folder) {
        var properties = folder.getProperties();
        EcsNotificationsProperty property = properties == null ? null : properties.get(EcsNotificationsProperty.class);
        return property == null ? List.of() : property.getReceivers();
    }

    /** The full name of the folder that a receiver is configured in; empty for others. */
    @NonNull
    static Optional<String> folderOf(@NonNull String lane) {
        return lane.startsWith(FOLDER)
                ? Optional.of(lane.substring(FOLDER.length(), lane.lastIndexOf('/')))
                : Optional.empty();
    }

    /** For people. */
    @NonNull
    static String name(@NonNull String lane) {
        return ReceiverNames.of(lane, ExtensionList.lookup(DeploymentListener.class));
    }

    @NonNull
    static Sender sender(@NonNull String lane) {
        if (Listeners.isOne(lane)) {
            return Listeners.sender(lane);
        }
        String name = lane.substring(lane.lastIndexOf('/') + 1);
        if (lane.startsWith(GLOBAL)) {
            return sender(null, EcsNotificationsConfiguration.get().getReceivers(), name);
        }
        String folder = folderOf(lane).orElseThrow();
        AbstractFolder<?> found = Jenkins.get().getItemByFullName(folder, AbstractFolder.class);
        if (found == null) {
            return event -> SendResult.dropped();
        }
        return found.getProperties() == null
                ? event -> SendResult.failed(0, NotificationMessages.FOLDER_IS_LOADED, 0)
                : sender(found, ofFolder(found), name);
    }

    private static Sender sender(Item folder, List<EcsReceiver> receivers, String name) {
        return receivers.stream()
                .filter(each -> each.getName().equals(name))
                .findFirst()
                .<Sender>map(each -> new ReceiverSender(folder, each))
                .orElse(event -> SendResult.dropped());
    }
}
