package io.jenkins.plugins.ecs.rollout.observe;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.aws.connection.AwsClients;
import io.jenkins.plugins.ecs.diagnosis.LogPlace;
import io.jenkins.plugins.ecs.diagnosis.RoutedLines;
import java.util.List;

/** Reads the end of the log of one container of a task. */
public final class ContainerLog {

    private ContainerLog() {}

    /**
     * Its last lines as the container wrote them, neither cleaned nor masked. Throws
     * {@link io.jenkins.plugins.ecs.aws.AwsFailure}.
     *
     * @param place a readable one
     * @param region of the service
     * @param most log events that are read
     */
    @NonNull
    public static List<String> tail(
            @NonNull AwsClients aws,
            @NonNull LogPlace place,
            @NonNull String region,
            @NonNull String taskArn,
            int most) {
        List<String> messages =
                aws.logs(place.region().isEmpty() ? region : place.region()).tail(place.group(), place.stream(), most);
        return place.isRouted() ? RoutedLines.of(messages, taskArn) : messages;
    }
}
