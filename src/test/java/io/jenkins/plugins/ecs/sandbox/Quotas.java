package io.jenkins.plugins.ecs.sandbox;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * The request quotas that AWS publishes for ECS: token buckets per account and Region, refilled by the sandbox's clock.
 * They are off until {@link #enforce} switches them on; what they would have refused is counted in any case.
 */
public final class Quotas {

    /** One bucket of the published table. */
    private record Limit(String bucket, int burst, int rate) {}

    private record Place(String account, String region, String bucket) {}

    private static final Map<String, Limit> LIMITS = new HashMap<>();

    static {
        limit("Task definition modify", 20, 1, "RegisterTaskDefinition", "DeregisterTaskDefinition");
        limit(
                "Task definition read",
                50,
                20,
                "DescribeTaskDefinition",
                "ListTaskDefinitions",
                "ListTaskDefinitionFamilies");
        limit("Task definition delete", 5, 1, "DeleteTaskDefinitions");
        limit("Service modify", 50, 5, "CreateService", "UpdateService", "DeleteService");
        limit("Service read", 100, 20, "DescribeServices", "ListServices");
        // The published table names only the reads; the two writes are counted with them.
        limit(
                "Service deployment",
                50,
                20,
                "ListServiceDeployments",
                "DescribeServiceDeployments",
                "StopServiceDeployment",
                "ContinueServiceDeployment");
        limit("Service revision", 50, 20, "DescribeServiceRevisions");
        limit("Cluster resource modify", 100, 40, "RunTask", "StopTask");
        limit("Cluster resource read", 100, 20, "DescribeTasks", "ListTasks");
        limit("Log events read", 25, 25, "GetLogEvents");
        limit("Cluster modify", 20, 1, "CreateCluster", "DeleteCluster");
        limit("Cluster read", 50, 20, "DescribeClusters", "ListClusters", "ListDaemons");
        limit("Tag modify", 20, 10, "TagResource", "UntagResource");
        limit("Tag read", 50, 20, "ListTagsForResource");
    }

    private final Map<Place, TokenBucket> buckets = new HashMap<>();
    private boolean enforced;
    private int exceeded;

    Quotas() {}

    private static void limit(String bucket, int burst, int rate, String... operations) {
        for (String operation : operations) {
            LIMITS.put(operation, new Limit(bucket, burst, rate));
        }
    }

    /** Whether calls over the quota are answered with ThrottlingException. */
    public synchronized void enforce(boolean enforce) {
        enforced = enforce;
    }

    /** How many calls were over the quota, whether they were refused or not. */
    public synchronized int exceeded() {
        return exceeded;
    }

    /** Fills all buckets and forgets the count. */
    public synchronized void reset() {
        buckets.clear();
        exceeded = 0;
    }

    synchronized void take(String operation, Arns arns, Instant now) {
        Limit limit = LIMITS.get(operation);
        if (limit == null) {
            return;
        }
        TokenBucket bucket = buckets.computeIfAbsent(
                new Place(arns.account(), arns.region(), limit.bucket()),
                place -> new TokenBucket(limit.burst(), limit.rate(), now));
        if (!bucket.take(now)) {
            exceeded++;
            if (enforced) {
                throw AwsError.throttled();
            }
        }
    }
}
