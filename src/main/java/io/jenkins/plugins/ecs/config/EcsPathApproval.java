package io.jenkins.plugins.ecs.config;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.Util;
import hudson.model.Describable;
import hudson.model.Descriptor;
import hudson.model.Item;
import hudson.util.FormValidation;
import io.jenkins.plugins.ecs.config.settings.FormChecks;
import io.jenkins.plugins.ecs.config.settings.SettingChecks;
import io.jenkins.plugins.ecs.config.settings.Switch;
import io.jenkins.plugins.ecs.paths.definition.ApprovalChecks;
import io.jenkins.plugins.ecs.paths.definition.PathDraft;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** Who approves a release before it enters an environment. */
public class EcsPathApproval implements Describable<EcsPathApproval> {

    private String users;
    private String groups;
    private Integer count;
    private String starterMayApprove;
    private String notAuthors;
    private String timeout;
    private String answersByToken;

    @DataBoundConstructor
    public EcsPathApproval() {}

    /** Ids of users who may approve, separated by commas. */
    @CheckForNull
    public String getUsers() {
        return users;
    }

    /** Blanks are kept: they would name nobody, and are refused. */
    @DataBoundSetter
    public void setUsers(String users) {
        this.users = Util.fixEmpty(users);
    }

    /**
     * Names of groups whose members may approve, separated by commas. If there are no users either, all users with the
     * permission may.
     */
    @CheckForNull
    public String getGroups() {
        return groups;
    }

    /** As for the users. */
    @DataBoundSetter
    public void setGroups(String groups) {
        this.groups = Util.fixEmpty(groups);
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

    /** Whether the authors of the changes in the build do not count. */
    public boolean isNotAuthors() {
        return Switch.isOn(notAuthors);
    }

    @DataBoundSetter
    public void setNotAuthors(boolean notAuthors) {
        this.notAuthors = Switch.of(notAuthors);
    }

    /** How long it is asked for, as in {@code 2d}; null for as long as a release may wait. */
    @CheckForNull
    public String getTimeout() {
        return timeout;
    }

    @DataBoundSetter
    public void setTimeout(String timeout) {
        this.timeout = Util.fixEmptyAndTrim(timeout);
    }

    /** Whether answers with an API token count. */
    public boolean isAnswersByToken() {
        return Switch.isOn(answersByToken);
    }

    @DataBoundSetter
    public void setAnswersByToken(boolean answersByToken) {
        this.answersByToken = Switch.of(answersByToken);
    }

    @NonNull
    PathDraft.Approval draft() {
        return new PathDraft.Approval(
                users == null ? null : SettingChecks.list(users),
                groups == null ? null : SettingChecks.list(groups),
                count,
                isStarterMayApprove(),
                isNotAuthors(),
                timeout,
                isAnswersByToken());
    }

    @Extension
    public static final class DescriptorImpl extends Descriptor<EcsPathApproval> {

        @NonNull
        @Override
        public String getDisplayName() {
            return "Approval";
        }

        @POST
        @Restricted(NoExternalUse.class)
        public FormValidation doCheckTimeout(@AncestorInPath Item item, @QueryParameter String value) {
            return FormChecks.ifAllowed(item, () -> ApprovalChecks.checkTimeout(Util.fixEmptyAndTrim(value)));
        }
    }
}
