package io.jenkins.plugins.ecs.steps;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.config.settings.EcsSettings;
import io.jenkins.plugins.ecs.config.settings.SettingsLayer;
import io.jenkins.plugins.ecs.rollout.request.Setting;
import io.jenkins.plugins.ecs.rollout.request.SettingValues;
import java.io.Serializable;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.kohsuke.stapler.DataBoundSetter;

/** The parameters that every step of this plugin has: where, and with which credentials. */
public abstract class AbstractEcsStep extends Step implements Serializable {

    private static final long serialVersionUID = 1L;

    private SettingValues values = SettingValues.NONE;

    /** What this step sets. */
    @NonNull
    protected final SettingValues values() {
        return values;
    }

    /** @param value null or blank for nothing */
    protected final void set(@NonNull Setting setting, @CheckForNull Object value) {
        values = values.with(setting, value);
    }

    @NonNull
    final List<String> names(@NonNull Setting setting) {
        return TextLines.names(values.get(setting));
    }

    /** The name of a target that an administrator has set. */
    @CheckForNull
    public String getTarget() {
        return values().get(Setting.TARGET);
    }

    @DataBoundSetter
    public void setTarget(String target) {
        set(Setting.TARGET, target);
    }

    /** Name or ARN. */
    @CheckForNull
    public String getCluster() {
        return values().get(Setting.CLUSTER);
    }

    @DataBoundSetter
    public void setCluster(String cluster) {
        set(Setting.CLUSTER, cluster);
    }

    @CheckForNull
    public String getRegion() {
        return values().get(Setting.REGION);
    }

    @DataBoundSetter
    public void setRegion(String region) {
        set(Setting.REGION, region);
    }

    @CheckForNull
    public String getCredentialsId() {
        return values().get(Setting.CREDENTIALS_ID);
    }

    @DataBoundSetter
    public void setCredentialsId(String credentialsId) {
        set(Setting.CREDENTIALS_ID, credentialsId);
    }

    /** A role to assume with the credentials, or a chain of roles with commas between them. */
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

    /** The unit of the times that this step sets. */
    @NonNull
    protected TimeUnit unit() {
        return TimeUnit.MINUTES;
    }

    /** What this step sets of what can be set elsewhere as well. */
    @NonNull
    public SettingsLayer layer() {
        return layer(EcsSettings.OF_STEP);
    }

    /** @param origin the name of this place in the log */
    @NonNull
    public final SettingsLayer layer(@NonNull String origin) {
        return SettingsLayer.of(
                origin, values.only(setting -> setting.kind().isShared()).in(unit()));
    }
}
