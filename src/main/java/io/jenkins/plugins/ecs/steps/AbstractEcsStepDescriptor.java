package io.jenkins.plugins.ecs.steps;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Util;
import hudson.model.Item;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.util.ComboBoxModel;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.ecs.aws.AwsRegions;
import io.jenkins.plugins.ecs.config.EcsGlobalConfiguration;
import io.jenkins.plugins.ecs.config.JobSettings;
import io.jenkins.plugins.ecs.config.LiveChoices;
import io.jenkins.plugins.ecs.config.settings.CredentialLists;
import io.jenkins.plugins.ecs.config.settings.FormChecks;
import io.jenkins.plugins.ecs.config.settings.SettingChecks;
import io.jenkins.plugins.ecs.config.settings.SettingField;
import io.jenkins.plugins.ecs.rollout.request.RequestChecks;
import io.jenkins.plugins.ecs.rollout.request.Setting;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jenkinsci.plugins.structs.describable.CustomDescribableModel;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.verb.POST;

/**
 * The form of an {@link AbstractEcsStep}. Its checks are pure functions of what was typed, but for those of names that are
 * also offered as {@link LiveChoices}. They answer only to users who may configure the job: a text may take a while to
 * parse.
 */
public abstract class AbstractEcsStepDescriptor extends StepDescriptor implements CustomDescribableModel {

    /** Called for what a Jenkinsfile gives, not for a form. */
    @NonNull
    @Override
    public Map<String, Object> customInstantiate(@NonNull Map<String, Object> arguments) {
        Map<String, Object> given = new LinkedHashMap<>(arguments);
        // The snippet generator makes a step of the required parameters alone, to learn the defaults of the others.
        given.keySet().removeAll(requiredParameters());
        GivenArguments.refuseEmpty(getFunctionName(), given);
        return withTexts(PatchArgument.in(arguments));
    }

    private static Map<String, Object> withTexts(Map<String, Object> arguments) {
        String names = Setting.SCHEDULED_TASKS.field();
        if (arguments.get(names) instanceof List<?> list) {
            Map<String, Object> joined = new LinkedHashMap<>(arguments);
            joined.put(names, list.stream().map(String::valueOf).collect(Collectors.joining(", ")));
            return joined;
        }
        return arguments;
    }

    /** Those of the constructor; that they are missing is for the check of the whole request to report. */
    @NonNull
    Set<String> requiredParameters() {
        return Set.of();
    }

    @Override
    public Set<? extends Class<?>> getRequiredContext() {
        return Set.of(Run.class, TaskListener.class, FlowNode.class);
    }

    /** Fields of the form, in their order; see {@link SettingField#ofStep(String)}. */
    @Restricted(NoExternalUse.class)
    public final List<SettingField> settingFields(String fields) {
        return SettingField.ofStep(fields);
    }

    /** The check of any field in the table: {@code checkSetting/<field>}. */
    @POST
    @Restricted(NoExternalUse.class)
    public FormValidation doCheckSetting(
            @AncestorInPath Item item, StaplerRequest2 request, @QueryParameter String value) {
        return FormChecks.ifAllowed(item, () -> SettingField.problem(FormChecks.field(request), value));
    }

    /** Without the right to configure, a caller learns no target's name. */
    @POST
    @Restricted(NoExternalUse.class)
    public ComboBoxModel doFillTargetItems(@AncestorInPath Item item) {
        return item != null && item.hasPermission(Item.CONFIGURE)
                ? new ComboBoxModel(JobSettings.of(item).targets().keySet())
                : new ComboBoxModel();
    }

    /** The Regions that the installed SDK knows. */
    @POST
    @Restricted(NoExternalUse.class)
    public ComboBoxModel doFillRegionItems(@AncestorInPath Item item) {
        FormChecks.requireRead(item);
        return new ComboBoxModel(AwsRegions.known());
    }

    @POST
    @Restricted(NoExternalUse.class)
    public ComboBoxModel doFillClusterItems(@AncestorInPath Item item, StepPlace place) {
        return FormChecks.offer(
                item, () -> LiveChoices.clusters(place.in(item, null)).items());
    }

    @POST
    @Restricted(NoExternalUse.class)
    public FormValidation doCheckCluster(@AncestorInPath Item item, StepPlace place, @QueryParameter String value) {
        return FormChecks.validate(item, () -> LiveChoices.checkCluster(place.in(item, null), value));
    }

    /** The text of a definition, or a family: what is typed is compared with the families in AWS. */
    @POST
    @Restricted(NoExternalUse.class)
    public FormValidation doCheckTaskDefinition(
            @AncestorInPath Item item, StepPlace place, @QueryParameter String value) {
        return FormChecks.validate(item, () -> {
            String text = Util.fixEmptyAndTrim(value);
            return LiveChoices.check(
                    RequestChecks.taskDefinition(text), () -> LiveChoices.families(place.in(item, null), text), text);
        });
    }

    @POST
    @Restricted(NoExternalUse.class)
    public FormValidation doCheckRegion(@AncestorInPath Item item, @QueryParameter String value) {
        return FormChecks.ifAllowed(
                item,
                () -> SettingChecks.region(
                        Util.fixEmptyAndTrim(value),
                        EcsGlobalConfiguration.get().effectiveEndpoints().ecs() != null));
    }

    @POST
    @Restricted(NoExternalUse.class)
    public ListBoxModel doFillCredentialsIdItems(@AncestorInPath Item item, @QueryParameter String credentialsId) {
        return CredentialLists.of(item, credentialsId);
    }
}
