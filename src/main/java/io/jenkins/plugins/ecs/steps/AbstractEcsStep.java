package io.jenkins.plugins.ecs.steps;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Util;
import io.jenkins.plugins.ecs.config.EcsSettings;
import io.jenkins.plugins.ecs.config.Setting;
import io.jenkins.plugins.ecs.config.SettingsLayer;
import java.io.Serializable;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.kohsuke.stapler.DataBoundSetter;

/** What every step of this plugin can be told: where, and as whom. */
public abstract class AbstractEcsStep extends Step implements Serializable {

    private static final long serialVersionUID = 1L;

    private String target;
    private String cluster;
    private String region;
    private String credentialsId;
    private String roleArn;
    private String externalId;

    /** The name of a target that an admin has set. */
    @CheckForNull
    public String getTarget() {
        return target;
    }

    @DataBoundSetter
    public void setTarget(String target) {
        this.target = Util.fixEmptyAndTrim(target);
    }

    /** Name or ARN. */
    @CheckForNull
    public String getCluster() {
        return cluster;
    }

    @DataBoundSetter
    public void setCluster(String cluster) {
        this.cluster = Util.fixEmptyAndTrim(cluster);
    }

    @CheckForNull
    public String getRegion() {
        return region;
    }

    @DataBoundSetter
    public void setRegion(String region) {
        this.region = Util.fixEmptyAndTrim(region);
    }

    @CheckForNull
    public String getCredentialsId() {
        return credentialsId;
    }

    @DataBoundSetter
    public void setCredentialsId(String credentialsId) {
        this.credentialsId = Util.fixEmptyAndTrim(credentialsId);
    }

    /** A role to assume with the credentials, or a chain of roles with commas between them. */
    @CheckForNull
    public String getRoleArn() {
        return roleArn;
    }

    @DataBoundSetter
    public void setRoleArn(String roleArn) {
        this.roleArn = Util.fixEmptyAndTrim(roleArn);
    }

    /** For the last role. */
    @CheckForNull
    public String getExternalId() {
        return externalId;
    }

    @DataBoundSetter
    public void setExternalId(String externalId) {
        this.externalId = Util.fixEmptyAndTrim(externalId);
    }

    /** What this step sets itself of what can be set elsewhere as well. */
    @NonNull
    public SettingsLayer layer() {
        return layer(EcsSettings.OF_STEP);
    }

    /** @param origin what this place is called in the log */
    @NonNull
    public final SettingsLayer layer(@NonNull String origin) {
        return SettingsLayer.of(origin)
                .with(Setting.TARGET, target)
                .with(Setting.REGION, region)
                .with(Setting.CLUSTER, cluster)
                .with(Setting.CREDENTIALS_ID, credentialsId)
                .with(Setting.ROLE_ARN, roleArn)
                .with(Setting.EXTERNAL_ID, externalId);
    }
}
