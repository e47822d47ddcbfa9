package io.jenkins.plugins.ecs.steps;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import edu.umd.cs.findbugs.annotations.Nullable;
import hudson.AbortException;
import hudson.Extension;
import hudson.Util;
import hudson.model.Item;
import hudson.util.ComboBoxModel;
import hudson.util.FormValidation;
import io.jenkins.plugins.ecs.config.ImageField;
import io.jenkins.plugins.ecs.config.LiveImages;
import io.jenkins.plugins.ecs.config.settings.FormChecks;
import io.jenkins.plugins.ecs.paths.definition.ApprovalChecks;
import io.jenkins.plugins.ecs.steps.execution.ApprovalExecution;
import io.jenkins.plugins.ecs.steps.execution.RolloutThreads;
import java.io.Serializable;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** {@code ecsApprove}: waits until users have approved on the build page, by the rules of the approvals of paths. */
public final class EcsApproveStep extends Step implements Serializable {

    private static final long serialVersionUID = 1L;

    private final String message;
    private String users;
    private String groups;
    private Integer count;
    private boolean starterMayApprove;
    private boolean notAuthors;
    private String timeout;
    private boolean answersByToken;
    private String image;
    private String target;
    private String service;

    @DataBoundConstructor
    public EcsApproveStep(String message) {
        this.message = Util.fixEmptyAndTrim(message);
    }

    /** The question. */
    @CheckForNull
    public String getMessage() {
        return message;
    }

    /** Ids of users who may approve, separated by commas. */
    @CheckForNull
    public String getUsers() {
        return users;
    }

    @DataBoundSetter
    public void setUsers(String users) {
        this.users = Util.fixEmpty(users);
    }

    /** Names of groups whose members may approve, separated by commas. */
    @CheckForNull
    public String getGroups() {
        return groups;
    }

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

    public boolean isStarterMayApprove() {
        return starterMayApprove;
    }

    @DataBoundSetter
    public void setStarterMayApprove(boolean starterMayApprove) {
        this.starterMayApprove = starterMayApprove;
    }

    public boolean isNotAuthors() {
        return notAuthors;
    }

    @DataBoundSetter
    public void setNotAuthors(boolean notAuthors) {
        this.notAuthors = notAuthors;
    }

    /** How long it is asked for, as in {@code 2d}; null for no limit. */
    @CheckForNull
    public String getTimeout() {
        return timeout;
    }

    @DataBoundSetter
    public void setTimeout(String timeout) {
        this.timeout = Util.fixEmptyAndTrim(timeout);
    }

    public boolean isAnswersByToken() {
        return answersByToken;
    }

    @DataBoundSetter
    public void setAnswersByToken(boolean answersByToken) {
        this.answersByToken = answersByToken;
    }

    /** What is approved, with its digest; null if that is not an image. */
    @CheckForNull
    public String getImage() {
        return image;
    }

    @DataBoundSetter
    public void setImage(String image) {
        this.image = Util.fixEmptyAndTrim(image);
    }

    /** The only target for which it counts; null for any. */
    @CheckForNull
    public String getTarget() {
        return target;
    }

    @DataBoundSetter
    public void setTarget(String target) {
        this.target = Util.fixEmptyAndTrim(target);
    }

    /** The only service for which it counts; null for any. */
    @Nullable
    public String getService() {
        return service;
    }

    @DataBoundSetter
    public void setService(String service) {
        this.service = Util.fixEmptyAndTrim(service);
    }

    @Override
    public StepExecution start(StepContext context) throws Exception {
        if (!Jenkins.get().isUseSecurity()) {
            throw new AbortException("ecsApprove: " + StepMessages.NOT_APPROVABLE);
        }
        try {
            return new ApprovalExecution(
                    context,
                    ApproveRequest.of(
                            this,
                            UUID.randomUUID().toString(),
                            RolloutThreads.clock().millis()));
        } catch (IllegalArgumentException wrong) {
            throw new AbortException("ecsApprove: " + wrong.getMessage());
        }
    }

    @Extension
    public static final class DescriptorImpl extends AbstractEcsStepDescriptor {

        @Override
        public String getFunctionName() {
            return "ecsApprove";
        }

        @NonNull
        @Override
        public String getDisplayName() {
            return "Wait for approval by users";
        }

        @NonNull
        @Override
        Set<String> requiredParameters() {
            return Set.of("message");
        }

        @Override
        public String argumentsToString(@NonNull Map<String, Object> arguments) {
            return String.valueOf(arguments.get("message"));
        }

        @POST
        @Restricted(NoExternalUse.class)
        public FormValidation doCheckTimeout(@AncestorInPath Item item, @QueryParameter String value) {
            return FormChecks.ifAllowed(item, () -> ApprovalChecks.checkTimeout(Util.fixEmptyAndTrim(value)));
        }

        @POST
        @Restricted(NoExternalUse.class)
        public ComboBoxModel doFillImageItems(
                @AncestorInPath Item item,
                @QueryParameter String target,
                @QueryParameter String service,
                @QueryParameter String image) {
            return FormChecks.offer(
                    item, () -> images(item, target, service, image).get().items());
        }

        @POST
        @Restricted(NoExternalUse.class)
        public FormValidation doCheckImage(
                @AncestorInPath Item item,
                @QueryParameter String target,
                @QueryParameter String service,
                @QueryParameter String value) {
            return FormChecks.validate(
                    item,
                    () -> LiveImages.check(
                            ApproveRequest.checkImage(Util.fixEmptyAndTrim(value)),
                            images(item, target, service, value)));
        }

        private static Supplier<LiveImages> images(Item item, String target, String service, String typed) {
            StepPlace place = new StepPlace(target, null, null, null, null);
            return new ServicePlace(place, null, service).images(item, ImageField.Style.PINNED, null, typed);
        }
    }
}
