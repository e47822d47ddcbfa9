package io.jenkins.plugins.ecs.steps;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.Util;
import hudson.model.Describable;
import hudson.model.Descriptor;
import hudson.model.Item;
import hudson.util.ComboBoxModel;
import hudson.util.FormValidation;
import io.jenkins.plugins.ecs.config.ImageField.Style;
import io.jenkins.plugins.ecs.config.settings.DeploymentTask;
import io.jenkins.plugins.ecs.config.settings.FormChecks;
import io.jenkins.plugins.ecs.config.settings.TaskFormChecks;
import io.jenkins.plugins.ecs.rollout.request.RequestChecks;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jenkinsci.plugins.structs.describable.CustomDescribableModel;
import org.jenkinsci.plugins.structs.describable.UninstantiatedDescribable;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** One of the services of a step that deploys several. What is not set is taken from the step. */
public final class EcsServiceSettings implements Describable<EcsServiceSettings>, Serializable {

    private static final long serialVersionUID = 1L;

    private final String service;
    private Integer wave;
    private String image;
    private String tag;
    private String patch;
    private ArrayList<ContainerSettings> containers = new ArrayList<>();
    private String taskDefinition;
    private String serviceDefinition;
    private Integer desiredCount;
    private ArrayList<DeploymentTask> before;
    private ArrayList<DeploymentTask> after;

    @DataBoundConstructor
    public EcsServiceSettings(String service) {
        this.service = Util.fixEmptyAndTrim(service);
    }

    public String getService() {
        return service;
    }

    /** Waves are deployed in ascending order; null for 1. */
    @CheckForNull
    public Integer getWave() {
        return wave;
    }

    @DataBoundSetter
    public void setWave(Integer wave) {
        this.wave = wave;
    }

    @CheckForNull
    public String getImage() {
        return image;
    }

    @DataBoundSetter
    public void setImage(String image) {
        this.image = Util.fixEmptyAndTrim(image);
    }

    @CheckForNull
    public String getTag() {
        return tag;
    }

    @DataBoundSetter
    public void setTag(String tag) {
        this.tag = Util.fixEmptyAndTrim(tag);
    }

    /** JSON or YAML text. A Jenkinsfile may give it as a map. */
    @CheckForNull
    public String getPatch() {
        return patch;
    }

    @DataBoundSetter
    public void setPatch(String patch) {
        this.patch = Util.fixEmptyAndTrim(patch);
    }

    public List<ContainerSettings> getContainers() {
        return Collections.unmodifiableList(containers);
    }

    @DataBoundSetter
    public void setContainers(List<ContainerSettings> containers) {
        this.containers = containers == null ? new ArrayList<>() : new ArrayList<>(containers);
    }

    /** JSON or YAML text, or a reference to a revision. */
    @CheckForNull
    public String getTaskDefinition() {
        return taskDefinition;
    }

    @DataBoundSetter
    public void setTaskDefinition(String taskDefinition) {
        this.taskDefinition = Util.fixEmptyAndTrim(taskDefinition);
    }

    /** JSON or YAML text. */
    @CheckForNull
    public String getServiceDefinition() {
        return serviceDefinition;
    }

    @DataBoundSetter
    public void setServiceDefinition(String serviceDefinition) {
        this.serviceDefinition = Util.fixEmptyAndTrim(serviceDefinition);
    }

    @CheckForNull
    public Integer getDesiredCount() {
        return desiredCount;
    }

    @DataBoundSetter
    public void setDesiredCount(Integer desiredCount) {
        this.desiredCount = desiredCount;
    }

    /** Tasks before the deployment; null for those of the step, empty for none. */
    @CheckForNull
    public List<DeploymentTask> getBefore() {
        return before == null ? null : Collections.unmodifiableList(before);
    }

    @DataBoundSetter
    public void setBefore(List<DeploymentTask> before) {
        this.before = before == null ? null : new ArrayList<>(before);
    }

    /** Tasks after the deployment; null for those of the step, empty for none. */
    @CheckForNull
    public List<DeploymentTask> getAfter() {
        return after == null ? null : Collections.unmodifiableList(after);
    }

    @DataBoundSetter
    public void setAfter(List<DeploymentTask> after) {
        this.after = after == null ? null : new ArrayList<>(after);
    }

    /** The number of the wave. */
    int waveNumber() {
        return wave == null ? 1 : wave;
    }

    /** Copies the settings of this service to a step for one service. */
    void applyTo(@NonNull EcsRevisionStep step) {
        if (image != null || !containers.isEmpty()) {
            step.setImage(image);
            step.setContainers(containers);
        }
        if (setsVersion()) {
            step.setImage(image);
            step.setTag(tag);
        }
        if (patch != null) {
            step.setPatch(patch);
        }
        if (before != null) {
            step.setBefore(before);
        }
        if (after != null) {
            step.setAfter(after);
        }
        if (taskDefinition != null) {
            step.setTaskDefinition(taskDefinition);
        }
        if (serviceDefinition != null) {
            step.setServiceDefinition(serviceDefinition);
        }
        if (desiredCount != null) {
            step.setDesiredCount(desiredCount);
        }
    }

    private boolean setsVersion() {
        return image != null || tag != null || containers.stream().anyMatch(container -> container.getImage() != null);
    }

    /**
     * Converts the forms of a Jenkinsfile, {@code ['api', 'worker']} or {@code [[service: 'api', wave: 1], ...]}, as
     * the arguments of this class.
     *
     * @throws IllegalArgumentException for any other form
     */
    @NonNull
    static Object arguments(@NonNull String field, @NonNull Object written) {
        if (!(written instanceof List<?> list)) {
            throw new IllegalArgumentException(StepMessages.notServices(field, written));
        }
        List<Object> arguments = new ArrayList<>();
        list.forEach(entry -> arguments.add(
                entry instanceof CharSequence name ? new LinkedHashMap<>(Map.of("service", name.toString())) : entry));
        return arguments;
    }

    /** The reverse, for the snippet generator: if only names are set, a list of names. */
    @NonNull
    static Object written(@NonNull String field, @NonNull Object arguments) {
        if (arguments instanceof List<?> list && list.stream().allMatch(EcsServiceSettings::isName)) {
            List<Object> names = new ArrayList<>();
            list.forEach(each ->
                    names.add(((UninstantiatedDescribable) each).getArguments().get("service")));
            return names;
        }
        return arguments;
    }

    private static boolean isName(Object argument) {
        return argument instanceof UninstantiatedDescribable model
                && model.getArguments().keySet().equals(Set.of("service"));
    }

    @Extension
    public static final class DescriptorImpl extends Descriptor<EcsServiceSettings> implements CustomDescribableModel {

        /** Accepts a patch as a map. */
        @NonNull
        @Override
        public Map<String, Object> customInstantiate(@NonNull Map<String, Object> arguments) {
            return PatchArgument.in(arguments);
        }

        @NonNull
        @Override
        public String getDisplayName() {
            return "Service";
        }

        @POST
        @Restricted(NoExternalUse.class)
        public FormValidation doCheckService(@AncestorInPath Item item, @QueryParameter String value) {
            return FormChecks.ifAllowed(item, () -> RequestChecks.service(Util.fixEmptyAndTrim(value)));
        }

        @POST
        @Restricted(NoExternalUse.class)
        public FormValidation doCheckWave(@AncestorInPath Item item, @QueryParameter String value) {
            return TaskFormChecks.timeout(item, value);
        }

        @POST
        @Restricted(NoExternalUse.class)
        public ComboBoxModel doFillImageItems(
                @AncestorInPath Item item,
                NestedPlace place,
                @QueryParameter String service,
                @QueryParameter String image) {
            return FormChecks.offer(
                    item,
                    () -> place.of(service)
                            .images(item, Style.TAGGED, null, image)
                            .get()
                            .items());
        }

        @POST
        @Restricted(NoExternalUse.class)
        public ComboBoxModel doFillTagItems(
                @AncestorInPath Item item,
                NestedPlace place,
                @QueryParameter String service,
                @QueryParameter String tag) {
            return FormChecks.offer(
                    item,
                    () -> place.of(service)
                            .images(item, Style.TAG, null, tag)
                            .get()
                            .items());
        }

        @POST
        @Restricted(NoExternalUse.class)
        public FormValidation doCheckImage(@AncestorInPath Item item, @QueryParameter String value) {
            return FormChecks.ifAllowed(item, () -> RequestChecks.image(Util.fixEmptyAndTrim(value)));
        }

        @POST
        @Restricted(NoExternalUse.class)
        public FormValidation doCheckTag(@AncestorInPath Item item, @QueryParameter String value) {
            return FormChecks.ifAllowed(item, () -> RequestChecks.tag(Util.fixEmptyAndTrim(value)));
        }

        @POST
        @Restricted(NoExternalUse.class)
        public FormValidation doCheckPatch(@AncestorInPath Item item, @QueryParameter String value) {
            return FormChecks.ifAllowed(item, () -> RequestChecks.patch(Util.fixEmptyAndTrim(value)));
        }

        @POST
        @Restricted(NoExternalUse.class)
        public FormValidation doCheckServiceDefinition(@AncestorInPath Item item, @QueryParameter String value) {
            return FormChecks.ifAllowed(item, () -> RequestChecks.serviceDefinition(Util.fixEmptyAndTrim(value)));
        }

        @POST
        @Restricted(NoExternalUse.class)
        public FormValidation doCheckTaskDefinition(@AncestorInPath Item item, @QueryParameter String value) {
            return FormChecks.ifAllowed(item, () -> RequestChecks.taskDefinition(Util.fixEmptyAndTrim(value)));
        }
    }
}
