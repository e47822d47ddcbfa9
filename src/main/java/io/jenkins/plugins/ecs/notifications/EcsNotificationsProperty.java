package io.jenkins.plugins.ecs.notifications;

import com.cloudbees.hudson.plugins.folder.AbstractFolder;
import com.cloudbees.hudson.plugins.folder.AbstractFolderProperty;
import com.cloudbees.hudson.plugins.folder.AbstractFolderPropertyDescriptor;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** The receivers of the events of a folder's jobs. */
public class EcsNotificationsProperty extends AbstractFolderProperty<AbstractFolder<?>> {

    private List<EcsReceiver> receivers = new ArrayList<>();

    @DataBoundConstructor
    public EcsNotificationsProperty() {}

    @NonNull
    public List<EcsReceiver> getReceivers() {
        return receivers == null ? List.of() : Collections.unmodifiableList(receivers);
    }

    @DataBoundSetter
    public void setReceivers(List<EcsReceiver> receivers) {
        List<EcsReceiver> all = receivers == null ? new ArrayList<>() : new ArrayList<>(receivers);
        ReceiverChecks.refuse(ReceiverChecks.all(all));
        this.receivers = all;
    }

    @Extension
    @Symbol("ecsNotifications")
    public static final class DescriptorImpl extends AbstractFolderPropertyDescriptor {

        @NonNull
        @Override
        public String getDisplayName() {
            return "Amazon ECS notifications";
        }
    }
}
