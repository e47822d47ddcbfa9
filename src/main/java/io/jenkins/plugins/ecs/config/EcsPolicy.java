package io.jenkins.plugins.ecs.config;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.Util;
import hudson.model.Describable;
import io.jenkins.plugins.ecs.config.settings.SharedSettings;
import io.jenkins.plugins.ecs.config.settings.Switch;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/**
 * Rules for deployments that a Jenkinsfile cannot override: global, of a folder, or of a target. What is not set is not
 * restricted. Lists are separated by commas; {@code *} matches any characters and {@code ?} matches one.
 */
public class EcsPolicy implements Describable<EcsPolicy> {

    private String contact;
    private String accounts;
    private String regions;
    private String clusters;
    private String services;
    private String roles;
    private String registries;
    private String commandsAllowed;
    private String lookUpsAllowed;
    private String imagePinning;
    private String movingTags;
    private String circuitBreakerRequired;
    private Integer longestDeployment;
    private String targetRequired;
    private String pathRequired;
    private String approvalForProduction;
    private String approvers;
    private String starterMayApprove;
    private Integer evidenceHours;
    private String verificationForProduction;
    private String exportForbidden;
    private List<EcsFreezeWindow> freezeWindows = new ArrayList<>();
    private Integer mostDeployments;
    private String rollbackBy;
    private String createService;
    private String deletable;
    private Integer protectedDays;
    private String warnOnly;

    @DataBoundConstructor
    public EcsPolicy() {}

    /** The contact that a refusal names. */
    @CheckForNull
    public String getContact() {
        return contact;
    }

    @DataBoundSetter
    public void setContact(String contact) {
        this.contact = Util.fixEmptyAndTrim(contact);
    }

    @CheckForNull
    public String getAccounts() {
        return accounts;
    }

    @DataBoundSetter
    public void setAccounts(String accounts) {
        this.accounts = Util.fixEmptyAndTrim(accounts);
    }

    @CheckForNull
    public String getRegions() {
        return regions;
    }

    @DataBoundSetter
    public void setRegions(String regions) {
        this.regions = Util.fixEmptyAndTrim(regions);
    }

    /** Short names. */
    @CheckForNull
    public String getClusters() {
        return clusters;
    }

    @DataBoundSetter
    public void setClusters(String clusters) {
        this.clusters = Util.fixEmptyAndTrim(clusters);
    }

    /** Short names. */
    @CheckForNull
    public String getServices() {
        return services;
    }

    @DataBoundSetter
    public void setServices(String services) {
        this.services = Util.fixEmptyAndTrim(services);
    }

    /** Of tasks that belong to no service, each with a blank between its words. */
    @CheckForNull
    public String getCommandsAllowed() {
        return commandsAllowed;
    }

    @DataBoundSetter
    public void setCommandsAllowed(String commandsAllowed) {
        this.commandsAllowed = Util.fixEmptyAndTrim(commandsAllowed);
    }

    /** Of task and service definitions, each as its source and name: {@code ssm:/prod/*}. */
    @CheckForNull
    public String getLookUpsAllowed() {
        return lookUpsAllowed;
    }

    @DataBoundSetter
    public void setLookUpsAllowed(String lookUpsAllowed) {
        this.lookUpsAllowed = Util.fixEmptyAndTrim(lookUpsAllowed);
    }

    /** ARNs of the allowed task roles, execution roles, and roles assumed for deployments. */
    @CheckForNull
    public String getRoles() {
        return roles;
    }

    @DataBoundSetter
    public void setRoles(String roles) {
        this.roles = Util.fixEmptyAndTrim(roles);
    }

    /** {@code host} or {@code host/repository}. */
    @CheckForNull
    public String getRegistries() {
        return registries;
    }

    @DataBoundSetter
    public void setRegistries(String registries) {
        this.registries = Util.fixEmptyAndTrim(registries);
    }

    /** {@code tag}: no mutable tags; {@code digest}: digests only; null for any image. */
    @CheckForNull
    public String getImagePinning() {
        return imagePinning;
    }

    @DataBoundSetter
    public void setImagePinning(String imagePinning) {
        String value = Util.fixEmptyAndTrim(imagePinning);
        SharedSettings.refuse(PolicyRules.checkPinning(value));
        this.imagePinning = value;
    }

    /** The mutable tags; null for the default list. */
    @CheckForNull
    public String getMovingTags() {
        return movingTags;
    }

    @DataBoundSetter
    public void setMovingTags(String movingTags) {
        this.movingTags = Util.fixEmptyAndTrim(movingTags);
    }

    public boolean isCircuitBreakerRequired() {
        return Switch.isOn(circuitBreakerRequired);
    }

    @DataBoundSetter
    public void setCircuitBreakerRequired(boolean circuitBreakerRequired) {
        this.circuitBreakerRequired = Switch.of(circuitBreakerRequired);
    }

    /** Maximum duration of a deployment in minutes, by its timeout and its configured waits; null for no limit. */
    @CheckForNull
    public Integer getLongestDeployment() {
        return longestDeployment;
    }

    @DataBoundSetter
    public void setLongestDeployment(Integer longestDeployment) {
        SharedSettings.refuse(PolicyRules.checkLongestDeployment(longestDeployment));
        this.longestDeployment = longestDeployment;
    }

    public boolean isTargetRequired() {
        return Switch.isOn(targetRequired);
    }

    @DataBoundSetter
    public void setTargetRequired(boolean targetRequired) {
        this.targetRequired = Switch.of(targetRequired);
    }

    /** Names of the paths that alone may change it; null for no path. */
    @CheckForNull
    public String getPathRequired() {
        return pathRequired;
    }

    @DataBoundSetter
    public void setPathRequired(String pathRequired) {
        this.pathRequired = Util.fixEmptyAndTrim(pathRequired);
    }

    public boolean isApprovalForProduction() {
        return Switch.isOn(approvalForProduction);
    }

    @DataBoundSetter
    public void setApprovalForProduction(boolean approvalForProduction) {
        this.approvalForProduction = Switch.of(approvalForProduction);
    }

    /** Ids of users and names of groups who may approve; null for all users. */
    @CheckForNull
    public String getApprovers() {
        return approvers;
    }

    @DataBoundSetter
    public void setApprovers(String approvers) {
        this.approvers = Util.fixEmptyAndTrim(approvers);
    }

    /** Whether the user who started the build, or an upstream build, may approve it. */
    public boolean isStarterMayApprove() {
        return Switch.isOn(starterMayApprove);
    }

    @DataBoundSetter
    public void setStarterMayApprove(boolean starterMayApprove) {
        this.starterMayApprove = Switch.of(starterMayApprove);
    }

    /** How many hours approvals and verifications are valid; null for {@link PolicyRules#USUAL_EVIDENCE_HOURS}. */
    @CheckForNull
    public Integer getEvidenceHours() {
        return evidenceHours;
    }

    @DataBoundSetter
    public void setEvidenceHours(Integer evidenceHours) {
        SharedSettings.refuse(PolicyRules.checkEvidenceHours(evidenceHours));
        this.evidenceHours = evidenceHours;
    }

    public boolean isVerificationForProduction() {
        return Switch.isOn(verificationForProduction);
    }

    @DataBoundSetter
    public void setVerificationForProduction(boolean verificationForProduction) {
        this.verificationForProduction = Switch.of(verificationForProduction);
    }

    /** Whether {@code withEcs} must not pass credentials to its block. */
    public boolean isExportForbidden() {
        return Switch.isOn(exportForbidden);
    }

    @DataBoundSetter
    public void setExportForbidden(boolean exportForbidden) {
        this.exportForbidden = Switch.of(exportForbidden);
    }

    @NonNull
    public List<EcsFreezeWindow> getFreezeWindows() {
        return freezeWindows == null ? List.of() : Collections.unmodifiableList(freezeWindows);
    }

    @DataBoundSetter
    public void setFreezeWindows(List<EcsFreezeWindow> freezeWindows) {
        this.freezeWindows = freezeWindows == null ? new ArrayList<>() : new ArrayList<>(freezeWindows);
    }

    /** Maximum number of concurrent deployments; null for no limit. */
    @CheckForNull
    public Integer getMostDeployments() {
        return mostDeployments;
    }

    @DataBoundSetter
    public void setMostDeployments(Integer mostDeployments) {
        SharedSettings.refuse(PolicyRules.checkMostDeployments(mostDeployments));
        this.mostDeployments = mostDeployments;
    }

    /** Ids of users and names of groups who may roll back; null for all users. */
    @CheckForNull
    public String getRollbackBy() {
        return rollbackBy;
    }

    @DataBoundSetter
    public void setRollbackBy(String rollbackBy) {
        this.rollbackBy = Util.fixEmptyAndTrim(rollbackBy);
    }

    /** Services that may be created: {@code service} or {@code cluster/service}; null for none where there are rules. */
    @CheckForNull
    public String getCreateService() {
        return createService;
    }

    @DataBoundSetter
    public void setCreateService(String createService) {
        this.createService = Util.fixEmptyAndTrim(createService);
    }

    /** Services that may be deleted: {@code service} or {@code cluster/service}; null for those with the tag. */
    @CheckForNull
    public String getDeletable() {
        return deletable;
    }

    @DataBoundSetter
    public void setDeletable(String deletable) {
        this.deletable = Util.fixEmptyAndTrim(deletable);
    }

    /** For how many days a service that another job deployed is not deleted; null for 14. */
    @CheckForNull
    public Integer getProtectedDays() {
        return protectedDays;
    }

    @DataBoundSetter
    public void setProtectedDays(Integer protectedDays) {
        SharedSettings.refuse(PolicyRules.checkProtectedDays(protectedDays));
        this.protectedDays = protectedDays;
    }

    /** Names of the rules that only warn; null for none. */
    @CheckForNull
    public String getWarnOnly() {
        return warnOnly;
    }

    @DataBoundSetter
    public void setWarnOnly(String warnOnly) {
        String value = Util.fixEmptyAndTrim(warnOnly);
        SharedSettings.refuse(PolicyRules.checkWarnOnly(value));
        this.warnOnly = value;
    }

    /** A switch that is neither on nor off, as only a file can have it. */
    @NonNull
    Optional<String> checkSwitches() {
        return Switch.problem(Map.of(
                "circuitBreakerRequired", Util.fixNull(circuitBreakerRequired),
                "targetRequired", Util.fixNull(targetRequired),
                "approvalForProduction", Util.fixNull(approvalForProduction),
                "starterMayApprove", Util.fixNull(starterMayApprove),
                "verificationForProduction", Util.fixNull(verificationForProduction),
                "exportForbidden", Util.fixNull(exportForbidden)));
    }

    @Extension
    public static final class DescriptorImpl extends EcsPolicyDescriptor {}
}
