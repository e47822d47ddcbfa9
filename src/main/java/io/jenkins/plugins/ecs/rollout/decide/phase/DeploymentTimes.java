package io.jenkins.plugins.ecs.rollout.decide.phase;

/** The times of a deployment's two records: its entry in {@code deployments[]}, and the service deployment. */
public final class DeploymentTimes {

    /** Both are made together; this allows for their clocks, in milliseconds. */
    public static final long SAME_TIME = 30_000;

    /** Maximum clock skew between the two records. */
    private static final long EARLIER = 3_000;

    private DeploymentTimes() {}

    /** Whether an entry of {@code deployments[]} and a service deployment can be records of one deployment. */
    public static boolean isSameTime(long entryCreatedAt, long serviceDeploymentCreatedAt) {
        long after = serviceDeploymentCreatedAt - entryCreatedAt;
        return after >= -EARLIER && after <= SAME_TIME;
    }
}
