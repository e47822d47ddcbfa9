package io.jenkins.plugins.ecs.steps;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.model.Describable;
import hudson.model.Descriptor;
import io.jenkins.plugins.ecs.tasks.request.TaskRequest;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import net.sf.json.JSONObject;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.StaplerRequest2;

/** Where the network interface of a task is, for definitions with the network mode {@code awsvpc}. */
public final class NetworkSettings implements Describable<NetworkSettings>, Serializable {

    private static final long serialVersionUID = 1L;

    private ArrayList<String> subnets = new ArrayList<>();
    private ArrayList<String> securityGroups = new ArrayList<>();
    private Boolean assignPublicIp;

    @DataBoundConstructor
    public NetworkSettings() {}

    public List<String> getSubnets() {
        return Collections.unmodifiableList(subnets);
    }

    @DataBoundSetter
    public void setSubnets(List<String> subnets) {
        this.subnets = TextLines.clean(subnets);
    }

    /** For the form. */
    @Restricted(NoExternalUse.class)
    public String getSubnetsText() {
        return String.join(", ", subnets);
    }

    public List<String> getSecurityGroups() {
        return Collections.unmodifiableList(securityGroups);
    }

    @DataBoundSetter
    public void setSecurityGroups(List<String> securityGroups) {
        this.securityGroups = TextLines.clean(securityGroups);
    }

    /** For the form. */
    @Restricted(NoExternalUse.class)
    public String getSecurityGroupsText() {
        return String.join(", ", securityGroups);
    }

    /** Null for AWS's default, which is no public address. */
    @CheckForNull
    public Boolean getAssignPublicIp() {
        return assignPublicIp;
    }

    @DataBoundSetter
    public void setAssignPublicIp(Boolean assignPublicIp) {
        this.assignPublicIp = Boolean.TRUE.equals(assignPublicIp) ? Boolean.TRUE : null;
    }

    /** Null if nothing is set: then it comes from the service. */
    @CheckForNull
    static TaskRequest.Network of(@CheckForNull NetworkSettings network) {
        if (network == null
                || (network.subnets.isEmpty() && network.securityGroups.isEmpty() && network.assignPublicIp == null)) {
            return null;
        }
        return new TaskRequest.Network(
                List.copyOf(network.subnets), List.copyOf(network.securityGroups), network.assignPublicIp);
    }

    @Extension
    public static final class DescriptorImpl extends Descriptor<NetworkSettings> {

        @NonNull
        @Override
        public String getDisplayName() {
            return "Network";
        }

        /** In the form the lists are texts with commas. */
        @Override
        public NetworkSettings newInstance(StaplerRequest2 req, @NonNull JSONObject form) throws FormException {
            form.put("subnets", TextLines.clean(List.of(form.optString("subnets"))));
            form.put("securityGroups", TextLines.clean(List.of(form.optString("securityGroups"))));
            return (NetworkSettings) super.newInstance(req, form);
        }
    }
}
