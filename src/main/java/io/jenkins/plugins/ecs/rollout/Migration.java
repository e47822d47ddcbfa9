package io.jenkins.plugins.ecs.rollout;

import com.fasterxml.jackson.databind.node.ObjectNode;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.aws.AwsFailure;
import io.jenkins.plugins.ecs.aws.CodeDeployApi;
import io.jenkins.plugins.ecs.aws.EcsApi;
import java.util.List;

/** Reads how CodeDeploy deploys a service, and plans what would replace it. Changes nothing. */
public final class Migration {

    private Migration() {}

    /**
     * @param cluster name or ARN
     * @param service name or ARN
     * @throws IllegalArgumentException where there is nothing to migrate
     * @throws AwsFailure when the service can't be read; what CodeDeploy does not tell is a gap in the plan
     */
    @NonNull
    public static List<String> plan(
            @NonNull EcsApi ecs, @NonNull CodeDeployApi codeDeploy, @NonNull String cluster, @NonNull String service) {
        ObjectNode tree = ecs.serviceTree(cluster, service)
                .orElseThrow(() -> new IllegalArgumentException(
                        "migrationPlan: there is no service '" + service + "' in cluster '" + cluster + "'"));
        String controller = tree.path("deploymentController").path("type").asText("ECS");
        if (!controller.equals("CODE_DEPLOY")) {
            throw new IllegalArgumentException("migrationPlan: the service's deployment controller is " + controller
                    + "; only a CODE_DEPLOY service can be moved away from CodeDeploy");
        }
        ObjectNode group = null;
        ObjectNode config = null;
        try {
            group = codeDeploy
                    .deploymentGroup(
                            Arns.brief(tree.path("clusterArn").asText()),
                            tree.path("serviceName").asText())
                    .orElse(null);
            if (group != null) {
                config = codeDeploy
                        .deploymentConfig(group.path("deploymentConfigName").asText())
                        .orElse(null);
            }
        } catch (AwsFailure hidden) {
            if (hidden.isPassing()) {
                throw hidden;
            }
        }
        return MigrationPlan.lines(tree, group, config);
    }
}
