package io.jenkins.plugins.ecs.rollout.request;

import edu.umd.cs.findbugs.annotations.NonNull;
import edu.umd.cs.findbugs.annotations.Nullable;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What one {@code ecsBlueGreen} asks of CodeDeploy, for services that it deploys. Null and empty mean: as the deployment
 * group has it. Immutable and persisted with the request.
 */
public final class CodeDeploySettings implements Serializable {

    private static final long serialVersionUID = 1L;

    private final String application;
    private final String group;
    private final String deploymentConfig;
    private final String appSpec;
    private final ArrayList<String> autoRollback;

    /**
     * @param application name
     * @param group name of a deployment group of that application
     * @param deploymentConfig name of a deployment configuration
     * @param appSpec JSON or YAML; what it leaves out is taken from the service
     * @param autoRollback events of CodeDeploy, or {@link CodeDeployChecks#NONE} alone
     */
    public CodeDeploySettings(
            @Nullable String application,
            @Nullable String group,
            @Nullable String deploymentConfig,
            @Nullable String appSpec,
            @NonNull List<String> autoRollback) {
        this.application = application;
        this.group = group;
        this.deploymentConfig = deploymentConfig;
        this.appSpec = appSpec;
        this.autoRollback = new ArrayList<>(autoRollback);
    }

    @Nullable
    public String application() {
        return application;
    }

    @Nullable
    public String group() {
        return group;
    }

    @Nullable
    public String deploymentConfig() {
        return deploymentConfig;
    }

    @Nullable
    public String appSpec() {
        return appSpec;
    }

    public List<String> autoRollback() {
        return Collections.unmodifiableList(autoRollback);
    }

    /** Names of the parameters that are given. */
    public List<String> given() {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("codeDeployApplication", application);
        all.put("codeDeployGroup", group);
        all.put("deploymentConfig", deploymentConfig);
        all.put("appSpec", appSpec);
        all.put("autoRollback", autoRollback.isEmpty() ? null : autoRollback);
        all.values().removeIf(value -> value == null);
        return new ArrayList<>(all.keySet());
    }
}
