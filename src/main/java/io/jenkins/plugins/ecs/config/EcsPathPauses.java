package io.jenkins.plugins.ecs.config;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.Util;
import hudson.model.Describable;
import hudson.model.Descriptor;
import hudson.model.Item;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.ecs.config.settings.FormChecks;
import io.jenkins.plugins.ecs.config.settings.SettingChecks;
import io.jenkins.plugins.ecs.paths.definition.PathChecks;
import io.jenkins.plugins.ecs.paths.definition.PathDraft;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.verb.POST;

/** Where ECS pauses the deployments to an environment of a path, and who answers. */
public class EcsPathPauses implements Describable<EcsPathPauses> {

    private String groups;
    private String at;
    private Integer timeout;
    private String onTimeout;

    @DataBoundConstructor
    public EcsPathPauses() {}

    /** Ids of users and names of groups, separated by commas; null for all users with the permission. */
    @CheckForNull
    public String getGroups() {
        return groups;
    }

    /** Blanks are kept: they would name nobody, and are refused. */
    @DataBoundSetter
    public void setGroups(String groups) {
        this.groups = Util.fixEmpty(groups);
    }

    /** Stages, separated by commas; null for the pauses that the service has. */
    @CheckForNull
    public String getAt() {
        return at;
    }

    @DataBoundSetter
    public void setAt(String at) {
        this.at = Util.fixEmptyAndTrim(at);
    }

    /** Minutes. */
    @CheckForNull
    public Integer getTimeout() {
        return timeout;
    }

    @DataBoundSetter
    public void setTimeout(Integer timeout) {
        this.timeout = timeout;
    }

    /** {@code rollback} or {@code continue}; null for {@code rollback}. */
    @CheckForNull
    public String getOnTimeout() {
        return onTimeout;
    }

    @DataBoundSetter
    public void setOnTimeout(String onTimeout) {
        this.onTimeout = Util.fixEmptyAndTrim(onTimeout);
    }

    @NonNull
    PathDraft.Pauses draft() {
        return new PathDraft.Pauses(
                groups == null ? null : SettingChecks.list(groups), SettingChecks.list(at), timeout, onTimeout);
    }

    @Extension
    public static final class DescriptorImpl extends Descriptor<EcsPathPauses> {

        @NonNull
        @Override
        public String getDisplayName() {
            return "Pauses";
        }

        @POST
        @Restricted(NoExternalUse.class)
        public ListBoxModel doFillOnTimeoutItems(@AncestorInPath Item item) {
            FormChecks.requireRead(item);
            return FormChecks.words(PathChecks.PAUSE_TIMEOUTS);
        }
    }
}
