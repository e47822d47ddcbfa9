package io.jenkins.plugins.ecs.config;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.ExtensionList;
import hudson.Util;
import hudson.model.Item;
import hudson.model.Job;
import hudson.model.PersistentDescriptor;
import hudson.util.FormValidation;
import io.jenkins.plugins.ecs.config.settings.ConfigMessages;
import jenkins.model.GlobalConfiguration;
import jenkins.model.Jenkins;
import org.jenkinsci.Symbol;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** The administrator's settings for the pages about deployments. */
@Extension
@Symbol("ecsPages")
public class EcsPagesConfiguration extends GlobalConfiguration implements PersistentDescriptor {

    private String rollbackJob;
    private int historyDays;

    @NonNull
    public static EcsPagesConfiguration get() {
        return ExtensionList.lookupSingleton(EcsPagesConfiguration.class);
    }

    @NonNull
    @Override
    public String getDisplayName() {
        return "Amazon ECS dashboard";
    }

    /** Full name of the job that the rollback button starts; null for no button. */
    @CheckForNull
    public String getRollbackJob() {
        return rollbackJob;
    }

    @DataBoundSetter
    public void setRollbackJob(String rollbackJob) {
        this.rollbackJob = Util.fixEmptyAndTrim(rollbackJob);
        save();
    }

    /** After how many days a deployment is removed from the index; 0 to keep it until its build is deleted. */
    public int getHistoryDays() {
        return historyDays;
    }

    @DataBoundSetter
    public void setHistoryDays(int historyDays) {
        this.historyDays = Math.max(0, historyDays);
        save();
    }

    @POST
    @Restricted(NoExternalUse.class)
    public FormValidation doCheckRollbackJob(@QueryParameter String value) {
        Jenkins.get().checkPermission(Jenkins.ADMINISTER);
        String name = Util.fixEmptyAndTrim(value);
        if (name == null) {
            return FormValidation.ok();
        }
        Item item = Jenkins.get().getItemByFullName(name);
        return item instanceof Job ? FormValidation.ok() : FormValidation.error(ConfigMessages.noSuchJob(name));
    }

    @POST
    @Restricted(NoExternalUse.class)
    public FormValidation doCheckHistoryDays(@QueryParameter String value) {
        Jenkins.get().checkPermission(Jenkins.ADMINISTER);
        String days = Util.fixEmptyAndTrim(value);
        return days == null || days.matches("[0-9]{1,5}")
                ? FormValidation.ok()
                : FormValidation.error(ConfigMessages.notDays(days));
    }
}
