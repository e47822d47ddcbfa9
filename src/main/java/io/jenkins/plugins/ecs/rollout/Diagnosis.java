package io.jenkins.plugins.ecs.rollout;

import io.jenkins.plugins.ecs.diagnosis.StoppedTasks;

/** {@link Phase#DIAGNOSING}: one look at the stopped tasks of our deployment. What can't be seen costs the cause only. */
final class Diagnosis {

    private Diagnosis() {}

    static void decide(Turn turn, Observation seen) {
        RolloutState state = turn.state;
        if (seen.tasksFailure != null && seen.tasksFailure.isPassing() && state.failures < 5) {
            Failures.passing(turn, seen.tasksFailure);
            return;
        }
        String cause = state.cause;
        String tasks = StoppedTasks.summary(seen.tasks, state.deploymentId);
        if (seen.tasksFailure != null) {
            turn.say("The stopped tasks can't be asked for the cause (%s)", seen.tasksFailure.getMessage());
        } else if (!tasks.isEmpty()) {
            turn.say("Stopped tasks of this deployment: %s", tasks);
            cause = tasks + " (" + cause + ")";
        }
        turn.end(state.verdictInSight, cause, state.advice);
    }
}
