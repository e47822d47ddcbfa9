package io.jenkins.plugins.ecs.config;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Util;
import hudson.model.Failure;
import io.jenkins.plugins.ecs.rollout.request.RequestChecks;
import io.jenkins.plugins.ecs.rollout.strategy.StrategyChecks;
import java.time.Duration;
import java.util.Optional;
import org.kohsuke.stapler.DataBoundSetter;

/** What an admin can set for a folder, for a target and for all of Jenkins alike. What is not set is left to others. */
public abstract class SharedSettings {

    private String region;
    private String cluster;
    private String credentialsId;
    private String roleArn;
    private String externalId;
    private Integer timeoutMinutes;
    private Integer stallTimeoutMinutes;
    private String onAbort;
    private String onTimeout;
    private String whenBusy;
    private String onOtherDeployment;
    private String circuitBreaker;
    private String strategy;
    private String onPermanentFailure;
    private Integer keepRevisions;

    @CheckForNull
    public String getRegion() {
        return region;
    }

    @DataBoundSetter
    public void setRegion(String region) {
        String value = Util.fixEmptyAndTrim(region);
        // Whether AWS has it is checked when it is used: the endpoint may have Regions of its own.
        refuse(SettingChecks.region(value, true));
        this.region = value;
    }

    @CheckForNull
    public String getCluster() {
        return cluster;
    }

    @DataBoundSetter
    public void setCluster(String cluster) {
        this.cluster = Util.fixEmptyAndTrim(cluster);
    }

    @CheckForNull
    public String getCredentialsId() {
        return credentialsId;
    }

    @DataBoundSetter
    public void setCredentialsId(String credentialsId) {
        this.credentialsId = Util.fixEmptyAndTrim(credentialsId);
    }

    /** One role, or a chain of roles with commas between them. */
    @CheckForNull
    public String getRoleArn() {
        return roleArn;
    }

    @DataBoundSetter
    public void setRoleArn(String roleArn) {
        String value = Util.fixEmptyAndTrim(roleArn);
        refuse(SettingChecks.roleArn(value));
        this.roleArn = value;
    }

    /** For the last role. */
    @CheckForNull
    public String getExternalId() {
        return externalId;
    }

    @DataBoundSetter
    public void setExternalId(String externalId) {
        String value = Util.fixEmptyAndTrim(externalId);
        refuse(SettingChecks.externalId(value));
        this.externalId = value;
    }

    @CheckForNull
    public Integer getTimeoutMinutes() {
        return timeoutMinutes;
    }

    @DataBoundSetter
    public void setTimeoutMinutes(Integer timeoutMinutes) {
        refuse(SettingChecks.minutes("timeoutMinutes", timeoutMinutes));
        this.timeoutMinutes = timeoutMinutes;
    }

    @CheckForNull
    public Integer getStallTimeoutMinutes() {
        return stallTimeoutMinutes;
    }

    @DataBoundSetter
    public void setStallTimeoutMinutes(Integer stallTimeoutMinutes) {
        refuse(SettingChecks.minutes("stallTimeoutMinutes", stallTimeoutMinutes));
        this.stallTimeoutMinutes = stallTimeoutMinutes;
    }

    @CheckForNull
    public String getOnAbort() {
        return onAbort;
    }

    @DataBoundSetter
    public void setOnAbort(String onAbort) {
        String value = Util.fixEmptyAndTrim(onAbort);
        refuse(RequestChecks.reaction("onAbort", value));
        this.onAbort = value;
    }

    @CheckForNull
    public String getOnTimeout() {
        return onTimeout;
    }

    @DataBoundSetter
    public void setOnTimeout(String onTimeout) {
        String value = Util.fixEmptyAndTrim(onTimeout);
        refuse(RequestChecks.reaction("onTimeout", value));
        this.onTimeout = value;
    }

    /** While another deployment of this Jenkins has the service: {@code wait}, {@code fail}, {@code supersedeWaiting}. */
    @CheckForNull
    public String getWhenBusy() {
        return whenBusy;
    }

    @DataBoundSetter
    public void setWhenBusy(String whenBusy) {
        String value = Util.fixEmptyAndTrim(whenBusy);
        refuse(RequestChecks.whenBusy(value));
        this.whenBusy = value;
    }

    /** While a deployment of somebody else is under way: {@code replace}, {@code wait}, {@code fail}. */
    @CheckForNull
    public String getOnOtherDeployment() {
        return onOtherDeployment;
    }

    @DataBoundSetter
    public void setOnOtherDeployment(String onOtherDeployment) {
        String value = Util.fixEmptyAndTrim(onOtherDeployment);
        refuse(RequestChecks.onOtherDeployment(value));
        this.onOtherDeployment = value;
    }

    /** Whether ECS stops a deployment whose tasks fail, and rolls it back: {@code on} or {@code off}. */
    @CheckForNull
    public String getCircuitBreaker() {
        return circuitBreaker;
    }

    @DataBoundSetter
    public void setCircuitBreaker(String circuitBreaker) {
        String value = Util.fixEmptyAndTrim(circuitBreaker);
        refuse(StrategyChecks.circuitBreaker(value));
        this.circuitBreaker = value;
    }

    /** Of deployments in stages: {@code BLUE_GREEN}, {@code CANARY} or {@code LINEAR}. */
    @CheckForNull
    public String getStrategy() {
        return strategy;
    }

    @DataBoundSetter
    public void setStrategy(String strategy) {
        String value = Util.fixEmptyAndTrim(strategy);
        refuse(StrategyChecks.strategy(value));
        this.strategy = value;
    }

    /** Once a deployment can't succeed any more: {@code rollback}, {@code fail}, {@code wait}. */
    @CheckForNull
    public String getOnPermanentFailure() {
        return onPermanentFailure;
    }

    @DataBoundSetter
    public void setOnPermanentFailure(String onPermanentFailure) {
        String value = Util.fixEmptyAndTrim(onPermanentFailure);
        refuse(RequestChecks.onPermanentFailure(value));
        this.onPermanentFailure = value;
    }

    /** How many of the newest revisions stay registered after a success; null for all. */
    @CheckForNull
    public Integer getKeepRevisions() {
        return keepRevisions;
    }

    @DataBoundSetter
    public void setKeepRevisions(Integer keepRevisions) {
        refuse(RequestChecks.keepRevisions(keepRevisions));
        this.keepRevisions = keepRevisions;
    }

    /** @param origin what this place is called in the log */
    @NonNull
    SettingsLayer layer(@NonNull String origin) {
        return SettingsLayer.of(origin)
                .with(Setting.REGION, region)
                .with(Setting.CLUSTER, cluster)
                .with(Setting.CREDENTIALS_ID, credentialsId)
                .with(Setting.ROLE_ARN, roleArn)
                .with(Setting.EXTERNAL_ID, externalId)
                .with(Setting.TIMEOUT, span(timeoutMinutes))
                .with(Setting.STALL_TIMEOUT, span(stallTimeoutMinutes))
                .with(Setting.ON_ABORT, onAbort)
                .with(Setting.ON_TIMEOUT, onTimeout)
                .with(Setting.WHEN_BUSY, whenBusy)
                .with(Setting.ON_OTHER_DEPLOYMENT, onOtherDeployment)
                .with(Setting.CIRCUIT_BREAKER, circuitBreaker)
                .with(Setting.STRATEGY, strategy)
                .with(Setting.ON_PERMANENT_FAILURE, onPermanentFailure)
                .with(Setting.KEEP_REVISIONS, keepRevisions);
    }

    private static Duration span(Integer minutes) {
        return minutes == null ? null : Duration.ofMinutes(minutes);
    }

    /** @throws Failure with the words of the form's own check */
    static void refuse(@NonNull Optional<String> problem) {
        if (problem.isPresent()) {
            throw new Failure(problem.get());
        }
    }
}
