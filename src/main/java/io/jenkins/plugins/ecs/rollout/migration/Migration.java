package io.jenkins.plugins.ecs.rollout.migration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.aws.AwsFailure;
import io.jenkins.plugins.ecs.aws.codedeploy.CodeDeployApi;
import io.jenkins.plugins.ecs.aws.codedeploy.DeploymentGroups;
import io.jenkins.plugins.ecs.aws.ecs.EcsApi;
import io.jenkins.plugins.ecs.aws.elb.ElbApi;
import io.jenkins.plugins.ecs.rollout.request.AppSpec;
import io.jenkins.plugins.ecs.text.Arns;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/** Reads how CodeDeploy deploys a service, and plans what would replace it. Changes nothing. */
public final class Migration {

    /** Calls in a row that fail before it is given up. */
    private static final int MOST_FAILURES = 3;

    private Migration() {}

    /**
     * @param cluster name or ARN
     * @param service name or ARN
     * @throws IllegalArgumentException where there is nothing to migrate
     * @throws AwsFailure when the service can't be read; what CodeDeploy and the load balancer do not tell is a gap in the
     *     plan
     */
    @NonNull
    public static List<String> plan(
            @NonNull EcsApi ecs,
            @NonNull CodeDeployApi codeDeploy,
            @NonNull ElbApi elb,
            @NonNull String cluster,
            @NonNull String service) {
        ObjectNode tree = ecs.serviceTree(cluster, service)
                .orElseThrow(() -> new IllegalArgumentException(
                        "migrationPlan: there is no service '" + service + "' in cluster '" + cluster + "'"));
        String controller = tree.path("deploymentController").path("type").asText("ECS");
        if (!controller.equals("CODE_DEPLOY")) {
            throw new IllegalArgumentException("migrationPlan: the service's deployment controller is " + controller
                    + "; only a service of CODE_DEPLOY can be migrated");
        }
        MigrationFacts facts = new MigrationFacts(tree);
        asFarAsAllowed(() -> facts.group = group(codeDeploy, tree));
        if (facts.group != null) {
            asFarAsAllowed(() -> facts.config = codeDeploy
                    .deploymentConfig(facts.group.path("deploymentConfigName").asText())
                    .orElse(null));
            asFarAsAllowed(() -> facts.hooks = hooks(codeDeploy, facts.group));
            for (String listener : listeners(facts.group)) {
                asFarAsAllowed(() -> facts.rules.put(listener, elb.rules(listener)));
            }
        }
        return MigrationPlan.lines(facts);
    }

    /** What one run has read is known to the next. */
    private static ObjectNode group(CodeDeployApi codeDeploy, ObjectNode service) {
        int idle = 0;
        while (true) {
            DeploymentGroups.Search search = codeDeploy.search(
                    Arns.account(service.path("serviceArn").asText()),
                    Arns.brief(service.path("clusterArn").asText()),
                    service.path("serviceName").asText(),
                    () -> 0);
            if (search.isOver()) {
                return search.group();
            }
            idle = search.hasRead() ? 0 : idle + 1;
            if (search.failure() != null && idle >= MOST_FAILURES) {
                throw search.failure();
            }
            if (!search.hasRead()) {
                LockSupport.parkNanos(search.waitMillis() * 1_000_000);
            }
        }
    }

    /** Those of the AppSpec that was deployed last; null where it cannot be read. */
    private static Map<String, String> hooks(CodeDeployApi codeDeploy, ObjectNode group) {
        if (!(group.path("targetRevision") instanceof ObjectNode revision)) {
            return null;
        }
        return codeDeploy
                .appSpec(group.path("applicationName").asText(), revision)
                .map(AppSpec::hookFunctions)
                .orElse(null);
    }

    private static List<String> listeners(ObjectNode group) {
        List<String> listeners = new ArrayList<>();
        JsonNode pair =
                group.path("loadBalancerInfo").path("targetGroupPairInfoList").path(0);
        for (String route : new String[] {"prodTrafficRoute", "testTrafficRoute"}) {
            String arn = pair.path(route).path("listenerArns").path(0).asText("");
            if (arn.contains(":listener/app/")) {
                listeners.add(arn);
            }
        }
        return listeners;
    }

    private static void asFarAsAllowed(Runnable read) {
        try {
            read.run();
        } catch (AwsFailure hidden) {
            if (hidden.isPassing()) {
                throw hidden;
            }
        }
    }
}
