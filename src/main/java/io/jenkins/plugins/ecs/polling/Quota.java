package io.jenkins.plugins.ecs.polling;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The request quotas that AWS publishes for ECS, per account and Region ("Request throttling for the Amazon ECS API"),
 * and the share that this controller uses: four fifths; the rest is for users and other tools. For registrations it
 * uses the whole rate and all of the burst but one.
 */
enum Quota {
    TASK_DEFINITION_MODIFY(20, 1),
    TASK_DEFINITION_READ(50, 20),
    SERVICE_MODIFY(50, 5),
    SERVICE_READ(100, 20),
    SERVICE_DEPLOYMENT(50, 20),
    SERVICE_REVISION(50, 20),
    CLUSTER_RESOURCE_MODIFY(100, 40),
    CLUSTER_RESOURCE_READ(100, 20),
    CLUSTER_READ(50, 20),
    TAG_MODIFY(20, 10),
    TAG_READ(50, 20),
    /** AWS publishes no quotas for CodeDeploy. A conservative limit of our own for polls of a deployment. */
    CODE_DEPLOY_LOOK(20, 5),
    /** {@code GetLogEvents}, which CloudWatch Logs limits per account and Region. */
    LOG_EVENTS(25, 25);

    private static final double OUR_SHARE = 0.8;
    private static final Map<String, Quota> BY_OPERATION = new HashMap<>();

    static {
        put(TASK_DEFINITION_MODIFY, "RegisterTaskDefinition", "DeregisterTaskDefinition");
        put(TASK_DEFINITION_READ, "DescribeTaskDefinition", "ListTaskDefinitions", "ListTaskDefinitionFamilies");
        put(SERVICE_MODIFY, "CreateService", "UpdateService", "DeleteService");
        put(SERVICE_READ, "DescribeServices", "ListServices");
        put(
                SERVICE_DEPLOYMENT,
                "ListServiceDeployments",
                "DescribeServiceDeployments",
                "StopServiceDeployment",
                "ContinueServiceDeployment");
        put(SERVICE_REVISION, "DescribeServiceRevisions");
        put(CLUSTER_RESOURCE_MODIFY, "RunTask", "StopTask");
        put(
                CLUSTER_RESOURCE_READ,
                "DescribeTasks",
                "ListTasks",
                "DescribeContainerInstances",
                "ListContainerInstances");
        put(CLUSTER_READ, "DescribeClusters", "ListClusters", "ListDaemons");
        put(TAG_MODIFY, "TagResource", "UntagResource");
        put(TAG_READ, "ListTagsForResource");
        put(CODE_DEPLOY_LOOK, "GetDeployment");
        put(LOG_EVENTS, "GetLogEvents");
    }

    private final int burst;
    private final int rate;

    Quota(int burst, int rate) {
        this.burst = burst;
        this.rate = rate;
    }

    private static void put(Quota quota, String... operations) {
        for (String operation : operations) {
            BY_OPERATION.put(operation, quota);
        }
    }

    /** Empty for an operation without a published quota. */
    static Optional<Quota> of(String operation) {
        return Optional.ofNullable(BY_OPERATION.get(operation));
    }

    TokenBucket bucket(long now) {
        return this == TASK_DEFINITION_MODIFY
                ? new TokenBucket(burst - 1, rate, now)
                : new TokenBucket(burst * OUR_SHARE, rate * OUR_SHARE, now);
    }

    /** Sustained calls per second that AWS allows. */
    int rate() {
        return rate;
    }
}
