package io.jenkins.plugins.ecs.config;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.util.XStream2;
import io.jenkins.plugins.ecs.config.settings.NotingConverter;
import io.jenkins.plugins.ecs.config.settings.SettingsLayer;
import io.jenkins.plugins.ecs.rollout.request.Setting;
import java.util.ArrayList;
import java.util.List;

/** All that an administrator sets for a controller, as one value: nobody changes it once others can see it. */
final class EcsGlobalValues implements Cloneable {

    String region;
    String credentialsId;
    String endpointOverride;
    String serviceEndpoints;
    boolean allowControllerCredentials;
    String allowedEndpoints;
    EcsDefaults defaults;
    EcsPolicy policy;
    List<EcsTarget> targets = new ArrayList<>();
    List<EcsPath> paths = new ArrayList<>();
    List<EcsTemplate> templates = new ArrayList<>();
    String httpHosts;
    String httpPrivateRanges;
    /** What Jenkins left out when it read them; null for nothing. */
    private transient String unreadable;

    @CheckForNull
    String unreadable() {
        return unreadable;
    }

    /** Found by its name. */
    public static final class ConverterImpl extends NotingConverter<EcsGlobalValues> {

        public ConverterImpl(XStream2 xstream) {
            super(xstream);
        }

        @Override
        protected void noted(@NonNull EcsGlobalValues read, @NonNull String problems) {
            if (!problems.isEmpty()) {
                read.unreadable = problems;
            }
        }
    }

    @NonNull
    EcsGlobalValues copy() {
        try {
            return (EcsGlobalValues) clone();
        } catch (CloneNotSupportedException e) {
            throw new AssertionError(e);
        }
    }

    @NonNull
    List<EcsTarget> targets() {
        return targets == null ? List.of() : targets;
    }

    @NonNull
    List<EcsPath> paths() {
        return paths == null ? List.of() : paths;
    }

    @NonNull
    List<EcsTemplate> templates() {
        return templates == null ? List.of() : templates;
    }

    /** Region and credentials are older than the other defaults, and have fields of their own. */
    @NonNull
    SettingsLayer layer() {
        SettingsLayer layer = defaults == null ? SettingsLayer.of("global") : defaults.layer("global");
        return layer.with(Setting.REGION, region).with(Setting.CREDENTIALS_ID, credentialsId);
    }
}
