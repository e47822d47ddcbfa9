package io.jenkins.plugins.ecs.diagnosis;

import static io.jenkins.plugins.ecs.diagnosis.Tasks.container;
import static io.jenkins.plugins.ecs.diagnosis.Tasks.stopped;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;

import io.jenkins.plugins.ecs.aws.ecs.EcsTask;
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

    /** Emulators and old agents send only some of the three: stop code, reason, exit code. */
    @Test
    public void oneOfStopCodeAndReasonIsEnoughToBlameAnExit() {
        blames(stopped("EssentialContainerExited", "something new", container("app", 1, "")), "exited", "app");
        blames(stopped("", EXITED + ": app", container("app", 1, "")), "exited", "app");
        blames(stopped("", "", container("app", 1, "")), "exited", "app");
        blames(stopped("SomethingNew", "something new", container("app", 1, "")), "unknown", "");
    }

    @Test
    public void anUnknownReasonIsThatOfTheContainerIfTheTaskHasNone() {
        EcsTask task =
                stopped("TaskFailedToStart", "", container("log", null, ""), container("app", null, "something new"));
        assertThat(CauseCatalogue.ofTask(task).evidence(), is("something new"));
        assertThat(FailedContainer.of(task).container(), is("app"));

        EcsTask both = stopped("SomethingNew", "the task's own", container("app", null, "something new"));
        assertThat(CauseCatalogue.ofTask(both).evidence(), is("the task's own"));
        EcsTask started = stopped("SomethingNew", "Task failed to start: x", container("app", 7, "something new"));
        assertThat(CauseCatalogue.ofTask(started).evidence(), is("something new"));
        assertThat(FailedContainer.of(started).exitCode(), is(7));
        assertThat(CauseCatalogue.ofTask(stopped("SomethingNew", "")).evidence(), is("SomethingNew"));
        assertThat(CauseCatalogue.ofTask(stopped("", "")).evidence(), is("ECS reports no reason"));
    }

    @Test
    public void aDenialIsOfTheRoleThatThePartOfEcsUses() {
        String denied = "User: arn:aws:sts::1:assumed-role/x/y is not authorized to perform: %s on resource: *"
                + " because no identity-based policy allows it";
        Object[][] table = {
            {"ecr:GetAuthorizationToken", "", "image-pull-denied", "of 'executionRoleArn'"},
            {"elasticfilesystem:ClientMount", "", "efs-mount", "of 'taskRoleArn'"},
            {"ec2:RunInstances", " (capacity provider cp)", "infrastructure-role", "of the infrastructure role"},
            {"ec2:RunInstances", " Infrastructure role", "infrastructure-role", "of the infrastructure role"},
            {"ec2:RunInstances", "", "permission-denied", "of 'executionRoleArn'"},
            {"sts:AssumeRole", " infrastructure role", "role-not-assumable", "allow sts:AssumeRole for ecs.amazonaws"},
            {"sts:AssumeRole", "", "role-not-assumable", "allow sts:AssumeRole for ecs-tasks.amazonaws"},
        };
        for (Object[] row : table) {
            Cause cause =
                    DeniedCauses.of(String.format(denied, row[0]) + row[1]).orElseThrow();
            assertThat(row[0] + " " + row[1], cause.id(), is(row[2]));
            assertThat(row[0] + " " + row[1], cause.advice(), containsString((String) row[3]));
        }
        assertThat(DeniedCauses.of("not authorized").isPresent(), is(false));
    }

    /** Task ids, addresses and times differ between tasks that stopped for one reason. */
    @Test
    public void reasonsAreTheSameButForTheirNumbers() {
        assertThat(
                MessageFingerprint.key("task 0a1b-2 at 10.0.0.1:80 in eu-central-1_x failed (3)"),
                is("task # at #.#.#.#:# in # failed (#)"));
        assertThat(MessageFingerprint.key("a"), is("a"));
        assertThat(MessageFingerprint.key("7"), is("#"));
        assertThat(MessageFingerprint.key(""), is(""));
        assertThat(MessageFingerprint.key("a b."), is("a b."));
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
