package io.jenkins.plugins.ecs.config;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.Util;
import hudson.model.Describable;
import hudson.model.Descriptor;
import io.jenkins.plugins.ecs.paths.PathDraft;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** Who approves a release before it enters an environment. */
public class EcsPathApproval implements Describable<EcsPathApproval> {

    private String groups;
    private Integer count;
    private String starterMayApprove;

    @DataBoundConstructor
    public EcsPathApproval() {}

    /** Ids of users and names of groups, separated by commas; null for all users with the permission. */
    @CheckForNull
    public String getGroups() {
        return groups;
    }

    @DataBoundSetter
    public void setGroups(String groups) {
        this.groups = Util.fixEmptyAndTrim(groups);
    }

    /** How many users must approve; null for one. */
    @CheckForNull
    public Integer getCount() {
        return count;
    }

    @DataBoundSetter
    public void setCount(Integer count) {
        this.count = count;
    }

    /** Whether the user who started the build, or a build that led to it, counts. */
    public boolean isStarterMayApprove() {
        return Switch.isOn(starterMayApprove);
    }

    @DataBoundSetter
    public void setStarterMayApprove(boolean starterMayApprove) {
        this.starterMayApprove = Switch.of(starterMayApprove);
    }

    @NonNull
    PathDraft.Approval draft() {
        return new PathDraft.Approval(SettingChecks.list(groups), count, isStarterMayApprove());
    }

    @Extension
    public static final class DescriptorImpl extends Descriptor<EcsPathApproval> {

        @NonNull
        @Override
        public String getDisplayName() {
            return "Approval";
        }
    }
}
