package io.jenkins.plugins.ecs.rollout.decide.after;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.ecs.rollout.decide.phase.Decision;
import io.jenkins.plugins.ecs.rollout.decide.phase.DecisionDraft;
import io.jenkins.plugins.ecs.rollout.decide.phase.NextPhase;
import io.jenkins.plugins.ecs.rollout.decide.phase.StopEnding;
import io.jenkins.plugins.ecs.rollout.decide.plan.RequestedDefinition;
import io.jenkins.plugins.ecs.rollout.messages.StopMessages;
import io.jenkins.plugins.ecs.rollout.messages.TaskStageMessages;
import io.jenkins.plugins.ecs.rollout.request.DeployRequest;
import io.jenkins.plugins.ecs.rollout.state.Phase;
import io.jenkins.plugins.ecs.rollout.state.RolloutState;
import io.jenkins.plugins.ecs.rollout.state.Verdict;
import io.jenkins.plugins.ecs.tasks.decide.TaskDecider;
import io.jenkins.plugins.ecs.tasks.decide.TaskDecision;
import io.jenkins.plugins.ecs.tasks.request.TaskRequest;
import io.jenkins.plugins.ecs.tasks.state.TaskRunState;
import io.jenkins.plugins.ecs.tasks.state.TaskRuns;
import io.jenkins.plugins.ecs.tasks.state.TaskVerdict;
import io.jenkins.plugins.ecs.text.Arns;
import io.jenkins.plugins.ecs.text.Durations;
import io.jenkins.plugins.ecs.text.PlainText;
import io.jenkins.plugins.ecs.text.masking.Masking;
import java.util.List;
import java.util.Locale;

/**
 * {@link Phase#RUNNING_BEFORE} and {@link Phase#RUNNING_AFTER}: which task is next, and what its end means for the
 * deployment. How one task runs is decided by the decisions of {@code ecsRunTask}.
 */
public final class TaskStages {

    private TaskStages() {}

    /** Whether no task of the phase was asked for yet: up to here a deployment may still give way to a rollback. */
    public static boolean hasNotBegun(RolloutState state) {
        TaskRunState run = state.tasks.current(state.phase);
        return run == null
                || (state.tasks.of(state.phase).size() == 1
                        && run.tasks().isEmpty()
                        && !run.call().isSent());
    }

    /** The last task has ended, or none has begun: begins the next one, or goes on with the deployment. */
    public static Decision next(RolloutState before, Masking masking, long now) {
        DecisionDraft draft = new DecisionDraft(before, now, 0).masking(masking);
        RolloutState state = draft.state;
        TaskRunState last = state.tasks.current(state.phase);
        if (last != null) {
            state.tasks.millis += Math.max(0, last.end().at() - last.startedAt());
        }
        if (state.isStopping()) {
            endAborted(draft, last);
        } else if (last != null && !last.end().verdict().isGreen()) {
            state.report = TaskFailureReport.of(last, masking);
            failed(draft, last);
        } else {
            if (last != null) {
                draft.log(TaskStageMessages.succeeded(
                        task(state),
                        last.end().cause(),
                        Durations.text(last.end().at() - last.startedAt())));
            }
            begin(draft);
        }
        return draft.decision();
    }

    private static void begin(DecisionDraft draft) {
        RolloutState state = draft.state;
        List<TaskRequest> wanted = wanted(state);
        TaskRuns runs = state.tasks.of(state.phase);
        if (runs.size() < wanted.size()) {
            TaskRequest next = wanted.get(runs.size()).of(state.taskDefinition, bringsCommands(state.request));
            state.tasks.put(state.phase, runs.and(TaskRunState.begin(next, draft.now)));
            state.tasks.blocked = false;
            state.progress.lastSeen = "";
            draft.log(TaskStageMessages.starting(task(state), draft.masked(next.commandLine())));
            draft.pollIn(0);
        } else if (state.phase == Phase.RUNNING_BEFORE) {
            state.progress.lastProgressAt = draft.now;
            NextPhase.afterTasksBefore(draft);
        } else {
            NextPhase.afterTasks(draft, Verdict.SUCCESS);
        }
    }

    private static List<TaskRequest> wanted(RolloutState state) {
        return state.phase == Phase.RUNNING_BEFORE
                ? state.request.tasks().before()
                : state.request.tasks().after();
    }

    /** Commands of the definition itself are judged as those of a task only if this deployment brings them. */
    private static boolean bringsCommands(DeployRequest request) {
        return RequestedDefinition.bringsText(request)
                || request.patch() != null
                || request.changes().stream().anyMatch(change -> change.command() != null);
    }

    private static String task(RolloutState state) {
        return TaskStageMessages.task(
                state.tasks.of(state.phase).size(), wanted(state).size(), stage(state.phase));
    }

    private static String stage(Phase phase) {
        return phase == Phase.RUNNING_BEFORE ? TaskStageMessages.BEFORE : TaskStageMessages.AFTER;
    }

    private static void failed(DecisionDraft draft, TaskRunState last) {
        RolloutState state = draft.state;
        boolean isBefore = state.phase == Phase.RUNNING_BEFORE;
        String revision = Arns.brief(state.taskDefinition);
        boolean known = last.end().verdict() != TaskVerdict.UNKNOWN;
        if (isBefore) {
            Verdict verdict = state.tasks.blocked ? Verdict.REFUSED : known ? Verdict.TASK_FAILED : Verdict.UNKNOWN;
            draft.end(
                    verdict,
                    cause(state, last, TaskStageMessages.untouched(state.registered ? revision : "")),
                    last.end().advice());
        } else if (known && AfterRollback.isWanted(state)) {
            AfterRollback.begin(draft, cause(state, last, ""));
        } else {
            String stays = known ? AfterRollback.whyNot(state) : TaskStageMessages.stays(revision);
            draft.end(
                    known ? Verdict.TASK_FAILED : Verdict.UNKNOWN,
                    cause(state, last, stays),
                    TaskStageMessages.afterAdvice(PlainText.phrase(last.end().advice())));
        }
    }

    private static String cause(RolloutState state, TaskRunState last, String consequence) {
        String why = PlainText.phrase(last.end().cause());
        if (state.tasks.blocked) {
            return TaskStageMessages.blocked(task(state), why, consequence).strip();
        }
        return last.end().verdict() == TaskVerdict.UNKNOWN
                ? TaskStageMessages.unknown(task(state), why, consequence).strip()
                : TaskStageMessages.failed(task(state), why, consequence).strip();
    }

    private static void endAborted(DecisionDraft draft, @CheckForNull TaskRunState run) {
        RolloutState state = draft.state;
        String stage = stage(state.phase);
        boolean isBefore = state.phase == Phase.RUNNING_BEFORE;
        String task;
        if (run == null || run.tasks().isEmpty()) {
            task = TaskStageMessages.notStarted(stage);
        } else if (run.allStopped()) {
            task = TaskStageMessages.stopped(stage);
        } else {
            task = TaskDecider.mayStillRun(run);
        }
        String service = isBefore
                ? StopMessages.NOTHING_DEPLOYED
                : PlainText.phrase(TaskStageMessages.stays(Arns.brief(state.taskDefinition)));
        StopEnding.end(draft, task + "; " + lowerCase(service));
    }

    private static String lowerCase(String sentence) {
        return sentence.substring(0, 1).toLowerCase(Locale.ROOT) + sentence.substring(1);
    }

    /** The build was aborted: the task is stopped or left, as it was asked for. */
    public static void abort(DecisionDraft draft, String by) {
        RolloutState state = draft.state;
        TaskRunState run = state.tasks.current(state.phase);
        if (run == null || run.hasEnded()) {
            endAborted(draft, run);
            return;
        }
        TaskDecision decision = TaskDecider.abort(run, by, draft.now);
        state.tasks.take(state.phase, decision.state());
        decision.messages().forEach(draft::log);
        if (decision.state().hasEnded()) {
            endAborted(draft, decision.state());
        }
    }

    /** The build goes away from them. */
    public static void abandon(DecisionDraft draft, String why) {
        RolloutState state = draft.state;
        TaskRunState run = state.tasks.current(state.phase);
        if (run != null && !run.hasEnded()) {
            state.tasks.take(state.phase, TaskDecider.abandoned(run, why, draft.now));
        }
    }
}
