package io.jenkins.plugins.ecs.rollout;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;

import io.jenkins.plugins.ecs.rollout.lock.DeploymentLocks;
import io.jenkins.plugins.ecs.rollout.request.AfterFailure;
import io.jenkins.plugins.ecs.rollout.request.DeployRequest;
import io.jenkins.plugins.ecs.rollout.request.DeployRequestBuilder;
import io.jenkins.plugins.ecs.rollout.request.OnWaveFailure;
import io.jenkins.plugins.ecs.rollout.request.Setting;
import io.jenkins.plugins.ecs.rollout.services.WaveService;
import io.jenkins.plugins.ecs.rollout.services.WavesState;
import io.jenkins.plugins.ecs.rollout.state.Outcome;
import io.jenkins.plugins.ecs.rollout.state.Phase;
import io.jenkins.plugins.ecs.rollout.state.Verdict;
import io.jenkins.plugins.ecs.taskdef.ContainerChange;
import io.jenkins.plugins.ecs.tasks.request.DeploymentTasks;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.Test;

/** Tasks of services that are deployed together, and of deployments that others overtake. */
public class TasksInWavesTest extends TasksTestCase {

    private SandboxWaves waves(OnWaveFailure onFailure, DeployRequestBuilder... requests) {
        sandbox.service("prod", "worker", s -> s.image(OLD).desiredCount(1));
        sandbox.clock().advance(Duration.ofMinutes(10));
        long now = sandbox.clock().millis();
        SandboxWaves waves = new SandboxWaves(
                sandbox,
                WavesState.begin(
                        List.of(
                                WaveService.of("1", 1, requests[0].build(), now),
                                WaveService.of("2", 2, requests[1].build(), now)),
                        0,
                        onFailure,
                        now));
        opened(waves);
        return waves;
    }

    private static DeploymentLocks open() {
        DeploymentLocks locks = new DeploymentLocks();
        locks.open();
        return locks;
    }

    private static DeployRequestBuilder worker() {
        return DeployRequest.of("eu-central-1", "prod", "worker")
                .changes(List.of(ContainerChange.of(null).image(NEW).build()));
    }

    @Test
    public void aTaskThatFailsStopsTheNextWave() {
        work().exit("app", 1);
        SandboxWaves waves = waves(OnWaveFailure.STOP, migrating(), worker());

        waves.run();

        assertThat(
                String.join("\n", waves.lines()),
                waves.verdicts(),
                is(Map.of("api", Verdict.TASK_FAILED, "worker", Verdict.NOT_STARTED)));
        assertThat(sandbox.calls("UpdateService"), hasSize(0));
    }

    @Test
    public void theNextWaveFollowsTheTasksOfTheFirst() {
        work();
        SandboxWaves waves = waves(
                OnWaveFailure.STOP,
                request().tasks(new DeploymentTasks(List.of(task("b", "rake")), List.of(task("a", "test")))),
                worker());

        waves.run();

        assertThat(
                String.join("\n", waves.lines()),
                waves.verdicts(),
                is(Map.of("api", Verdict.SUCCESS, "worker", Verdict.SUCCESS)));
        assertThat(done("RunTask"), hasSize(2));
    }

    @Test
    public void aServiceThatKeepsItsNewRevisionIsRolledBackWithItsWave() {
        work().exit("app", 1);
        SandboxWaves waves = waves(
                OnWaveFailure.ROLLBACK_WAVE,
                request().tasks(after(task("a", "test"))).with(Setting.ON_AFTER_FAILURE, AfterFailure.FAIL),
                worker());

        waves.run();

        assertThat(waves.verdicts().get("api"), is(Verdict.TASK_FAILED));
        assertThat(String.join("\n", waves.lines()), revision(), is(1));
        assertThat(deployments(sandbox), is(3));
    }

    @Test
    public void aServiceWithATaskThatCannotBeUndoneIsNotRolledBackWithItsWave() {
        work().exit("app", 1);
        SandboxWaves waves = waves(
                OnWaveFailure.ROLLBACK_WAVE,
                request()
                        .tasks(after(task("a", "test")))
                        .with(Setting.ON_AFTER_FAILURE, AfterFailure.FAIL)
                        .irreversible(true),
                worker());

        waves.run();

        assertThat(waves.verdicts().get("api"), is(Verdict.TASK_FAILED));
        assertThat(String.join("\n", waves.lines()), revision(), is(2));
        assertThat(
                waves.lines().toString(),
                containsString("api keeps its new revision, because a task before its deployment cannot be undone"));
    }

    @Test
    public void aServiceThatWasRolledBackIsNotRolledBackAgain() {
        work().exit("app", 1);
        SandboxWaves waves = waves(
                OnWaveFailure.ROLLBACK_WAVE,
                request().tasks(after(task("a", "test"))).with(Setting.ON_AFTER_FAILURE, AfterFailure.ROLLBACK),
                worker());

        waves.run();

        assertThat(waves.verdicts().get("api"), is(Verdict.ROLLED_BACK));
        assertThat(deployments(sandbox), is(3));
    }

    @Test
    public void aRollbackThatOvertakesLetsTheTaskEndAndTheDeploymentNotBegin() {
        work().lasting(Duration.ofMinutes(3));
        DeploymentLocks locks = open();
        SandboxRollout rollout = rollout(migrating()).inQueue(locks, "1");
        rollout.runUntil(state -> state.phase() == Phase.RUNNING_BEFORE
                && !state.tasks.before.list().isEmpty()
                && !state.tasks.before.last().tasks().isEmpty());
        SandboxRollout back = rollout(
                        DeployRequest.of("eu-central-1", "prod", "api").goesBack(true))
                .inQueue(locks, "2");
        back.runUntil(state -> state.phase() != Phase.QUEUED);

        Outcome outcome = ends(rollout, Verdict.SUPERSEDED);

        assertThat(outcome.before().get(0).exitCode(), is(0));
        assertThat(done("StopTask"), hasSize(0));
        assertThat(sandbox.calls("UpdateService"), hasSize(0));
    }

    @Test
    public void aRollbackThatOvertakesBeforeTheFirstTaskStartsNone() {
        DeploymentLocks locks = open();
        SandboxRollout rollout = rollout(migrating()).inQueue(locks, "1");
        rollout.runUntil(state -> state.phase() == Phase.RUNNING_BEFORE);
        SandboxRollout back = rollout(
                        DeployRequest.of("eu-central-1", "prod", "api").goesBack(true))
                .inQueue(locks, "2");
        back.runUntil(state -> state.phase() != Phase.QUEUED);

        ends(rollout, Verdict.SUPERSEDED);

        assertThat(sandbox.calls("RunTask"), hasSize(0));
        assertThat(rollout.lines(), hasItem("Registered task definition api:2"));
    }

    @Test
    public void theRollbackAfterAFailedTaskHoldsTheLock() {
        work().exit("app", 1);
        DeploymentLocks locks = open();
        SandboxRollout rollout = rollout(testing(AfterFailure.ROLLBACK)).inQueue(locks, "1");
        rollout.runUntil(state -> state.phase() == Phase.ROLLING_BACK);
        SandboxRollout other = rollout(request()).inQueue(locks, "2");
        other.round().round();
        assertThat(other.state().phase(), is(Phase.QUEUED));

        ends(rollout, Verdict.ROLLED_BACK);
    }
}
