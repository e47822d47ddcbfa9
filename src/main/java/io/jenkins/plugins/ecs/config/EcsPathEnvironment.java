package io.jenkins.plugins.ecs.config;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.Util;
import hudson.model.Describable;
import hudson.model.Descriptor;
import hudson.model.Item;
import hudson.util.ComboBoxModel;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.ecs.config.settings.CheckSettings;
import io.jenkins.plugins.ecs.config.settings.FormChecks;
import io.jenkins.plugins.ecs.config.settings.Switch;
import io.jenkins.plugins.ecs.paths.definition.PathChecks;
import io.jenkins.plugins.ecs.paths.definition.PathDraft;
import io.jenkins.plugins.ecs.paths.definition.TasksBefore;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** One environment of a path. All values are checked together with the whole path, see {@link PathChecks}. */
public class EcsPathEnvironment implements Describable<EcsPathEnvironment> {

    private final String name;
    private final String target;
    private List<EcsPathWave> waves = new ArrayList<>();
    private String from;
    private String soak;
    private String soakInterruptedBy;
    private String freshness;
    private String preflight;
    private String prove;
    private String before;
    private EcsPathStrategy strategy;
    private EcsPathPauses pauses;
    private List<CheckSettings> verify = new ArrayList<>();
    private String onVerificationFailure;
    private String onInconclusive;
    private String watch;
    private EcsPathApproval approval;

    @DataBoundConstructor
    public EcsPathEnvironment(String name, String target) {
        this.name = Util.fixEmptyAndTrim(name);
        this.target = Util.fixEmptyAndTrim(target);
    }

    @CheckForNull
    public String getName() {
        return name;
    }

    /** Names of targets that are deployed to together, separated by commas; null with waves. */
    @CheckForNull
    public String getTarget() {
        return target;
    }

    /** Several targets, one wave after the other; empty for those of {@link #getTarget}. */
    @NonNull
    public List<EcsPathWave> getWaves() {
        return waves == null ? List.of() : Collections.unmodifiableList(waves);
    }

    @DataBoundSetter
    public void setWaves(List<EcsPathWave> waves) {
        this.waves = waves == null ? new ArrayList<>() : new ArrayList<>(waves);
    }

    /** The environment in which a release must be proven first; null for none. */
    @CheckForNull
    public String getFrom() {
        return from;
    }

    @DataBoundSetter
    public void setFrom(String from) {
        this.from = Util.fixEmptyAndTrim(from);
    }

    /** How long it must have been in use there, as in {@code 4h}; null for no minimum. */
    @CheckForNull
    public String getSoak() {
        return soak;
    }

    @DataBoundSetter
    public void setSoak(String soak) {
        this.soak = Util.fixEmptyAndTrim(soak);
    }

    /** {@code newer} if a newer release takes the place of one that soaks; null if it waits. */
    @CheckForNull
    public String getSoakInterruptedBy() {
        return soakInterruptedBy;
    }

    @DataBoundSetter
    public void setSoakInterruptedBy(String soakInterruptedBy) {
        this.soakInterruptedBy = Util.fixEmptyAndTrim(soakInterruptedBy);
    }

    /** Maximum age of the proof, as in {@code 7d}; null for no limit. */
    @CheckForNull
    public String getFreshness() {
        return freshness;
    }

    @DataBoundSetter
    public void setFreshness(String freshness) {
        this.freshness = Util.fixEmptyAndTrim(freshness);
    }

    /** Whether the preflight checks run before the first change. */
    public boolean isPreflight() {
        return Switch.isOn(preflight);
    }

    @DataBoundSetter
    public void setPreflight(boolean preflight) {
        this.preflight = Switch.of(preflight);
    }

    /** {@code digests} or {@code definition}: what must be proven in {@code from}. */
    @NonNull
    public String getProve() {
        return prove == null ? "digests" : prove;
    }

    @DataBoundSetter
    public void setProve(String prove) {
        this.prove = Util.fixEmptyAndTrim(prove);
    }

    /** A word of {@link TasksBefore}. */
    @NonNull
    public String getBefore() {
        return before == null ? "allowed" : before;
    }

    @DataBoundSetter
    public void setBefore(String before) {
        this.before = Util.fixEmptyAndTrim(before);
    }

    /** How the new revision is brought in; null for as the service has it. */
    @CheckForNull
    public EcsPathStrategy getStrategy() {
        return strategy;
    }

    @DataBoundSetter
    public void setStrategy(EcsPathStrategy strategy) {
        this.strategy = strategy;
    }

    /** Where ECS pauses and who answers; null for as the service has it, and all users with the permission. */
    @CheckForNull
    public EcsPathPauses getPauses() {
        return pauses;
    }

    @DataBoundSetter
    public void setPauses(EcsPathPauses pauses) {
        this.pauses = pauses;
    }

    /** Checks after the deployment, besides the default checks. */
    @NonNull
    public List<CheckSettings> getVerify() {
        return verify == null ? List.of() : Collections.unmodifiableList(verify);
    }

    @DataBoundSetter
    public void setVerify(List<CheckSettings> verify) {
        this.verify = verify == null ? new ArrayList<>() : new ArrayList<>(verify);
    }

    /** {@code rollback} or {@code hold}. */
    @NonNull
    public String getOnVerificationFailure() {
        return onVerificationFailure == null ? "rollback" : onVerificationFailure;
    }

    @DataBoundSetter
    public void setOnVerificationFailure(String onVerificationFailure) {
        this.onVerificationFailure = Util.fixEmptyAndTrim(onVerificationFailure);
    }

    /** {@code hold} or {@code rollback}. */
    @NonNull
    public String getOnInconclusive() {
        return onInconclusive == null ? "hold" : onInconclusive;
    }

    @DataBoundSetter
    public void setOnInconclusive(String onInconclusive) {
        this.onInconclusive = Util.fixEmptyAndTrim(onInconclusive);
    }

    /** For how long the checks are repeated after the release was proven, as in {@code 2h}; null for not at all. */
    @CheckForNull
    public String getWatch() {
        return watch;
    }

    @DataBoundSetter
    public void setWatch(String watch) {
        this.watch = Util.fixEmptyAndTrim(watch);
    }

    /** Who approves a release before it enters; null if nobody has to. */
    @CheckForNull
    public EcsPathApproval getApproval() {
        return approval;
    }

    @DataBoundSetter
    public void setApproval(EcsPathApproval approval) {
        this.approval = approval;
    }

    @NonNull
    PathDraft.Environment draft() {
        return new PathDraft.Environment(name, target)
                .waves(getWaves().stream().map(EcsPathWave::draft).toList())
                .from(from)
                .soak(soak)
                .soakInterruptedBy(soakInterruptedBy)
                .freshness(freshness)
                .approval(approval == null ? null : approval.draft())
                .preflight(isPreflight())
                .prove(prove)
                .before(before)
                .strategy(strategy == null ? null : strategy.draft())
                .pauses(pauses == null ? null : pauses.draft())
                .checks(getVerify().stream().map(EcsPathEnvironment::check).toList())
                .onInconclusive(onInconclusive)
                .watch(watch)
                .onVerificationFailure(onVerificationFailure);
    }

    private static PathDraft.Check check(CheckSettings settings) {
        try {
            return new PathDraft.Check(settings.toSpec().build(), "");
        } catch (IllegalArgumentException wrong) {
            return new PathDraft.Check(null, String.valueOf(wrong.getMessage()));
        }
    }

    @Extension
    public static final class DescriptorImpl extends Descriptor<EcsPathEnvironment> {

        @NonNull
        @Override
        public String getDisplayName() {
            return "Environment";
        }

        @POST
        @Restricted(NoExternalUse.class)
        public FormValidation doCheckName(@AncestorInPath Item item, @QueryParameter String value) {
            return FormChecks.ifAllowed(item, () -> PathChecks.checkName(Util.fixEmptyAndTrim(value)));
        }

        @POST
        @Restricted(NoExternalUse.class)
        public FormValidation doCheckSoak(@AncestorInPath Item item, @QueryParameter String value) {
            return FormChecks.ifAllowed(item, () -> PathChecks.checkSoak(Util.fixEmptyAndTrim(value)));
        }

        @POST
        @Restricted(NoExternalUse.class)
        public ListBoxModel doFillSoakInterruptedByItems(@AncestorInPath Item item) {
            FormChecks.requireRead(item);
            ListBoxModel items = new ListBoxModel();
            items.add("nothing: newer releases wait", "");
            items.add(PathChecks.NEWER, PathChecks.NEWER);
            return items;
        }

        @POST
        @Restricted(NoExternalUse.class)
        public FormValidation doCheckWatch(@AncestorInPath Item item, @QueryParameter String value) {
            return FormChecks.ifAllowed(item, () -> PathChecks.checkWatch(Util.fixEmptyAndTrim(value)));
        }

        @POST
        @Restricted(NoExternalUse.class)
        public FormValidation doCheckFreshness(@AncestorInPath Item item, @QueryParameter String value) {
            return FormChecks.ifAllowed(item, () -> PathChecks.checkFreshness(Util.fixEmptyAndTrim(value)));
        }

        @POST
        @Restricted(NoExternalUse.class)
        public ListBoxModel doFillOnVerificationFailureItems(@AncestorInPath Item item) {
            FormChecks.requireRead(item);
            return FormChecks.words(PathChecks.REACTIONS);
        }

        @POST
        @Restricted(NoExternalUse.class)
        public ListBoxModel doFillOnInconclusiveItems(@AncestorInPath Item item) {
            FormChecks.requireRead(item);
            return FormChecks.words(List.of("hold", "rollback"));
        }

        @POST
        @Restricted(NoExternalUse.class)
        public ListBoxModel doFillProveItems(@AncestorInPath Item item) {
            FormChecks.requireRead(item);
            return FormChecks.words(PathChecks.PROOFS);
        }

        @POST
        @Restricted(NoExternalUse.class)
        public ListBoxModel doFillBeforeItems(@AncestorInPath Item item) {
            FormChecks.requireRead(item);
            return FormChecks.words(TasksBefore.words());
        }

        /** Without the permission to configure, a caller learns no target's name. */
        @POST
        @Restricted(NoExternalUse.class)
        public ComboBoxModel doFillTargetItems(@AncestorInPath Item item) {
            return FormChecks.offer(
                    item, () -> new ComboBoxModel(JobSettings.of(item).targets().keySet()));
        }
    }
}
