package io.jenkins.plugins.ecs.diagnosis;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;

import io.jenkins.plugins.ecs.aws.ecs.ServiceEvent;
import java.util.ArrayList;
import java.util.List;
import org.junit.Test;

public class BlockedDeploymentWarningsTest {

    private static final String NO_PLACE =
            "(service api) was unable to place a task because no container instance met all of its requirements. ";
    private static final String CPU =
            NO_PLACE + "The closest matching container-instance i has insufficient CPU units available.";
    private static final String PORT =
            NO_PLACE + "The closest matching container-instance i is already using a port required by your task.";
    private static final String PROTECTED =
            "(service api, taskSet ecs-svc/1) was unable to scale in due to (reason 1 tasks under protection)";

    /** Newest first, as ECS sends them: the first at 1000, each next a second older. */
    private static List<String> ids(long since, String... messages) {
        List<ServiceEvent> events = new ArrayList<>();
        for (String message : messages) {
            events.add(new ServiceEvent("e" + events.size(), 1000_000 - 1000L * events.size(), message));
        }
        return BlockedDeploymentWarnings.ofEvents(events, since).stream()
                .map(Cause::id)
                .toList();
    }

    @Test
    public void percentagesThatLeaveNoRoomAreFound() {
        int[][] table = {
            // desired, minimum, maximum, 1 = dead end
            {2, 100, 100, 1},
            {2, 100, 200, 0},
            {2, 50, 100, 0},
            {1, 50, 100, 1},
            {1, 0, 100, 0},
            {1, 50, 150, 1},
            {2, 75, 100, 1},
            {3, 100, 125, 1},
            {4, 100, 125, 0},
            {0, 100, 100, 0},
            {100_000_000, 100, 100, 1},
        };
        for (int[] row : table) {
            String settings = row[0] + " tasks, " + row[1] + "-" + row[2] + " %";
            assertThat(
                    settings,
                    BlockedDeploymentWarnings.ofPercentages(row[0], row[1], row[2])
                            .isPresent(),
                    is(row[3] == 1));
        }
        Cause cause = BlockedDeploymentWarnings.ofPercentages(3, 100, 125).orElseThrow();
        assertThat(cause.id(), equalTo("min-max-percent"));
        assertThat(
                cause.evidence(),
                equalTo("desiredCount 3, minimumHealthyPercent 100 (at least 3 tasks), maximumPercent 125 (at most"
                        + " 3)"));
    }

    @Test
    public void eventsTellWhyNothingMoves() {
        assertThat(ids(0, CPU), contains("no-capacity-cpu"));
        assertThat(ids(0, PROTECTED, PORT, PORT), contains("protected-tasks", "no-capacity-port"));
        assertThat(
                ids(
                        0,
                        "(service api) was unable to stop or start tasks during a deployment because of the service"
                                + " deployment configuration. Update the minimumHealthyPercent or maximumPercent."),
                contains("min-max-percent"));
        assertThat(
                ids(0, "(service api) was unable to place a task. Reason: InsufficientFreeAddressesInSubnet"),
                contains("subnet-full"));
        assertThat(
                ids(
                        0,
                        "(service api) failed to launch a task with (error ECS was unable to assume the role"
                                + " 'arn:aws:iam::1:role/x' that was provided for this task.)"),
                contains("role-not-assumable"));
    }

    @Test
    public void eventsFromBeforeTheDeploymentDoNotCount() {
        assertThat(ids(999_500, "(service api) says hello", CPU), empty());
        assertThat(ids(999_000, "(service api) says hello", CPU), contains("no-capacity-cpu"));
    }

    @Test
    public void whatWasOvercomeDoesNotCount() {
        assertThat(ids(0, "(service api) has started 1 tasks: (task 1).", CPU), empty());
        assertThat(ids(0, CPU, "(service api) has started 1 tasks: (task 1)."), contains("no-capacity-cpu"));
        assertThat(ids(0, "(service api) has reached a steady state.", PROTECTED), empty());
    }

    @Test
    public void failuresOfTasksAreNoDeadEnds() {
        assertThat(
                ids(
                        0,
                        "(service api) is unable to consistently start tasks successfully.",
                        "(service api) (task 1) failed container health checks.",
                        "(service api) operations are being throttled. Will try again later."),
                empty());
    }

    @Test
    public void anAlarmThatIsOnAlreadyIsAWarning() {
        assertThat(BlockedDeploymentWarnings.ofAlarms(List.of()).isPresent(), is(false));
        Cause warning = BlockedDeploymentWarnings.ofAlarms(List.of("api-5xx", "api-latency"))
                .orElseThrow();
        assertThat(warning.evidence(), containsString("api-5xx, api-latency"));
        assertThat(warning.is(Permanence.NOISE), is(true));
        assertThat(CauseCatalogue.ofText(warning.evidence()).orElseThrow(), equalTo(warning));
    }
}
