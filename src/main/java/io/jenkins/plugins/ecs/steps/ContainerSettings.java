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
import io.jenkins.plugins.ecs.config.settings.FormChecks;
import io.jenkins.plugins.ecs.config.settings.NamedValue;
import io.jenkins.plugins.ecs.rollout.request.RequestChecks;
import io.jenkins.plugins.ecs.taskdef.ContainerChange;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.sf.json.JSONObject;
import org.jenkinsci.plugins.structs.describable.CustomDescribableModel;
import org.jenkinsci.plugins.structs.describable.UninstantiatedDescribable;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.verb.POST;

/** What changes in one container of the task definition; what is not given stays as it is. */
public final class ContainerSettings implements Describable<ContainerSettings>, Serializable {

    private static final long serialVersionUID = 1L;

    private final String name;
    private String image;
    private ArrayList<NamedValue> environment = new ArrayList<>();
    private ArrayList<NamedValue> secrets = new ArrayList<>();
    private boolean exclusiveEnvironment;
    private boolean exclusiveSecrets;
    private Integer cpu;
    private Integer memory;
    private Integer memoryReservation;
    private ArrayList<String> command = new ArrayList<>();

    @DataBoundConstructor
    public ContainerSettings(String name) {
        this.name = Util.fixEmptyAndTrim(name);
    }

    public String getName() {
        return name;
    }

    @CheckForNull
    public String getImage() {
        return image;
    }

    @DataBoundSetter
    public void setImage(String image) {
        this.image = Util.fixEmptyAndTrim(image);
    }

    public List<NamedValue> getEnvironment() {
        return Collections.unmodifiableList(environment);
    }

    @DataBoundSetter
    public void setEnvironment(List<NamedValue> environment) {
        this.environment = environment == null ? new ArrayList<>() : new ArrayList<>(environment);
    }

    public List<NamedValue> getSecrets() {
        return Collections.unmodifiableList(secrets);
    }

    @DataBoundSetter
    public void setSecrets(List<NamedValue> secrets) {
        this.secrets = secrets == null ? new ArrayList<>() : new ArrayList<>(secrets);
    }

    public boolean isExclusiveEnvironment() {
        return exclusiveEnvironment;
    }

    @DataBoundSetter
    public void setExclusiveEnvironment(boolean exclusiveEnvironment) {
        this.exclusiveEnvironment = exclusiveEnvironment;
    }

    public boolean isExclusiveSecrets() {
        return exclusiveSecrets;
    }

    @DataBoundSetter
    public void setExclusiveSecrets(boolean exclusiveSecrets) {
        this.exclusiveSecrets = exclusiveSecrets;
    }

    @CheckForNull
    public Integer getCpu() {
        return cpu;
    }

    @DataBoundSetter
    public void setCpu(Integer cpu) {
        this.cpu = cpu;
    }

    @CheckForNull
    public Integer getMemory() {
        return memory;
    }

    @DataBoundSetter
    public void setMemory(Integer memory) {
        this.memory = memory;
    }

    @CheckForNull
    public Integer getMemoryReservation() {
        return memoryReservation;
    }

    @DataBoundSetter
    public void setMemoryReservation(Integer memoryReservation) {
        this.memoryReservation = memoryReservation;
    }

    public List<String> getCommand() {
        return Collections.unmodifiableList(command);
    }

    @DataBoundSetter
    public void setCommand(List<String> command) {
        this.command = command == null ? new ArrayList<>() : new ArrayList<>(command);
    }

    /** For the form, where the command is a text with a line an argument. */
    @Restricted(NoExternalUse.class)
    public String getCommandText() {
        return String.join("\n", command);
    }

    @NonNull
    ContainerChange toChange() {
        ContainerChange.Builder change = ContainerChange.of(name)
                .image(image)
                .environment(NamedValue.toMap(environment))
                .secrets(NamedValue.toMap(secrets))
                .exclusiveEnvironment(exclusiveEnvironment)
                .exclusiveSecrets(exclusiveSecrets)
                .cpu(cpu)
                .memory(memory)
                .memoryReservation(memoryReservation);
        return (command.isEmpty() ? change : change.command(command)).build();
    }

    @Extension
    public static final class DescriptorImpl extends Descriptor<ContainerSettings> implements CustomDescribableModel {

        @NonNull
        @Override
        public String getDisplayName() {
            return "Container";
        }

        /** Lets people write {@code environment: [LOG: 'debug']}. */
        @NonNull
        @Override
        public Map<String, Object> customInstantiate(@NonNull Map<String, Object> arguments) {
            Map<String, Object> known = new LinkedHashMap<>(arguments);
            known.computeIfPresent("environment", NamedValue::arguments);
            known.computeIfPresent("secrets", NamedValue::arguments);
            return known;
        }

        /** Lets the snippet generator write it in that form, too. */
        @NonNull
        @Override
        public UninstantiatedDescribable customUninstantiate(@NonNull UninstantiatedDescribable model) {
            Map<String, Object> arguments = new LinkedHashMap<>(model.getArguments());
            arguments.computeIfPresent("environment", (field, values) -> NamedValue.written(values));
            arguments.computeIfPresent("secrets", (field, values) -> NamedValue.written(values));
            arguments.values().removeIf(value -> value instanceof Map<?, ?> map && map.isEmpty());
            return model.withArguments(arguments);
        }

        /** In the form the command is a text with a line an argument. */
        @Override
        public ContainerSettings newInstance(StaplerRequest2 req, @NonNull JSONObject form) throws FormException {
            form.put("command", form.optString("command").lines().toList());
            return (ContainerSettings) super.newInstance(req, form);
        }

        @POST
        @Restricted(NoExternalUse.class)
        public ComboBoxModel doFillImageItems(
                @AncestorInPath Item item,
                ContainerPlace place,
                @QueryParameter String name,
                @QueryParameter String image) {
            return FormChecks.offer(
                    item, () -> place.images(item, name, image).get().items());
        }

        @POST
        @Restricted(NoExternalUse.class)
        public FormValidation doCheckImage(@AncestorInPath Item item, @QueryParameter String value) {
            return FormChecks.ifAllowed(item, () -> RequestChecks.image(Util.fixEmptyAndTrim(value)));
        }
    }
}
