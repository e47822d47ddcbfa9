package io.jenkins.plugins.ecs.config;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.model.Item;
import io.jenkins.plugins.ecs.config.settings.SettingsLayer;
import io.jenkins.plugins.ecs.config.settings.SharedSettings;
import io.jenkins.plugins.ecs.rollout.request.Setting;
import java.util.function.Supplier;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.QueryParameter;

/** The fields of a form of {@link SharedSettings} that determine where AWS is asked, and as whom. Stapler makes it. */
@Restricted(NoExternalUse.class)
public record SettingsPlace(
        @CheckForNull String region,
        @CheckForNull String credentialsId,
        @CheckForNull String roleArn,
        @CheckForNull String externalId) {

    /** Stapler finds it by its name, and Jenkins learns from it which fields a list or a check depends on. */
    @NonNull
    public static SettingsPlace fromStapler(
            @QueryParameter("region") String region,
            @QueryParameter("credentialsId") String credentialsId,
            @QueryParameter("roleArn") String roleArn,
            @QueryParameter("externalId") String externalId) {
        return new SettingsPlace(region, credentialsId, roleArn, externalId);
    }

    @NonNull
    SettingsLayer layer() {
        return SettingsLayer.of("this form")
                .with(Setting.REGION, region)
                .with(Setting.CREDENTIALS_ID, credentialsId)
                .with(Setting.ROLE_ARN, roleArn)
                .with(Setting.EXTERNAL_ID, externalId);
    }

    /** Made only when it is needed: first the permission is checked. */
    @NonNull
    Supplier<FormPlace> in(@CheckForNull Item item, @CheckForNull String endpoint) {
        return () -> FormPlace.ofSettings(item, layer(), endpoint);
    }
}
