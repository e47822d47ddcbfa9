package io.jenkins.plugins.ecs.notifications;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.BulkChange;
import hudson.Extension;
import hudson.ExtensionList;
import hudson.Util;
import hudson.model.PersistentDescriptor;
import hudson.util.FormValidation;
import io.jenkins.plugins.ecs.config.settings.FormChecks;
import io.jenkins.plugins.ecs.verify.http.HostPolicy;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import jenkins.model.GlobalConfiguration;
import jenkins.model.Jenkins;
import net.sf.json.JSONObject;
import org.jenkinsci.Symbol;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.verb.POST;

/** The receivers of the events of all jobs, and to which hosts receivers of folders may send. */
@Extension
@Symbol("ecsNotifications")
public class EcsNotificationsConfiguration extends GlobalConfiguration implements PersistentDescriptor {

    private volatile List<EcsReceiver> receivers = new ArrayList<>();
    private volatile String hosts;
    private volatile String privateRanges;

    @NonNull
    public static EcsNotificationsConfiguration get() {
        return ExtensionList.lookupSingleton(EcsNotificationsConfiguration.class);
    }

    @NonNull
    @Override
    public String getDisplayName() {
        return "Amazon ECS notifications";
    }

    @NonNull
    public List<EcsReceiver> getReceivers() {
        List<EcsReceiver> all = receivers;
        return all == null ? List.of() : Collections.unmodifiableList(all);
    }

    @DataBoundSetter
    public void setReceivers(List<EcsReceiver> receivers) {
        List<EcsReceiver> all = receivers == null ? new ArrayList<>() : new ArrayList<>(receivers);
        ReceiverChecks.refuse(ReceiverChecks.all(all));
        this.receivers = all;
        save();
    }

    /** Hosts that receivers may have, separated by commas; null for any public host. */
    @CheckForNull
    public String getHosts() {
        return hosts;
    }

    @DataBoundSetter
    public void setHosts(String hosts) {
        String value = Util.fixEmptyAndTrim(hosts);
        ReceiverChecks.refuse(ReceiverChecks.hosts(value));
        this.hosts = value;
        save();
    }

    /** Address ranges that are not public and may be sent to, separated by commas. */
    @CheckForNull
    public String getPrivateRanges() {
        return privateRanges;
    }

    @DataBoundSetter
    public void setPrivateRanges(String privateRanges) {
        String value = Util.fixEmptyAndTrim(privateRanges);
        ReceiverChecks.refuse(ReceiverChecks.privateRanges(value));
        this.privateRanges = value;
        save();
    }

    @NonNull
    HostPolicy hostPolicy() {
        return new HostPolicy(ReceiverChecks.list(hosts), ReceiverChecks.list(privateRanges), "notifications");
    }

    /** A form without receivers sends nothing of them. One that is refused changes nothing. */
    @Override
    public boolean configure(StaplerRequest2 request, JSONObject form) throws FormException {
        List<EcsReceiver> before = receivers;
        boolean done = false;
        try (BulkChange all = new BulkChange(this)) {
            receivers = new ArrayList<>();
            done = super.configure(request, form);
            all.commit();
            return done;
        } catch (IOException e) {
            throw new FormException(e, "ecsNotifications");
        } finally {
            receivers = done ? receivers : before;
        }
    }

    @POST
    @Restricted(NoExternalUse.class)
    public FormValidation doCheckHosts(@QueryParameter String value) {
        Jenkins.get().checkPermission(Jenkins.ADMINISTER);
        return FormChecks.of(ReceiverChecks.hosts(Util.fixEmptyAndTrim(value)));
    }

    @POST
    @Restricted(NoExternalUse.class)
    public FormValidation doCheckPrivateRanges(@QueryParameter String value) {
        Jenkins.get().checkPermission(Jenkins.ADMINISTER);
        return FormChecks.of(ReceiverChecks.privateRanges(Util.fixEmptyAndTrim(value)));
    }
}
