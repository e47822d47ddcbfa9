package io.jenkins.plugins.ecs.aws;

import com.fasterxml.jackson.databind.node.ObjectNode;
import edu.umd.cs.findbugs.annotations.NonNull;
import java.util.Optional;

/** What this plugin asks of CodeDeploy: how a service is deployed there. Every method throws {@link AwsFailure}. */
public interface CodeDeployApi {

    /**
     * {@code ListApplications}, {@code ListDeploymentGroups} and {@code BatchGetDeploymentGroups}: the deployment group of
     * an ECS service, as AWS shows it; empty if there is none.
     *
     * @param cluster short name
     * @param service short name
     */
    @NonNull
    Optional<ObjectNode> deploymentGroup(@NonNull String cluster, @NonNull String service);

    /** {@code GetDeploymentConfig}; empty if there is none of that name. */
    @NonNull
    Optional<ObjectNode> deploymentConfig(@NonNull String name);
}
