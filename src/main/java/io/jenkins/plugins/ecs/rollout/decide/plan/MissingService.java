package io.jenkins.plugins.ecs.rollout.decide.plan;

import io.jenkins.plugins.ecs.aws.AwsFailure;
import io.jenkins.plugins.ecs.rollout.observe.Observation;
import io.jenkins.plugins.ecs.rollout.request.DeployRequest;

/** A service with a service definition that does not exist, so that it is created. */
public final class MissingService {

    private MissingService() {}

    /** An INACTIVE service is gone: ECS shows it for a while, with its old settings. */
    static boolean isCreated(DeployRequest request, Observation seen) {
        return request.bringsService()
                && (seen.serviceFailure == null
                        ? seen.service == null || !seen.service.isActive()
                        : seen.serviceFailure.kind() == AwsFailure.Kind.SERVICE_NOT_FOUND);
    }

    /** Null where the cluster cannot be read. */
    public static String arn(String clusterArn, DeployRequest request) {
        return clusterArn == null || clusterArn.isEmpty()
                ? null
                : clusterArn.replaceFirst(":cluster/", ":service/") + "/" + request.serviceName();
    }
}
