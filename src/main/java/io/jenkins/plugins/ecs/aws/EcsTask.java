package io.jenkins.plugins.ecs.aws;

import edu.umd.cs.findbugs.annotations.Nullable;
import java.util.List;

/**
 * A task as {@code DescribeTasks} shows it.
 *
 * @param startedBy for a service's task the id of the deployment that started it
 * @param stoppedReason AWS's text, empty while it runs
 */
public record EcsTask(
        String arn,
        String taskDefinition,
        String startedBy,
        String lastStatus,
        String desiredStatus,
        String stopCode,
        String stoppedReason,
        List<Container> containers) {

    /**
     * @param imageDigest null until the image is pulled
     * @param exitCode null while it runs, and where the container never started
     */
    public record Container(
            String name,
            String image,
            @Nullable String imageDigest,
            @Nullable Integer exitCode,
            String reason) {}

    public boolean isRunning() {
        return lastStatus.equals("RUNNING") && desiredStatus.equals("RUNNING");
    }
}
