package io.jenkins.plugins.ecs.diagnosis;

import static io.jenkins.plugins.ecs.diagnosis.Tasks.container;
import static io.jenkins.plugins.ecs.diagnosis.Tasks.stopped;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.jenkins.plugins.ecs.aws.EcsTask;
import org.junit.Test;

public class TaskCauseTest {

    private static final String EXITED = "Essential container in task exited";
    private static final String NOT_FOUND = "CannotPullContainerError: failed to resolve ref repo/app:1: not found";

    private static void blames(EcsTask task, String id, String container) {
        FailedContainer culprit = FailedContainer.of(task);
        assertThat(culprit.cause().id() + " / " + culprit.container(), equalTo(id + " / " + container));
    }

    @Test
    public void aContainersReasonNamesTheContainer() {
        blames(
                stopped("TaskFailedToStart", NOT_FOUND, container("log", null, ""), container("app", null, NOT_FOUND)),
                "image-not-found",
                "app");
        blames(stopped("TaskFailedToStart", NOT_FOUND, container("app", null, "")), "image-not-found", "");
        blames(
                stopped("TaskFailedToStart", "Task failed to start", container("app", null, NOT_FOUND)),
                "image-not-found",
                "app");
    }

    @Test
    public void ofSeveralReasonsTheLastingOneCounts() {
        String pulling = "CannotPullContainerError: dial tcp 10.0.0.1:443: i/o timeout";
        blames(
                stopped("TaskFailedToStart", pulling, container("a", null, pulling), container("b", null, NOT_FOUND)),
                "image-not-found",
                "b");
    }

    @Test
    public void theContainerThatEndedFirstIsToBlame() {
        blames(stopped("EssentialContainerExited", EXITED, container("app", 1, "")), "exited", "app");
        blames(
                stopped("EssentialContainerExited", EXITED, container("proxy", 143, ""), container("app", 3, "")),
                "exited",
                "app");
        blames(
                stopped("EssentialContainerExited", EXITED, container("proxy", 0, ""), container("app", 1, "")),
                "exited",
                "app");
        blames(
                stopped("EssentialContainerExited", EXITED, container("proxy", 137, ""), container("job", 0, "")),
                "exited-zero",
                "job");
        blames(stopped("EssentialContainerExited", EXITED, container("app", 143, "")), "exited", "app");
    }

    @Test
    public void theLoadBalancersVerdictStandsAboveTheSignalThatFollows() {
        blames(
                stopped(
                        "ServiceSchedulerInitiated",
                        "Task failed ELB health checks in (target-group arn:aws:x)",
                        container("app", 143, "")),
                "elb-health",
                "");
    }

    @Test
    public void outOfMemoryStandsAboveTheExitCode() {
        blames(Tasks.outOfMemory(), "out-of-memory", "app");
    }

    @Test
    public void stopCodesTellWhatTextsDoNot() {
        blames(stopped("SpotInterruption", "", container("app", 143, "")), "spot-interruption", "");
        blames(stopped("InfrastructureHealth", "Instance impaired"), "host-terminated", "");
        blames(stopped("TerminationNotice", "Notice"), "host-terminated", "");
        blames(stopped("UserInitiated", "Replaced by the night job", container("app", 0, "")), "user-stopped", "");
    }

    @Test
    public void noiseIsNoiseWhateverTheContainersSay() {
        EcsTask task = stopped(
                "ServiceSchedulerInitiated",
                "Scaling activity initiated by (deployment ecs-svc/2)",
                container("app", 137, "OutOfMemoryError: Container killed due to memory usage"));
        blames(task, "scaling", "");
    }

    @Test
    public void whatIsNotKnownKeepsItsWords() {
        EcsTask task = stopped("TaskFailedToStart", "A new kind of reason", container("a", null, ""));
        Cause cause = CauseCatalogue.ofTask(task);
        assertThat(cause.id(), equalTo("unknown"));
        assertThat(cause.evidence(), equalTo("A new kind of reason"));
        assertThat(cause.permanence(), equalTo(Permanence.BUDGETED));
        assertThat(CauseCatalogue.ofTask(stopped("", "")).evidence(), equalTo("ECS reports no reason"));
    }
}
