package io.jenkins.plugins.ecs.diagnosis;

import static io.jenkins.plugins.ecs.diagnosis.Tasks.exited;
import static io.jenkins.plugins.ecs.diagnosis.Tasks.failedToStart;
import static io.jenkins.plugins.ecs.diagnosis.Tasks.outOfMemory;
import static io.jenkins.plugins.ecs.diagnosis.Tasks.stopped;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;

import io.jenkins.plugins.ecs.aws.ecs.EcsTask;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.Test;

public class FailFastTest {

    private static final Supplier<EcsTask> CRASH = () -> exited(1);
    private static final Supplier<EcsTask> MEMORY = Tasks::outOfMemory;
    private static final Supplier<EcsTask> NO_IMAGE =
            () -> failedToStart("CannotPullContainerError: failed to resolve ref repo/app:1: not found");
    private static final Supplier<EcsTask> NO_CAPACITY =
            () -> stopped("TaskFailedToStart", "Capacity is unavailable at this time");
    private static final Supplier<EcsTask> SPOT = () -> stopped("SpotInterruption", "Your Spot Task was interrupted.");
    private static final Supplier<EcsTask> ELB = () -> stopped("", "Task failed ELB health checks in (target-group x)");
    private static final Supplier<EcsTask> STRANGE = () -> stopped("TaskFailedToStart", "Never seen before");
    private static final Supplier<EcsTask> SCALING = () -> stopped("", "Scaling activity initiated by (deployment x)");

    @Test
    public void decidesAsTheTableSays() {
        Object[][] table = {
            // what stopped, what ECS counts, budget, decision
            {List.of(), 0, 3, "-"},
            {List.of(), 9, 3, "-"},
            {List.of(NO_IMAGE), 0, 3, "image-not-found"},
            {List.of(CRASH, CRASH, NO_IMAGE), 3, 5, "image-not-found"},
            {List.of(CRASH), 1, 3, "-"},
            {List.of(CRASH, CRASH), 2, 3, "-"},
            {List.of(CRASH, CRASH, CRASH), 3, 3, "exited"},
            {List.of(CRASH, CRASH, CRASH), 0, 3, "exited"},
            {List.of(CRASH), 3, 3, "exited"},
            {List.of(CRASH, CRASH), 2, 2, "exited"},
            {List.of(CRASH), 1, 0, "exited"},
            {List.of(CRASH, ELB, ELB), 3, 3, "elb-health"},
            {List.of(STRANGE, STRANGE), 2, 3, "-"},
            {List.of(STRANGE, STRANGE, STRANGE), 3, 3, "unknown"},
            {List.of(MEMORY), 1, 3, "-"},
            {List.of(MEMORY, MEMORY), 2, 3, "out-of-memory"},
            {List.of(CRASH, MEMORY, MEMORY), 3, 10, "out-of-memory"},
            {List.of(NO_CAPACITY, NO_CAPACITY, NO_CAPACITY, SPOT, SPOT), 5, 3, "-"},
            {List.of(NO_CAPACITY, CRASH), 9, 3, "-"},
            {List.of(SPOT, CRASH, CRASH, CRASH), 4, 3, "exited"},
            {List.of(SCALING, SCALING, SCALING), 3, 3, "-"},
            {List.of(SCALING, CRASH, CRASH), 2, 3, "-"},
            // a task came up well in between
            {List.of(CRASH, CRASH, CRASH, CRASH), 1, 3, "-"},
            {List.of(MEMORY, MEMORY), 1, 3, "-"},
        };
        for (Object[] row : table) {
            @SuppressWarnings("unchecked")
            List<Supplier<EcsTask>> kinds = (List<Supplier<EcsTask>>) row[0];
            List<EcsTask> tasks = new ArrayList<>();
            kinds.forEach(kind -> tasks.add(kind.get()));
            TaskEvidence evidence = TaskEvidence.of(tasks, Tasks.OURS);
            String decision = FailFast.decide(evidence, (int) row[1], (int) row[2], false)
                    .map(Cause::id)
                    .orElse("-");
            assertThat(evidence.groups() + ", " + row[1] + " of " + row[2], decision, equalTo(row[3]));
        }
    }

    @Test
    public void theDecisionCarriesItsEvidence() {
        Cause cause = FailFast.decide(Tasks.evidence(outOfMemory(), outOfMemory()), 0, 3, false)
                .orElseThrow();
        assertThat(cause.evidence(), equalTo("OutOfMemoryError: Container killed due to memory usage"));
    }

    @Test
    public void whatIsPermanentOnOneHostCountsLikeACrashWhereOthersRun() {
        TaskEvidence one = Tasks.evidence(NO_IMAGE.get());
        TaskEvidence three = Tasks.evidence(NO_IMAGE.get(), NO_IMAGE.get(), CRASH.get());

        assertThat(FailFast.decide(one, 1, 3, true), is(Optional.empty()));
        assertThat(FailFast.decide(three, 3, 3, true).map(Cause::id), is(Optional.of("image-not-found")));
    }

    @Test
    public void theBudgetIsThatOfTheCircuitBreaker() {
        assertThat(FailFast.budget(1, 2), is(1));
        assertThat(FailFast.budget(10, 2), is(10));
        assertThat(FailFast.budget(0, 0), is(3));
        assertThat(FailFast.budget(0, 20), is(10));
        assertThat(FailFast.budget(0, 21), is(11));
        assertThat(FailFast.budget(0, 5000), is(200));
    }
}
