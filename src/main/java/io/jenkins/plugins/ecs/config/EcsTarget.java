package io.jenkins.plugins.ecs.config;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.Util;
import hudson.model.Describable;
import hudson.model.Item;
import hudson.util.ComboBoxModel;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.ecs.config.settings.ConfigMessages;
import io.jenkins.plugins.ecs.config.settings.CredentialLists;
import io.jenkins.plugins.ecs.config.settings.EcsSettings;
import io.jenkins.plugins.ecs.config.settings.FormChecks;
import io.jenkins.plugins.ecs.config.settings.SettingChecks;
import io.jenkins.plugins.ecs.config.settings.SettingsLayer;
import io.jenkins.plugins.ecs.config.settings.SharedSettings;
import io.jenkins.plugins.ecs.config.settings.Switch;
import io.jenkins.plugins.ecs.policy.TargetPlace;
import io.jenkins.plugins.ecs.rollout.request.RequestChecks;
import io.jenkins.plugins.ecs.rollout.request.Setting;
import io.jenkins.plugins.ecs.text.Arns;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** A named deployment target: Region, clusters, credentials, defaults and rules. */
public class EcsTarget extends SharedSettings implements Describable<EcsTarget> {

    /** {@code https://sqs.<Region>.amazonaws.com/<account>/<name>}, or the address of an emulator. */
    private static final Pattern QUEUE = Pattern.compile("https?://[\\w.:-]+/(?:[\\w./-]*/)?\\d{12}/[\\w-]{1,80}");

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][\\w.-]{0,62}");

    private final String name;
    private String label;
    private String production;
    private String account;
    private String clusters;
    private String endpointOverride;
    private String eventQueue;
    private String readCredentialsId;
    private String readRoleArn;
    private EcsPolicy policy;

    @DataBoundConstructor
    public EcsTarget(String name) {
        this.name = Util.fixEmptyAndTrim(name);
        refuse(checkName(this.name));
    }

    @NonNull
    public String getName() {
        return name;
    }

    /** The label, shown instead of the name, also on badges. */
    @CheckForNull
    public String getLabel() {
        return label;
    }

    @DataBoundSetter
    public void setLabel(String label) {
        this.label = Util.fixEmptyAndTrim(label);
    }

    /** Whether the rules for production apply. */
    public boolean isProduction() {
        return Switch.isOn(production);
    }

    @DataBoundSetter
    public void setProduction(boolean production) {
        this.production = Switch.of(production);
    }

    /** The target's AWS account; null to derive it from the role or the ARNs of the clusters, if possible. */
    @CheckForNull
    public String getAccount() {
        return account;
    }

    @DataBoundSetter
    public void setAccount(String account) {
        String value = Util.fixEmptyAndTrim(account);
        refuse(checkAccount(value));
        this.account = value;
    }

    /** The target's clusters, separated by commas; null for any. */
    @CheckForNull
    public String getClusters() {
        return clusters;
    }

    @DataBoundSetter
    public void setClusters(String clusters) {
        String value = Util.fixEmptyAndTrim(clusters);
        refuse(checkClusters(value));
        this.clusters = value;
    }

    /** Replaces every AWS endpoint. In a folder's target it must be an endpoint that an administrator has allowed. */
    @CheckForNull
    public String getEndpointOverride() {
        return endpointOverride;
    }

    @DataBoundSetter
    public void setEndpointOverride(String endpointOverride) {
        String value = Util.fixEmptyAndTrim(endpointOverride);
        refuse(SettingChecks.endpoint(value));
        this.endpointOverride = value;
    }

    /** URL of an SQS queue to which EventBridge sends the events of ECS; null to poll only. */
    @CheckForNull
    public String getEventQueue() {
        return eventQueue;
    }

    @DataBoundSetter
    public void setEventQueue(String eventQueue) {
        String value = Util.fixEmptyAndTrim(eventQueue);
        refuse(checkEventQueue(value));
        this.eventQueue = value;
    }

    /** Id of AWS credentials that pages read the live state of services with; null for none, so that nothing is read. */
    @CheckForNull
    public String getReadCredentialsId() {
        return readCredentialsId;
    }

    @DataBoundSetter
    public void setReadCredentialsId(String readCredentialsId) {
        this.readCredentialsId = Util.fixEmptyAndTrim(readCredentialsId);
    }

    /** One role, or a chain of roles with commas between them, that the read credentials assume; null for none. */
    @CheckForNull
    public String getReadRoleArn() {
        return readRoleArn;
    }

    @DataBoundSetter
    public void setReadRoleArn(String readRoleArn) {
        String value = Util.fixEmptyAndTrim(readRoleArn);
        refuse(checkReadRole(value));
        this.readRoleArn = value;
    }

    /** Rules that Jenkinsfiles cannot override. */
    @CheckForNull
    public EcsPolicy getPolicy() {
        return policy;
    }

    @DataBoundSetter
    public void setPolicy(EcsPolicy policy) {
        this.policy = policy;
    }

    /** Account, Region, clusters and roles, as far as they are set. */
    @NonNull
    public TargetPlace place() {
        return TargetPlace.of(account, getRegion(), allClusters(), EcsSettings.roles(getRoleArn()));
    }

    /** Names and ARNs of the clusters, the default one first; empty if none are set. */
    @NonNull
    List<String> allClusters() {
        List<String> all = new ArrayList<>();
        String first = getCluster();
        if (first != null) {
            all.add(first);
        }
        SettingChecks.list(clusters).stream()
                .filter(cluster -> !all.contains(cluster))
                .forEach(all::add);
        return all;
    }

    @NonNull
    Optional<String> checkSwitches() {
        return Switch.problem(Map.of("production", Util.fixNull(production)));
    }

    /** Whether a cluster belongs to this target. If no clusters are set, any does. */
    boolean has(@NonNull String cluster) {
        return clusters == null || allClusters().stream().anyMatch(own -> isSame(own, cluster));
    }

    /** A name and an ARN may denote the same cluster, two ARNs only if they are equal. */
    private static boolean isSame(String one, String other) {
        boolean bothArns = one.indexOf('/') >= 0 && other.indexOf('/') >= 0;
        return bothArns ? one.equals(other) : Arns.brief(one).equals(Arns.brief(other));
    }

    /** If no default cluster is set, the first of the clusters is the default. */
    @NonNull
    @Override
    public SettingsLayer layer(@NonNull String origin) {
        List<String> all = allClusters();
        return super.layer(origin).with(Setting.CLUSTER, all.isEmpty() ? null : all.get(0));
    }

    private static Optional<String> checkAccount(String account) {
        return account == null || account.matches("\\d{12}")
                ? Optional.empty()
                : Optional.of(ConfigMessages.notAnAccount("account", account));
    }

    private static Optional<String> checkEventQueue(String url) {
        return url == null || QUEUE.matcher(url).matches()
                ? Optional.empty()
                : Optional.of(ConfigMessages.notAQueue(url));
    }

    private static Optional<String> checkReadRole(String roleArn) {
        return EcsSettings.roles(roleArn).stream()
                .map(role -> Arns.roleProblem("readRoleArn", role))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<String> checkClusters(String clusters) {
        return SettingChecks.list(clusters).stream()
                .map(RequestChecks::cluster)
                .flatMap(Optional::stream)
                .map(problem -> "clusters: " + problem)
                .findFirst();
    }

    private static Optional<String> checkName(String name) {
        return name != null && NAME.matcher(name).matches()
                ? Optional.empty()
                : Optional.of(ConfigMessages.notATargetName(String.valueOf(name)));
    }

    @Extension
    public static final class DescriptorImpl extends SharedSettingsDescriptor<EcsTarget> {

        @NonNull
        @Override
        public String getDisplayName() {
            return "Target";
        }

        @POST
        @Restricted(NoExternalUse.class)
        public FormValidation doCheckName(@AncestorInPath Item item, @QueryParameter String value) {
            return FormChecks.ifAllowed(item, () -> checkName(Util.fixEmptyAndTrim(value)));
        }

        @POST
        @Restricted(NoExternalUse.class)
        public FormValidation doCheckAccount(@AncestorInPath Item item, @QueryParameter String value) {
            return FormChecks.ifAllowed(item, () -> checkAccount(Util.fixEmptyAndTrim(value)));
        }

        @POST
        @Restricted(NoExternalUse.class)
        public FormValidation doCheckClusters(@AncestorInPath Item item, @QueryParameter String value) {
            return FormChecks.ifAllowed(item, () -> checkClusters(Util.fixEmptyAndTrim(value)));
        }

        @POST
        @Restricted(NoExternalUse.class)
        public FormValidation doCheckEventQueue(@AncestorInPath Item item, @QueryParameter String value) {
            return FormChecks.ifAllowed(item, () -> checkEventQueue(Util.fixEmptyAndTrim(value)));
        }

        @POST
        @Restricted(NoExternalUse.class)
        public ListBoxModel doFillReadCredentialsIdItems(
                @AncestorInPath Item item, @QueryParameter String readCredentialsId) {
            return CredentialLists.toRead(item, readCredentialsId);
        }

        @POST
        @Restricted(NoExternalUse.class)
        public ComboBoxModel doFillClusterItems(
                @AncestorInPath Item item, SettingsPlace place, @QueryParameter String endpointOverride) {
            return FormChecks.offer(
                    item,
                    () -> LiveChoices.clusters(place.in(item, endpointOverride)).items());
        }

        @POST
        @Restricted(NoExternalUse.class)
        public FormValidation doCheckReadRoleArn(@AncestorInPath Item item, @QueryParameter String value) {
            return FormChecks.ifAllowed(item, () -> checkReadRole(Util.fixEmptyAndTrim(value)));
        }

        @POST
        @Restricted(NoExternalUse.class)
        public FormValidation doCheckCluster(
                @AncestorInPath Item item,
                SettingsPlace place,
                @QueryParameter String endpointOverride,
                @QueryParameter String value) {
            return FormChecks.validate(item, () -> LiveChoices.checkCluster(place.in(item, endpointOverride), value));
        }

        @POST
        @Restricted(NoExternalUse.class)
        public FormValidation doCheckEndpointOverride(@AncestorInPath Item item, @QueryParameter String value) {
            return FormChecks.ifAllowed(item, () -> SettingChecks.endpoint(Util.fixEmptyAndTrim(value)));
        }
    }
}
