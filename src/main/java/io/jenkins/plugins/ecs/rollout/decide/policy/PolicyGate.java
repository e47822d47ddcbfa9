package io.jenkins.plugins.ecs.rollout.decide.policy;

import io.jenkins.plugins.ecs.policy.Arn;
import io.jenkins.plugins.ecs.policy.Change;
import io.jenkins.plugins.ecs.policy.Evidence;
import io.jenkins.plugins.ecs.policy.Judgement;
import io.jenkins.plugins.ecs.policy.RuleResults;
import io.jenkins.plugins.ecs.rollout.decide.after.ScalingPhase;
import io.jenkins.plugins.ecs.rollout.decide.after.ScheduledTasksPhase;
import io.jenkins.plugins.ecs.rollout.decide.follow.NextPoll;
import io.jenkins.plugins.ecs.rollout.decide.follow.Pauses;
import io.jenkins.plugins.ecs.rollout.decide.phase.AwsAction;
import io.jenkins.plugins.ecs.rollout.decide.phase.Decision;
import io.jenkins.plugins.ecs.rollout.decide.phase.DecisionDraft;
import io.jenkins.plugins.ecs.rollout.decide.phase.Reads;
import io.jenkins.plugins.ecs.rollout.decide.plan.MissingService;
import io.jenkins.plugins.ecs.rollout.decide.plan.RollbackDeployment;
import io.jenkins.plugins.ecs.rollout.decide.update.SuspendingPhase;
import io.jenkins.plugins.ecs.rollout.messages.DryRunMessages;
import io.jenkins.plugins.ecs.rollout.messages.PolicyMessages;
import io.jenkins.plugins.ecs.rollout.observe.LocalRead;
import io.jenkins.plugins.ecs.rollout.observe.Observation;
import io.jenkins.plugins.ecs.rollout.observe.OtherRead;
import io.jenkins.plugins.ecs.rollout.observe.Read;
import io.jenkins.plugins.ecs.rollout.request.DeployRequest;
import io.jenkins.plugins.ecs.rollout.state.PauseAnswer;
import io.jenkins.plugins.ecs.rollout.state.Phase;
import io.jenkins.plugins.ecs.rollout.state.RolloutState;
import io.jenkins.plugins.ecs.rollout.state.StopReason;
import io.jenkins.plugins.ecs.rollout.state.Verdict;
import io.jenkins.plugins.ecs.schedules.ScheduleMessages;
import io.jenkins.plugins.ecs.servicedef.ServiceDefinition;
import io.jenkins.plugins.ecs.tasks.request.TaskRequest;
import io.jenkins.plugins.ecs.text.Arns;
import io.jenkins.plugins.ecs.text.Durations;
import io.jenkins.plugins.ecs.text.PlainText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Asks the {@link PolicyCheck} before each act that moves a deployment forward: before a task definition is registered, before
 * the scaling is suspended, the service updated or CodeDeploy told to, and before a pause is continued.
 */
public final class PolicyGate {

    /** So long an answer that rules keep back waits until they are asked again. */
    static final long ASK_AGAIN = 30_000;

    private PolicyGate() {}

    /**
     * The reads of a phase, without look-ups that the rules do not allow, and with those that the rules need: the service
     * may have changed since it was planned.
     */
    public static List<Read> reads(RolloutState state, Observation seen, List<Read> ofPhase, PolicyCheck guard) {
        if (state.phase == Phase.PLANNING && ofPhase.stream().anyMatch(PolicyGate::isLookUp)) {
            return allowedLookUps(state, seen, ofPhase, guard);
        }
        boolean service =
                state.phase == Phase.UPDATING && !state.byCodeDeploy && !state.pending && guard.isAboutCircuitBreaker();
        if (!service) {
            return ofPhase;
        }
        List<Read> reads = new ArrayList<>(ofPhase);
        reads.add(Reads.SERVICE);
        return reads;
    }

    private static boolean isLookUp(Read read) {
        return read instanceof LocalRead.BuildLookups || read instanceof OtherRead.Lookups;
    }

    private static List<Read> allowedLookUps(
            RolloutState state, Observation seen, List<Read> ofPhase, PolicyCheck guard) {
        RolloutState located = state.copy();
        if (seen.service != null) {
            located.serviceArn = seen.service.arn();
            located.clusterArn = seen.service.clusterArn();
        } else if (seen.clusterArn != null && !seen.clusterArn.isEmpty()) {
            located.clusterArn = seen.clusterArn;
            located.serviceArn = MissingService.arn(seen.clusterArn, state.request);
        }
        Judgement judgement;
        try {
            judgement = guard.judgeLookUps(change(located));
        } catch (RuntimeException broken) {
            judgement = Judgement.failed(broken);
        }
        if (judgement.isAllowed()) {
            return ofPhase;
        }
        List<Read> rest = new ArrayList<>(ofPhase);
        rest.removeIf(PolicyGate::isLookUp);
        rest.add(new LocalRead.RefusedLookups(judgement.text()));
        return rest;
    }

    /** A deployment's own rollback is never held up; who asks for someone else's rollback is judged, too. */
    public static Decision check(Decision decided, PolicyCheck guard, long now) {
        AwsAction action = decided.action().orElse(null);
        Phase phase = decided.state().phase;
        boolean tagsFirst = phase == Phase.TAGGING && !decided.state().updated;
        boolean suspends = phase == Phase.SUSPENDING;
        boolean forward = phase == Phase.REGISTERING || phase == Phase.UPDATING || suspends || tagsFirst;
        boolean continues = continues(action);
        boolean scales = action instanceof AwsAction.Scale && !decided.state().judged;
        boolean moves = action instanceof AwsAction.Move && !decided.state().judged;
        if (action instanceof AwsAction.Move move && !moves) {
            return checkOtherClusters(decided, move, guard, now);
        }
        if (decided.state().verdict == Verdict.PLANNED) {
            return evaluated(decided, guard, now);
        }
        if (action == null || !(forward || isAsked(decided.state()) || continues || moves || scales)) {
            return decided;
        }
        DecisionDraft draft = DecisionDraft.of(decided, now);
        RolloutState state = draft.state;
        Judgement judgement = forward && !state.unchanged ? judgeAll(guard, state) : judge(guard, change(state));
        judgement
                .overridden()
                .forEach(freeze -> draft.logOnce("override " + freeze, PolicyMessages.freezeOverridden(freeze)));
        judgement.approvals().values().forEach(approval -> sayWhoApproved(draft, approval));
        judgement.warnings().forEach(warning -> warn(draft, warning));
        if (!judgement.isAllowed() && continues) {
            keepWaiting(draft, (AwsAction.Answer) action, judgement);
        } else if (!judgement.isAllowed() && moves) {
            draft.withdraw();
            ScheduledTasksPhase.leave(draft, PolicyMessages.blocked(judgement.text(), doubt(state)));
        } else if (!judgement.isAllowed() && scales && state.verdictInSight == Verdict.SUCCESS) {
            draft.withdraw();
            ScalingPhase.leave(draft, PolicyMessages.blocked(judgement.text(), doubt(state)));
        } else if (moves) {
            state.judged = true;
            return checkOtherClusters(draft.decision(), (AwsAction.Move) action, guard, now);
        } else if (!judgement.isAllowed() && !RollbackDeployment.isMadeProven(draft)) {
            draft.withdraw();
            if (suspends) {
                SuspendingPhase.refused(state);
            }
            draft.end(
                    Verdict.REFUSED,
                    PolicyMessages.blocked(judgement.text(), doubt(state)),
                    state.registered ? PolicyMessages.REVISION_REMAINS : PolicyMessages.NOTHING_CHANGED);
        } else {
            // What follows a deployment that the rules have allowed is part of it.
            state.judged |= state.phase != Phase.REGISTERING;
        }
        return draft.decision();
    }

    /** A plan changes nothing, so the rules refuse nothing: what they say of it is part of it. */
    private static Decision evaluated(Decision planned, PolicyCheck guard, long now) {
        DecisionDraft draft = DecisionDraft.of(planned, now);
        RolloutState state = draft.state;
        if (!state.plan.changesAnything()) {
            return planned;
        }
        Change whole = change(state);
        RuleResults results = evaluate(guard, whole);
        for (TaskRequest task : state.request.tasks().all()) {
            results = results.and(evaluate(guard, whole.of(new Change.Task(task.commands()))));
        }
        state.plan = state.plan.withRules(results);
        DryRunMessages.rules(results).forEach(draft::log);
        return draft.decision();
    }

    private static RuleResults evaluate(PolicyCheck guard, Change change) {
        try {
            return guard.evaluate(change);
        } catch (RuntimeException broken) {
            return RuleResults.of(Judgement.failed(broken));
        }
    }

    /** A scheduled task that is named may run in another cluster than the service, about which no rule was asked. */
    private static Decision checkOtherClusters(Decision decided, AwsAction.Move move, PolicyCheck guard, long now) {
        DecisionDraft draft = DecisionDraft.of(decided, now);
        String own = draft.state.clusterArn;
        for (String cluster : move.clusters()) {
            if (Arn.isSame(cluster, own)) {
                continue;
            }
            Judgement judgement = judge(guard, change(draft.state).inCluster(Arn.ofCluster(cluster, own)));
            judgement.warnings().forEach(warning -> warn(draft, warning));
            if (!judgement.isAllowed()) {
                draft.withdraw();
                ScheduledTasksPhase.drop(
                        draft, ScheduleMessages.notMoved(move.ref(), PolicyMessages.blocked(judgement.text(), "")));
                break;
            }
        }
        return draft.decision();
    }

    /** ECS chooses what it rolls back to. */
    private static boolean isAsked(RolloutState state) {
        return state.phase == Phase.STOPPING && state.stop.stopReason == StopReason.REQUEST;
    }

    /** The deployment, and then its tasks: what a rule forbids of them is refused before anything is changed. */
    public static Judgement judgeAll(PolicyCheck guard, RolloutState state) {
        Change whole = change(state);
        Judgement judgement = judge(guard, whole);
        if (!judgement.isAllowed()) {
            return judgement;
        }
        return state.request.tasks().all().stream()
                .map(task -> judge(guard, whole.of(new Change.Task(task.commands()))))
                .filter(ofTask -> !ofTask.isAllowed())
                .findFirst()
                .orElse(judgement);
    }

    /** One task of the deployment, of which AWS told more. */
    public static Judgement judgeTask(PolicyCheck guard, RolloutState state, Change ofRun) {
        Change.Task task = ofRun.task();
        Change whole = change(state).withRoles(ofRun.roles());
        return judge(guard, task == null ? whole : whole.of(task));
    }

    /** Rules that cannot be asked refuse; the deployment does not end by it. */
    private static Judgement judge(PolicyCheck guard, Change change) {
        try {
            return guard.judge(change);
        } catch (RuntimeException broken) {
            return Judgement.failed(broken);
        }
    }

    /** Rolling back is free. */
    private static boolean continues(AwsAction act) {
        return act instanceof AwsAction.ContinueDeployment
                || (act instanceof AwsAction.Proceed proceed && proceed.answer() == PauseAnswer.CONTINUE);
    }

    private static void sayWhoApproved(DecisionDraft draft, Evidence.Approval approval) {
        draft.logOnce(
                "approval " + approval.id(),
                PolicyMessages.approved(approval.by(), Durations.moment(approval.at()), draft.state.serviceArn));
    }

    private static void warn(DecisionDraft draft, String warning) {
        String line = PlainText.line(warning);
        if (!draft.state.ruleWarnings.contains(line)) {
            draft.state.ruleWarnings.add(line);
            draft.log(PolicyMessages.wouldBlock(line));
        }
    }

    /** The deployment stays in its pause. A person may answer again; the answer of a block is asked about again. */
    private static void keepWaiting(DecisionDraft draft, AwsAction.Answer act, Judgement judgement) {
        RolloutState state = draft.state;
        draft.withdraw();
        draft.go(Phase.FOLLOWING);
        draft.logOnce(
                "held " + act.hookId() + " " + judgement.text(),
                PolicyMessages.notContinued(judgement.text(), state.deployer()));
        long then = draft.now + ASK_AGAIN;
        Pauses.change(state, act.hookId(), pause -> state.request.isGated() ? pause.heldUntil(then) : pause.reopened());
        draft.pollIn(NextPoll.USUALLY);
    }

    private static String doubt(RolloutState state) {
        return state.rollback.provenRollback || state.rollback.rollbackDoubt.isEmpty()
                ? ""
                : PolicyMessages.judgedAsDeployment(state.rollback.rollbackDoubt);
    }

    /** By what AWS answered; by the request only where it has not answered. */
    private static Change change(RolloutState state) {
        DeployRequest request = state.request;
        String region = Arn.region(state.serviceArn);
        boolean creates = state.serviceFile.creates;
        boolean known = state.serviceArn != null && !state.serviceArn.isEmpty();
        Change change = new Change(
                        Arn.account(state.serviceArn),
                        region == null ? request.region() : region,
                        known ? Arns.brief(state.clusterArn) : request.clusterName(),
                        Arns.brief(known ? state.serviceArn : request.service()),
                        state.images.isEmpty() && !isAsked(state) ? null : new ArrayList<>(state.images.values()),
                        List.copyOf(state.roles),
                        circuitBreaker(state),
                        longest(state),
                        state.rollback.provenRollback,
                        request.goesBack() && request.goesBackFrom() == null,
                        PolicySubject.of(state),
                        Change.Context.NONE)
                .lookingUp(request.lookups().names());
        return creates ? change.creating() : change;
    }

    /** With all that it may wait for, also where the step does not; null where that is not known. */
    private static Duration longest(RolloutState state) {
        if (isAsked(state)) {
            return Duration.ZERO;
        }
        return state.expected.longestWaitMillis == null
                ? null
                : Duration.ofMillis(state.request.timeoutMillis()
                        + state.expected.longestWaitMillis
                        + state.request.tasks().timeoutMillis());
    }

    /** As it will be. CodeDeploy does not know what is asked for. */
    private static Boolean circuitBreaker(RolloutState state) {
        ServiceDefinition file = state.request.serviceFile();
        Boolean byStep = state.request.circuitBreaker();
        Boolean asked = byStep == null && file != null ? file.circuitBreaker() : byStep;
        return asked == null || state.byCodeDeploy ? state.circuitBreaker : asked;
    }
}
