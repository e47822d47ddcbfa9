package io.jenkins.plugins.ecs.config.settings;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Util;
import hudson.model.Failure;
import io.jenkins.plugins.ecs.rollout.request.Setting;
import io.jenkins.plugins.ecs.rollout.request.SettingValues;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.kohsuke.stapler.DataBoundSetter;

/** What an administrator can set for a folder, for a target and for all of Jenkins alike. What is not set is left to others. */
public abstract class SharedSettings {

    private SettingValues values = SettingValues.NONE;
    private ArrayList<DeploymentTask> before;
    private ArrayList<DeploymentTask> after;
    private ArrayList<CheckSettings> verify;

    /** A file that was written by hand may have none. */
    @NonNull
    protected final SettingValues values() {
        return values == null ? SettingValues.NONE : values;
    }

    /** @throws Failure with the message of the form's own check */
    protected final void set(@NonNull Setting setting, @CheckForNull Object value) {
        SettingField field = SettingField.ofAdministrator(setting);
        refuse(SettingField.problem(field.getField(), Objects.toString(value, null)));
        values = values().with(setting, value);
    }

    @CheckForNull
    public String getRegion() {
        return values().get(Setting.REGION);
    }

    @DataBoundSetter
    public void setRegion(String region) {
        // Whether AWS has it is checked when it is used: the endpoint may have Regions of its own.
        refuse(SettingChecks.region(Util.fixEmptyAndTrim(region), true));
        set(Setting.REGION, region);
    }

    @CheckForNull
    public String getCluster() {
        return values().get(Setting.CLUSTER);
    }

    @DataBoundSetter
    public void setCluster(String cluster) {
        set(Setting.CLUSTER, cluster);
    }

    @CheckForNull
    public String getCredentialsId() {
        return values().get(Setting.CREDENTIALS_ID);
    }

    @DataBoundSetter
    public void setCredentialsId(String credentialsId) {
        set(Setting.CREDENTIALS_ID, credentialsId);
    }

    /** One role, or a chain of roles with commas between them. */
    @CheckForNull
    public String getRoleArn() {
        return values().get(Setting.ROLE_ARN);
    }

    @DataBoundSetter
    public void setRoleArn(String roleArn) {
        set(Setting.ROLE_ARN, roleArn);
    }

    /** For the last role. */
    @CheckForNull
    public String getExternalId() {
        return values().get(Setting.EXTERNAL_ID);
    }

    @DataBoundSetter
    public void setExternalId(String externalId) {
        set(Setting.EXTERNAL_ID, externalId);
    }

    @CheckForNull
    public Integer getTimeoutMinutes() {
        return values().whole(Setting.TIMEOUT);
    }

    @DataBoundSetter
    public void setTimeoutMinutes(Integer timeoutMinutes) {
        set(Setting.TIMEOUT, timeoutMinutes);
    }

    @CheckForNull
    public Integer getStallTimeoutMinutes() {
        return values().whole(Setting.STALL_TIMEOUT);
    }

    @DataBoundSetter
    public void setStallTimeoutMinutes(Integer stallTimeoutMinutes) {
        set(Setting.STALL_TIMEOUT, stallTimeoutMinutes);
    }

    @CheckForNull
    public String getOnAbort() {
        return values().get(Setting.ON_ABORT);
    }

    @DataBoundSetter
    public void setOnAbort(String onAbort) {
        set(Setting.ON_ABORT, onAbort);
    }

    @CheckForNull
    public String getOnTimeout() {
        return values().get(Setting.ON_TIMEOUT);
    }

    @DataBoundSetter
    public void setOnTimeout(String onTimeout) {
        set(Setting.ON_TIMEOUT, onTimeout);
    }

    @CheckForNull
    public String getWhenBusy() {
        return values().get(Setting.WHEN_BUSY);
    }

    @DataBoundSetter
    public void setWhenBusy(String whenBusy) {
        set(Setting.WHEN_BUSY, whenBusy);
    }

    @CheckForNull
    public String getOnOtherDeployment() {
        return values().get(Setting.ON_OTHER_DEPLOYMENT);
    }

    @DataBoundSetter
    public void setOnOtherDeployment(String onOtherDeployment) {
        set(Setting.ON_OTHER_DEPLOYMENT, onOtherDeployment);
    }

    @CheckForNull
    public String getCircuitBreaker() {
        return values().get(Setting.CIRCUIT_BREAKER);
    }

    @DataBoundSetter
    public void setCircuitBreaker(String circuitBreaker) {
        set(Setting.CIRCUIT_BREAKER, circuitBreaker);
    }

    @CheckForNull
    public String getStrategy() {
        return values().get(Setting.STRATEGY);
    }

    @DataBoundSetter
    public void setStrategy(String strategy) {
        set(Setting.STRATEGY, strategy);
    }

    @CheckForNull
    public String getOnPermanentFailure() {
        return values().get(Setting.ON_PERMANENT_FAILURE);
    }

    @DataBoundSetter
    public void setOnPermanentFailure(String onPermanentFailure) {
        set(Setting.ON_PERMANENT_FAILURE, onPermanentFailure);
    }

    @CheckForNull
    public Integer getKeepRevisions() {
        return values().whole(Setting.KEEP_REVISIONS);
    }

    @DataBoundSetter
    public void setKeepRevisions(Integer keepRevisions) {
        set(Setting.KEEP_REVISIONS, keepRevisions);
    }

    /** Members of service definitions that others own, with commas between them; null for none. */
    @CheckForNull
    public String getIgnore() {
        return values().get(Setting.IGNORE);
    }

    @DataBoundSetter
    public void setIgnore(String ignore) {
        set(Setting.IGNORE, ignore);
    }

    /** {@code family}, or names with commas between them; null for none. */
    @CheckForNull
    public String getScheduledTasks() {
        return values().get(Setting.SCHEDULED_TASKS);
    }

    @DataBoundSetter
    public void setScheduledTasks(String scheduledTasks) {
        set(Setting.SCHEDULED_TASKS, scheduledTasks);
    }

    /** The tasks before each deployment; null where none are set here. */
    @CheckForNull
    public List<DeploymentTask> getBefore() {
        return before == null ? null : Collections.unmodifiableList(before);
    }

    @DataBoundSetter
    public void setBefore(List<DeploymentTask> before) {
        this.before = checked("before", before);
    }

    /** The tasks after each deployment; null where none are set here. */
    @CheckForNull
    public List<DeploymentTask> getAfter() {
        return after == null ? null : Collections.unmodifiableList(after);
    }

    @DataBoundSetter
    public void setAfter(List<DeploymentTask> after) {
        this.after = checked("after", after);
    }

    private static ArrayList<DeploymentTask> checked(String field, List<DeploymentTask> tasks) {
        if (tasks == null || tasks.isEmpty()) {
            return null;
        }
        refuse(DeploymentTask.problems(field, tasks).findFirst());
        return new ArrayList<>(tasks);
    }

    @CheckForNull
    public String getOnAfterFailure() {
        return values().get(Setting.ON_AFTER_FAILURE);
    }

    @DataBoundSetter
    public void setOnAfterFailure(String onAfterFailure) {
        set(Setting.ON_AFTER_FAILURE, onAfterFailure);
    }

    /** The checks after each deployment; null where none are set here. */
    @CheckForNull
    public List<CheckSettings> getVerify() {
        return verify == null ? null : Collections.unmodifiableList(verify);
    }

    @DataBoundSetter
    public void setVerify(List<CheckSettings> verify) {
        if (verify == null || verify.isEmpty()) {
            this.verify = null;
            return;
        }
        refuse(CheckSettings.problems("verify", verify).findFirst());
        this.verify = new ArrayList<>(verify);
    }

    @CheckForNull
    public String getOnVerificationFailure() {
        return values().get(Setting.ON_VERIFICATION_FAILURE);
    }

    @DataBoundSetter
    public void setOnVerificationFailure(String onVerificationFailure) {
        set(Setting.ON_VERIFICATION_FAILURE, onVerificationFailure);
    }

    @CheckForNull
    public String getWatch() {
        return values().get(Setting.WATCH);
    }

    @DataBoundSetter
    public void setWatch(String watch) {
        set(Setting.WATCH, watch);
    }

    /** @param origin the name of this place in the log */
    @NonNull
    public SettingsLayer layer(@NonNull String origin) {
        return SettingsLayer.of(origin, values().in(TimeUnit.MINUTES))
                .with(before, after)
                .verifying(verify);
    }

    /** @throws Failure with the message of the form's own check */
    public static void refuse(@NonNull Optional<String> problem) {
        if (problem.isPresent()) {
            throw new Failure(problem.get());
        }
    }
}
