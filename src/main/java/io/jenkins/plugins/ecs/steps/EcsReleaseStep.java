package io.jenkins.plugins.ecs.steps;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import edu.umd.cs.findbugs.annotations.Nullable;
import hudson.AbortException;
import hudson.EnvVars;
import hudson.Extension;
import hudson.Util;
import hudson.model.Item;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.util.ComboBoxModel;
import hudson.util.FormValidation;
import io.jenkins.plugins.ecs.config.JobSettings;
import io.jenkins.plugins.ecs.config.LiveImages;
import io.jenkins.plugins.ecs.config.evidence.BeginningAction;
import io.jenkins.plugins.ecs.config.evidence.PullRequests;
import io.jenkins.plugins.ecs.config.settings.DeploymentTask;
import io.jenkins.plugins.ecs.config.settings.FormChecks;
import io.jenkins.plugins.ecs.history.ShortLivedService;
import io.jenkins.plugins.ecs.steps.execution.BuildTrace;
import io.jenkins.plugins.ecs.steps.execution.HotfixPermission;
import io.jenkins.plugins.ecs.steps.execution.ReleaseExecution;
import io.jenkins.plugins.ecs.steps.execution.RolloutThreads;
import io.jenkins.plugins.ecs.store.ShortLivedServices;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
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

/**
 * {@code ecsRelease}: takes a release through the environments of a path. Where, with which credentials and under which
 * conditions is defined by the path alone, so the step has no parameters for that.
 */
public final class EcsReleaseStep extends Step implements Serializable {

    private static final long serialVersionUID = 1L;

    private String service;
    private String spec;
    private String image;
    private ArrayList<ContainerSettings> containers = new ArrayList<>();
    private String path;
    private String to;
    private String hotfix;
    private boolean dryRun;
    private ArrayList<DeploymentTask> before = new ArrayList<>();

    @DataBoundConstructor
    public EcsReleaseStep() {}

    /** For one service. */
    public EcsReleaseStep(String service) {
        setService(service);
    }

    /** The text of the team's file; null if the service exists and only gets another image. */
    @Nullable
    public String getSpec() {
        return spec;
    }

    @DataBoundSetter
    public void setSpec(String spec) {
        this.spec = Util.fixEmptyAndTrim(spec);
    }

    /** Short name; the same in all environments. Null if the file names it. */
    @CheckForNull
    public String getService() {
        return service;
    }

    @DataBoundSetter
    public void setService(String service) {
        this.service = Util.fixEmptyAndTrim(service);
    }

    /** With its digest. */
    @Nullable
    public String getImage() {
        return image;
    }

    @DataBoundSetter
    public void setImage(String image) {
        this.image = Util.fixEmptyAndTrim(image);
    }

    public List<ContainerSettings> getContainers() {
        return Collections.unmodifiableList(containers);
    }

    @DataBoundSetter
    public void setContainers(List<ContainerSettings> containers) {
        this.containers = containers == null ? new ArrayList<>() : new ArrayList<>(containers);
    }

    /** The name of a path; null for the only one. */
    @Nullable
    public String getPath() {
        return path;
    }

    @DataBoundSetter
    public void setPath(String path) {
        this.path = Util.fixEmptyAndTrim(path);
    }

    /** The only environment that is entered; null for all. */
    @CheckForNull
    public String getTo() {
        return to;
    }

    @DataBoundSetter
    public void setTo(String to) {
        this.to = Util.fixEmptyAndTrim(to);
    }

    /** Why it skips the conditions about its proof; null if it does not. */
    @Nullable
    public String getHotfix() {
        return hotfix;
    }

    @DataBoundSetter
    public void setHotfix(String hotfix) {
        this.hotfix = Util.fixEmptyAndTrim(hotfix);
    }

    /** Tasks before the deployment in each environment. */
    public List<DeploymentTask> getBefore() {
        return Collections.unmodifiableList(before);
    }

    @DataBoundSetter
    public void setBefore(List<DeploymentTask> before) {
        this.before = before == null ? new ArrayList<>() : new ArrayList<>(before);
    }

    /** Whether it only reports what it would change. */
    public boolean isDryRun() {
        return dryRun;
    }

    @DataBoundSetter
    public void setDryRun(boolean dryRun) {
        this.dryRun = dryRun;
    }

    @Override
    public StepExecution start(StepContext context) throws Exception {
        Run<?, ?> run = context.get(Run.class);
        EnvVars environment = context.get(EnvVars.class);
        BeginningAction.note(run);
        try {
            Map<String, String> trace = BuildTrace.of(run, environment == null ? new EnvVars() : environment);
            JobSettings job = JobSettings.of(run.getParent());
            String ignored = path == null ? null : job.paths().ignored().get(path);
            if (ignored != null) {
                context.get(TaskListener.class)
                        .getLogger()
                        .println("[ecsRelease] " + StepMessages.ignoredPath(path, ignored));
            }
            ReleaseRequest request = new ReleaseRequest(this, ReleaseRequest.Places.of(job), trace)
                    .by(PullRequests.of(run.getParent()).orElse(null))
                    .toRelease(run.getFullDisplayName(), RolloutThreads.clock().millis());
            if (hotfix != null && HotfixPermission.users(run).isEmpty()) {
                throw new IllegalArgumentException(StepMessages.NO_HOTFIX);
            }
            request.requireApprovable(Jenkins.get().isUseSecurity());
            claim(request, run, context);
            return new ReleaseExecution(context, request.settings(), request.state());
        } catch (IllegalArgumentException wrong) {
            throw new AbortException("ecsRelease: " + wrong.getMessage());
        }
    }

    /** What has to be deleted again is known before it is created. */
    private static void claim(ReleaseRequest request, Run<?, ?> run, StepContext context) throws Exception {
        ShortLivedService service = request.shortLived(run.getParent().getFullName(), System.currentTimeMillis())
                .orElse(null);
        if (service == null) {
            return;
        }
        ShortLivedServices.get().claim(service).ifPresent(why -> {
            throw new IllegalArgumentException(why);
        });
        context.get(TaskListener.class).getLogger().println("[ecsRelease] " + StepMessages.shortLived(service));
    }

    @Extension
    public static final class DescriptorImpl extends EcsStepDescriptor {

        @Override
        boolean isInOneCluster() {
            return false;
        }

        @Override
        public String getFunctionName() {
            return "ecsRelease";
        }

        @NonNull
        @Override
        public String getDisplayName() {
            return "Release on a path through Amazon ECS environments";
        }

        @Override
        public String argumentsToString(@NonNull Map<String, Object> arguments) {
            Object to = arguments.get("to");
            Object service = arguments.get("service");
            return (service == null ? "" : service) + (to == null ? "" : " to " + to);
        }

        /** Without the permission to configure, a caller learns no path's name. */
        @POST
        @Restricted(NoExternalUse.class)
        public ComboBoxModel doFillPathItems(@AncestorInPath Item item) {
            return item != null && item.hasPermission(Item.CONFIGURE)
                    ? new ComboBoxModel(JobSettings.of(item).paths().byName().keySet())
                    : new ComboBoxModel();
        }

        @POST
        @Restricted(NoExternalUse.class)
        public ComboBoxModel doFillImageItems(
                @AncestorInPath Item item, ReleasePlace place, @QueryParameter String image) {
            return FormChecks.offer(
                    item, () -> place.images(item, null, image).get().items());
        }

        @POST
        @Restricted(NoExternalUse.class)
        public FormValidation doCheckImage(
                @AncestorInPath Item item, ReleasePlace place, @QueryParameter String value) {
            return FormChecks.validate(
                    item,
                    () -> LiveImages.check(
                            ReleaseRequest.checkImage(Util.fixEmptyAndTrim(value)), place.images(item, null, value)));
        }
    }
}
