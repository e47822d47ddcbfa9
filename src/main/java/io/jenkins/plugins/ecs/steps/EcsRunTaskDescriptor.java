package io.jenkins.plugins.ecs.steps;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Util;
import hudson.model.Item;
import hudson.util.ComboBoxModel;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.ecs.config.ImageField.Style;
import io.jenkins.plugins.ecs.config.LiveImages;
import io.jenkins.plugins.ecs.config.settings.FormChecks;
import io.jenkins.plugins.ecs.config.settings.NamedValue;
import io.jenkins.plugins.ecs.config.settings.TaskFormChecks;
import io.jenkins.plugins.ecs.rollout.request.RequestChecks;
import io.jenkins.plugins.ecs.tasks.request.TaskRequestChecks;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.sf.json.JSONObject;
import org.jenkinsci.plugins.structs.describable.UninstantiatedDescribable;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.verb.POST;

/** The form of {@code ecsRunTask}. */
abstract class EcsRunTaskDescriptor extends EcsStepDescriptor {

    @Override
    public String getFunctionName() {
        return "ecsRunTask";
    }

    @NonNull
    @Override
    public String getDisplayName() {
        return "Run a task on Amazon ECS";
    }

    @Override
    public String argumentsToString(@NonNull Map<String, Object> arguments) {
        Object command = arguments.get("command");
        String words = command instanceof List<?> list
                ? " " + String.join(" ", list.stream().map(String::valueOf).toList())
                : "";
        Object what = arguments.get("service") == null ? arguments.get("taskDefinition") : arguments.get("service");
        boolean text =
                String.valueOf(what).contains("\n") || String.valueOf(what).contains("{");
        return ((what == null || text ? "" : what) + words).strip();
    }

    /** Lets people write {@code environment: [A: 'b']} and {@code capacityProviders: ['FARGATE_SPOT']}. */
    @NonNull
    @Override
    public Map<String, Object> customInstantiate(@NonNull Map<String, Object> arguments) {
        Map<String, Object> known = new LinkedHashMap<>(super.customInstantiate(arguments));
        known.computeIfPresent("environment", NamedValue::arguments);
        known.computeIfPresent("tags", NamedValue::arguments);
        known.computeIfPresent("capacityProviders", CapacityProviderSettings::arguments);
        return known;
    }

    /** Lets the snippet generator write it in that form, too. */
    @NonNull
    @Override
    public UninstantiatedDescribable customUninstantiate(@NonNull UninstantiatedDescribable model) {
        Map<String, Object> arguments = new LinkedHashMap<>(model.getArguments());
        arguments.computeIfPresent("environment", (field, values) -> NamedValue.written(values));
        arguments.computeIfPresent("tags", (field, values) -> NamedValue.written(values));
        arguments.values().removeIf(value -> value instanceof Map<?, ?> map && map.isEmpty());
        return model.withArguments(arguments);
    }

    /** In the form the command is a text with a line an argument. */
    @Override
    public Step newInstance(@CheckForNull StaplerRequest2 req, @NonNull JSONObject form) throws FormException {
        form.put("command", form.optString("command").lines().toList());
        return super.newInstance(req, form);
    }

    /** A task definition may take its place. */
    @NonNull
    @Override
    Optional<String> serviceProblem(@CheckForNull String service) {
        return RequestChecks.optionalService(service);
    }

    @POST
    @Restricted(NoExternalUse.class)
    public ComboBoxModel doFillImageItems(
            @AncestorInPath Item item,
            ServicePlace place,
            @QueryParameter String container,
            @QueryParameter String image) {
        return FormChecks.offer(
                item,
                () -> place.images(item, Style.TAGGED, container, image).get().items());
    }

    @POST
    @Restricted(NoExternalUse.class)
    public FormValidation doCheckImage(
            @AncestorInPath Item item,
            ServicePlace place,
            @QueryParameter String container,
            @QueryParameter String value) {
        return FormChecks.validate(
                item,
                () -> LiveImages.check(
                        RequestChecks.image(Util.fixEmptyAndTrim(value)),
                        place.images(item, Style.TAGGED, container, value)));
    }

    @POST
    @Restricted(NoExternalUse.class)
    public FormValidation doCheckCount(@AncestorInPath Item item, @QueryParameter String value) {
        return TaskFormChecks.number(item, "count", value, TaskRequestChecks::count);
    }

    @POST
    @Restricted(NoExternalUse.class)
    public FormValidation doCheckLogLines(@AncestorInPath Item item, @QueryParameter String value) {
        return TaskFormChecks.number(item, "logLines", value, TaskRequestChecks::logLines);
    }

    @POST
    @Restricted(NoExternalUse.class)
    public FormValidation doCheckGroup(@AncestorInPath Item item, @QueryParameter String value) {
        return FormChecks.ifAllowed(item, () -> TaskRequestChecks.group(Util.fixEmptyAndTrim(value)));
    }

    @POST
    @Restricted(NoExternalUse.class)
    public FormValidation doCheckCpu(@AncestorInPath Item item, @QueryParameter String value) {
        return TaskFormChecks.size(item, "cpu", value);
    }

    @POST
    @Restricted(NoExternalUse.class)
    public FormValidation doCheckMemory(@AncestorInPath Item item, @QueryParameter String value) {
        return TaskFormChecks.size(item, "memory", value);
    }

    @POST
    @Restricted(NoExternalUse.class)
    public FormValidation doCheckTaskRoleArn(@AncestorInPath Item item, @QueryParameter String value) {
        return TaskFormChecks.role(item, "taskRoleArn", value);
    }

    @POST
    @Restricted(NoExternalUse.class)
    public FormValidation doCheckExecutionRoleArn(@AncestorInPath Item item, @QueryParameter String value) {
        return TaskFormChecks.role(item, "executionRoleArn", value);
    }

    @POST
    @Restricted(NoExternalUse.class)
    public FormValidation doCheckTimeout(@AncestorInPath Item item, @QueryParameter String value) {
        return TaskFormChecks.timeout(item, value);
    }

    @POST
    @Restricted(NoExternalUse.class)
    public ListBoxModel doFillTimeUnitItems(@AncestorInPath Item item) {
        return TaskFormChecks.timeUnits(item);
    }

    @POST
    @Restricted(NoExternalUse.class)
    public ListBoxModel doFillLaunchTypeItems(@AncestorInPath Item item) {
        FormChecks.requireRead(item);
        ListBoxModel items = new ListBoxModel();
        items.add("(that of the service, or the default of the cluster)", "");
        for (String type : new String[] {"FARGATE", "EC2", "EXTERNAL"}) {
            items.add(type, type);
        }
        return items;
    }

    @POST
    @Restricted(NoExternalUse.class)
    public ListBoxModel doFillOnAbortItems(@AncestorInPath Item item) {
        return TaskFormChecks.stopOrLeave(item);
    }

    @POST
    @Restricted(NoExternalUse.class)
    public ListBoxModel doFillOnTimeoutItems(@AncestorInPath Item item) {
        return TaskFormChecks.stopOrLeave(item);
    }
}
