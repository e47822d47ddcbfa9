package io.jenkins.plugins.ecs.aws.ecs;

import edu.umd.cs.findbugs.annotations.Nullable;
import java.util.List;

/**
 * A task as {@code DescribeTasks} shows it.
 *
 * @param startedBy for a service's task the id of the deployment that started it
 * @param stoppedReason AWS's text, empty while it runs
 * @param healthStatus {@code HEALTHY}, {@code UNHEALTHY}, or {@code UNKNOWN} also where no container has a health check
 * @param startedAt epoch milliseconds, AWS's clock; 0 until it runs
 * @param times when the rest happened
 */
public record EcsTask(
        String arn,
        String taskDefinition,
        String startedBy,
        String lastStatus,
        String desiredStatus,
        String stopCode,
        String stoppedReason,
        List<Container> containers,
        String healthStatus,
        long startedAt,
        Times times) {

    /** Epoch milliseconds, AWS's clock; 0 for what has not happened. */
    public record Times(long createdAt, long pullStartedAt, long pullStoppedAt, long stoppedAt) {

        public static final Times UNKNOWN = new Times(0, 0, 0, 0);
    }

    /** One of which only the start is known. */
    public EcsTask(
            String arn,
            String taskDefinition,
            String startedBy,
            String lastStatus,
            String desiredStatus,
            String stopCode,
            String stoppedReason,
            List<Container> containers,
            String healthStatus,
            long startedAt) {
        this(
                arn,
                taskDefinition,
                startedBy,
                lastStatus,
                desiredStatus,
                stopCode,
                stoppedReason,
                containers,
                healthStatus,
                startedAt,
                Times.UNKNOWN);
    }

    /** One of which neither health nor age matters. */
    public EcsTask(
            String arn,
            String taskDefinition,
            String startedBy,
            String lastStatus,
            String desiredStatus,
            String stopCode,
            String stoppedReason,
            List<Container> containers) {
        this(
                arn,
                taskDefinition,
                startedBy,
                lastStatus,
                desiredStatus,
                stopCode,
                stoppedReason,
                containers,
                "UNKNOWN",
                0);
    }

    /**
     * @param imageDigest null until the image is pulled
     * @param exitCode null while it runs, and where the container never started
     * @param healthStatus as that of the task
     * @param runtimeId the container's id on its host; empty until it runs
     */
    public record Container(
            String name,
            String image,
            @Nullable String imageDigest,
            @Nullable Integer exitCode,
            String reason,
            String healthStatus,
            String runtimeId) {

        /** One of which the host does not matter. */
        public Container(
                String name,
                String image,
                @Nullable String imageDigest,
                @Nullable Integer exitCode,
                String reason,
                String healthStatus) {
            this(name, image, imageDigest, exitCode, reason, healthStatus, "");
        }

        /** One of which the health does not matter. */
        public Container(
                String name, String image, @Nullable String imageDigest, @Nullable Integer exitCode, String reason) {
            this(name, image, imageDigest, exitCode, reason, "UNKNOWN");
        }
    }

    public boolean isStopped() {
        return lastStatus.equals("STOPPED");
    }

    public boolean isRunning() {
        return lastStatus.equals("RUNNING") && desiredStatus.equals("RUNNING");
    }
}
