package io.jenkins.plugins.ecs.diagnosis;

import static io.jenkins.plugins.ecs.diagnosis.Tasks.container;
import static io.jenkins.plugins.ecs.diagnosis.Tasks.exited;
import static io.jenkins.plugins.ecs.diagnosis.Tasks.failedToStart;
import static io.jenkins.plugins.ecs.diagnosis.Tasks.stopped;
import static io.jenkins.plugins.ecs.diagnosis.Tasks.task;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;

import io.jenkins.plugins.ecs.aws.ecs.EcsTask;
import java.util.ArrayList;
import java.util.List;
import org.junit.Test;

public class TaskEvidenceTest {

    private static final String SCALING = "Scaling activity initiated by (deployment " + Tasks.OURS + ")";
    private static final String NOT_FOUND = "CannotPullContainerError: failed to resolve ref repo/app:1: not found";
    private static final String NO_CAPACITY = "Capacity is unavailable at this time";

    private static List<String> groups(TaskEvidence evidence) {
        return evidence.groups().stream()
                .map(group -> group.count() + " " + group.cause().id() + " " + group.container())
                .toList();
    }

    @Test
    public void onlyOurOwnStoppedTasksCount() {
        EcsTask theirs = task(Tasks.OTHERS, "TaskFailedToStart", NOT_FOUND);
        EcsTask noise = stopped("ServiceSchedulerInitiated", SCALING, container("app", 143, ""));
        assertThat(Tasks.evidence(theirs, noise, Tasks.running()).isEmpty(), is(true));
        assertThat(groups(Tasks.evidence(theirs, noise, exited(1))), contains("1 exited app"));
        assertThat(TaskEvidence.of(List.of(exited(1)), null).isEmpty(), is(true));
        assertThat(TaskEvidence.of(List.of(), Tasks.OURS).dominant().isPresent(), is(false));
    }

    @Test
    public void aTaskThatIsStillStoppingCounts() {
        EcsTask stopping = new EcsTask(
                "arn:1", "api:7", Tasks.OURS, "DEPROVISIONING", "STOPPED", "TaskFailedToStart", NOT_FOUND, List.of());
        assertThat(groups(Tasks.evidence(stopping)), contains("1 image-not-found "));
    }

    @Test
    public void idsAndTimesDoNotSplitAGroup() {
        String reason = "ResourceInitializationError: unable to retrieve secret from asm: service call has been"
                + " retried %d time(s): User: arn:aws:sts::111122223333:assumed-role/exec/%032x is not authorized to"
                + " perform: secretsmanager:GetSecretValue at 2026-01-0%d";
        TaskEvidence evidence = Tasks.evidence(
                failedToStart(String.format(reason, 1, 0xa0, 1)),
                failedToStart(String.format(reason, 5, 0xbeef, 2)),
                failedToStart("CannotPullContainerError: odd"));
        assertThat(groups(evidence), contains("2 secret-denied app", "1 image-pull app"));
    }

    @Test
    public void whatIsPermanentComesFirstThenTheNumber() {
        TaskEvidence evidence = Tasks.evidence(
                stopped("ServiceSchedulerInitiated", NO_CAPACITY),
                stopped("ServiceSchedulerInitiated", NO_CAPACITY),
                exited(1),
                exited(2),
                failedToStart(NOT_FOUND));
        assertThat(groups(evidence), contains("1 image-not-found app", "2 exited app", "2 fargate-capacity "));
        assertThat(evidence.permanent().orElseThrow().cause().id(), equalTo("image-not-found"));
        assertThat(evidence.dominant(), equalTo(evidence.permanent()));
        assertThat(evidence.count(Permanence.BUDGETED), is(2));
        assertThat(evidence.groups().get(1).exitCodes(), contains(1, 2));
    }

    @Test
    public void aGroupKeepsThreeExamples() {
        List<EcsTask> tasks = new ArrayList<>();
        for (int i = 0; i < 9; i++) {
            tasks.add(exited(1));
        }
        TaskGroup group = TaskEvidence.of(tasks, Tasks.OURS).dominant().orElseThrow();
        assertThat(group.count(), is(9));
        assertThat(group.tasks(), hasSize(3));
        assertThat(group.tasks().get(0), equalTo(tasks.get(0).arn()));
    }

    @Test
    public void theSummaryIsOneLine() {
        Object[][] table = {
            {"", List.of(Tasks.running())},
            {"container app exited with 1", List.of(exited(1))},
            {"container app exited with 1 (2 tasks)", List.of(exited(1), exited(1))},
            {"container app exited with 1, 3 (2 tasks)", List.of(exited(1), exited(3))},
            {"container app exited with 0", List.of(exited(0))},
            {"container app: " + NOT_FOUND, List.of(failedToStart(NOT_FOUND))},
            {
                "container app exited with 137: OutOfMemoryError: Container killed due to memory usage",
                List.of(Tasks.outOfMemory())
            },
            {"Task failed container health checks", List.of(stopped("", "Task failed container health checks"))},
            {"Never seen before", List.of(stopped("TaskFailedToStart", "Never seen before"))},
        };
        for (Object[] row : table) {
            @SuppressWarnings("unchecked")
            List<EcsTask> tasks = (List<EcsTask>) row[1];
            assertThat(
                    TaskEvidence.of(tasks, Tasks.OURS)
                            .dominant()
                            .map(TaskGroup::text)
                            .orElse(""),
                    equalTo(row[0]));
        }
        assertThat(TaskEvidence.of(List.of(exited(1)), null).isEmpty(), equalTo(true));
    }
}
