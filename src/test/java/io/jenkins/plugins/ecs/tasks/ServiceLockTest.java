package io.jenkins.plugins.ecs.tasks;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import io.jenkins.plugins.ecs.tasks.decide.ServiceLock;
import io.jenkins.plugins.ecs.tasks.state.PendingCall;
import io.jenkins.plugins.ecs.tasks.state.TaskEnd;
import io.jenkins.plugins.ecs.tasks.state.TaskPhase;
import io.jenkins.plugins.ecs.tasks.state.TaskPlan;
import io.jenkins.plugins.ecs.tasks.state.TaskRunState;
import io.jenkins.plugins.ecs.tasks.state.TaskVerdict;
import io.jenkins.plugins.ecs.tasks.state.TrackedTask;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.Test;

public class ServiceLockTest {

    private static final long NOW = 1_000_000_000;

    @Test
    public void theLockIsNeededBeforeTheFirstActionOnly() {
        TaskRunState planned = run(true, "arn:service").in(TaskPhase.STARTING, NOW);

        assertThat(ServiceLock.isNeeded(planned, NOW), is(true));
        assertThat(ServiceLock.isNeeded(planned.in(TaskPhase.REGISTERING, NOW), NOW), is(true));
        assertThat(ServiceLock.isNeeded(planned.in(TaskPhase.PLANNING, NOW), NOW), is(false));
        assertThat(ServiceLock.isNeeded(planned.with(PendingCall.NONE.sent(NOW)), NOW), is(false));
        assertThat("too late to start anything", ServiceLock.isNeeded(planned, planned.deadline()), is(false));
    }

    @Test
    public void theLockIsHeldFromTheFirstCallToTheEnd() {
        TaskRunState planned = run(true, "arn:service").in(TaskPhase.STARTING, NOW);
        TaskRunState started = planned.with(List.of(TrackedTask.started("arn:task/1")));

        assertThat(ServiceLock.isHeld(planned), is(false));
        assertThat(ServiceLock.isHeld(planned.with(PendingCall.NONE.sent(NOW))), is(true));
        assertThat(ServiceLock.isHeld(started), is(true));
        assertThat(ServiceLock.isHeld(started.with(new TaskEnd(TaskVerdict.SUCCESS, 0, "", "", NOW))), is(false));
    }

    @Test
    public void noLockIsTakenWithoutAWishOrWithoutAService() {
        TaskRunState unasked = run(false, "arn:service").in(TaskPhase.STARTING, NOW);
        TaskRunState alone = run(true, null).in(TaskPhase.STARTING, NOW);

        assertThat(ServiceLock.isNeeded(unasked, NOW), is(false));
        assertThat(ServiceLock.isHeld(unasked.with(PendingCall.NONE.sent(NOW))), is(false));
        assertThat(ServiceLock.isNeeded(alone, NOW), is(false));
        assertThat(ServiceLock.isHeld(alone.with(PendingCall.NONE.sent(NOW))), is(false));
    }

    private static TaskRunState run(boolean locks, String service) {
        TaskRequests request = TaskRequests.migrate().timeout(Duration.ofMinutes(1));
        TaskPlan plan = new TaskPlan(
                "arn:task-definition/api:1",
                null,
                "{}",
                null,
                List.of(),
                Map.of(),
                List.of(),
                List.of(),
                "",
                service,
                "arn:cluster",
                "",
                "");
        return TaskRunState.begin((locks ? request.locking() : request).build(), NOW)
                .with(plan);
    }
}
