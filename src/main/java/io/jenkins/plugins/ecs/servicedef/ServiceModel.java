package io.jenkins.plugins.ecs.servicedef;

import io.jenkins.plugins.ecs.taskdef.ApiModel;
import java.util.Set;

/** Which members a service has. */
final class ServiceModel {
    static final ApiModel MODEL = ApiModel.read(ServiceModel.class, "service-definition-model.txt");

    /** Members of a file that ECS does not have: they are for this plugin. */
    static final String IGNORE = "ignore";

    static final String SCALING = "scaling";

    /** In the shape {@code Service} but not in {@code CreateServiceRequest}. They may be in a file, and say nothing. */
    static final Set<String> READ_ONLY = Set.of(
            "serviceArn",
            "clusterArn",
            "status",
            "runningCount",
            "pendingCount",
            "deployments",
            "taskSets",
            "events",
            "createdAt",
            "createdBy",
            "roleArn",
            "platformFamily",
            "currentServiceDeployment",
            "currentServiceRevisions",
            "resourceManagementType");

    private ServiceModel() {}
}
