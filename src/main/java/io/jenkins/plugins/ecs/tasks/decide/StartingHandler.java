package io.jenkins.plugins.ecs.tasks.decide;

import com.fasterxml.jackson.databind.node.ObjectNode;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.aws.AwsFailure;
import io.jenkins.plugins.ecs.aws.AwsFailureMessages;
import io.jenkins.plugins.ecs.aws.ecs.EcsTask;
import io.jenkins.plugins.ecs.aws.ecs.StartedTasks;
import io.jenkins.plugins.ecs.diagnosis.Cause;
import io.jenkins.plugins.ecs.diagnosis.CauseCatalogue;
import io.jenkins.plugins.ecs.tasks.messages.TaskMessages;
import io.jenkins.plugins.ecs.tasks.state.PendingCall;
import io.jenkins.plugins.ecs.tasks.state.ReadFailures;
import io.jenkins.plugins.ecs.tasks.state.StopRequest;
import io.jenkins.plugins.ecs.tasks.state.TaskPhase;
import io.jenkins.plugins.ecs.tasks.state.TaskRunState;
import io.jenkins.plugins.ecs.tasks.state.TaskVerdict;
import io.jenkins.plugins.ecs.tasks.state.TrackedTask;
import io.jenkins.plugins.ecs.text.Durations;
import io.jenkins.plugins.ecs.text.PlainText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * {@link TaskPhase#STARTING}: tasks are started once. After a lost answer they are looked for by {@code startedBy}; if they
 * are not there, the same call with the same token gives them, and starts none twice.
 */
final class StartingHandler implements TaskPhaseHandler {

    private static final long SEARCH_AFTER = 2_000;
    /** AWS may forget a token an hour after the end of its tasks: later, the call would start them a second time. */
    private static final long TOKEN_IS_SAFE_FOR = 55 * 60_000L;
    /** How often tasks are searched for that are only to be stopped. */
    private static final int SEARCHES_TO_STOP = 15;

    /** How often a search is repeated that finds only some of the tasks. */
    private static final int SEARCHES_FOR_ALL = 3;

    /** Meanwhile the search may show the tasks of the first call. */
    private static final int REFUSALS_OF_A_REPEATED_CALL = 5;

    private static final long SEARCH_FOR = 55_000;
    private static final long CAPACITY_RETRY = 15_000;
    private static final long LONGEST_CAPACITY_RETRY = 120_000;

    /** Fargate has no room, or 500 tasks are in PROVISIONING: waiting helps. */
    private static final Pattern NO_CAPACITY =
            Pattern.compile("(?i)capacity is unavailable at this time|tasks? in (?:the )?provisioning");

    @Override
    public List<TaskRead> reads(TaskRunState state, TaskObservation seen, long now) {
        PendingCall call = state.call();
        return call.isSent() && Math.abs(now - call.sentAt()) >= SEARCH_AFTER
                ? TaskSearch.reads(state, seen, isOver(state, now) && seen.isSlow(now))
                : List.of();
    }

    @Override
    public TaskDecision decide(TaskRunState state, TaskObservation seen, long now) {
        PendingCall call = state.call();
        if (!call.isSent()) {
            return now >= state.deadline() ? tooLate(state, now) : run(state, now);
        }
        if (Math.abs(now - call.sentAt()) < SEARCH_AFTER) {
            return TaskDecision.poll(state, SEARCH_AFTER, List.of());
        }
        Optional<AwsFailure> failure = TaskSearch.failure(state, seen);
        if (failure.isPresent() && failure.get().isPassing() && !isOver(state, now)) {
            return FailedReads.again(state, failure.get(), now).notAfter(overAt(state), now);
        }
        List<String> found = TaskSearch.found(state, seen);
        boolean some = !found.isEmpty() && found.size() < state.request().count();
        if (some && call.searched() < SEARCHES_FOR_ALL && !isOver(state, now)) {
            return TaskDecision.poll(state.with(call.searchedAgain()), SEARCH_AFTER, List.of());
        }
        if (!found.isEmpty()) {
            List<TrackedTask> tasks = found.stream().map(TrackedTask::started).toList();
            return started(state.with(tasks), List.of(), now)
                    .after(List.of(TaskMessages.found(Texts.count(found.size()))));
        }
        if (state.isStopping() || now >= state.deadline()) {
            return notFound(state, now);
        }
        if (now - call.sentAt() > TOKEN_IS_SAFE_FOR) {
            return TaskDecision.end(
                    state,
                    TaskVerdict.UNKNOWN,
                    TaskMessages.answerLost(
                            Durations.text(now - call.sentAt()),
                            state.request().origin().startedBy()),
                    TaskMessages.CHECK_LOGS,
                    now);
        }
        return run(state, now);
    }

    /** The search itself has an end, too. */
    private static boolean isOver(TaskRunState state, long now) {
        return now >= overAt(state);
    }

    private static long overAt(TaskRunState state) {
        return (state.isStopping() ? state.stop().at() : state.deadline()) + SEARCH_FOR;
    }

    private static TaskDecision tooLate(TaskRunState state, long now) {
        return TaskDecision.end(
                state,
                TaskVerdict.TIMED_OUT,
                TaskMessages.notStarted(
                        Durations.text(state.request().following().timeoutMillis()), lastFailure(state)),
                "",
                now);
    }

    private static String lastFailure(TaskRunState state) {
        return state.failures().last().isEmpty() ? "" : ": " + state.failures().last();
    }

    /** What can't be found can't be stopped. */
    private static TaskDecision notFound(TaskRunState state, long now) {
        if (state.call().searched() < SEARCHES_TO_STOP && !isOver(state, now)) {
            return TaskDecision.poll(state.with(state.call().searchedAgain()), SEARCH_AFTER, List.of());
        }
        StopRequest stop = state.stop();
        return TaskDecision.end(
                state,
                stop == null ? TaskVerdict.TIMED_OUT : stop.verdict(),
                TaskMessages.perhapsStarted(stop == null ? TaskMessages.TIMEOUT : stop.why()),
                TaskMessages.searchFor(state.request().origin().startedBy()),
                now);
    }

    private static TaskDecision run(TaskRunState state, long now) {
        ObjectNode input = TaskAction.tree(state.plan().runInput());
        input.put("taskDefinition", state.plan().taskDefinition());
        input.put("clientToken", token(state));
        return TaskDecision.act(state.with(state.call().sent(now)), new TaskAction.Run(input.toString()));
    }

    private static String token(TaskRunState state) {
        int attempt = state.call().attempt();
        return state.request().origin().token() + (attempt == 0 ? "" : "-" + attempt);
    }

    @Override
    public TaskDecision completed(TaskRunState state, TaskAction action, Object answer, long now) {
        StartedTasks started = (StartedTasks) answer;
        List<TrackedTask> tasks = started.tasks().stream()
                .map(EcsTask::arn)
                .filter(arn -> !arn.isEmpty())
                .map(TrackedTask::started)
                .toList();
        if (!tasks.isEmpty()) {
            return started(state.with(tasks), started.failures(), now);
        }
        String reasons = reasons(started.failures());
        if (NO_CAPACITY.matcher(reasons).find() && now < state.deadline()) {
            return waitForCapacity(state.with(state.call().refused()), reasons, now);
        }
        String why = started.failures().isEmpty() ? TaskMessages.NO_TASK_STARTED : TaskMessages.notPlaced(reasons);
        return refused(
                state, why, CauseCatalogue.ofText(reasons).map(Cause::advice).orElse(placement(reasons)), now);
    }

    private static String placement(String reasons) {
        return reasons.contains("RESOURCE:") ? TaskMessages.NO_ROOM : "";
    }

    private static String reasons(List<StartedTasks.Failure> failures) {
        return failures.stream()
                .map(each ->
                        PlainText.line(each.reason() + (each.detail().isEmpty() ? "" : " (" + each.detail() + ")")))
                .distinct()
                .collect(Collectors.joining(", "));
    }

    private static TaskDecision started(TaskRunState state, List<StartedTasks.Failure> failures, long now) {
        int asked = state.request().count();
        TaskRunState next = state.with(PendingCall.NONE).with(ReadFailures.NONE);
        List<String> messages = new ArrayList<>();
        messages.add(TaskMessages.started(Texts.count(state.tasks().size()), Texts.tasks(state)));
        if (state.isStopping()) {
            return TaskDecision.go(next, TaskPhase.STOPPING, now, messages);
        }
        if (state.tasks().size() < asked && !failures.isEmpty()) {
            String why = TaskMessages.onlySomePlaced(state.tasks().size(), asked, reasons(failures));
            messages.add(TaskMessages.stoppingThem(PlainText.sentence(why)));
            return TaskDecision.go(
                    next.with(new StopRequest(TaskVerdict.NOT_STARTED, why, now)), TaskPhase.STOPPING, now, messages);
        }
        return TaskDecision.go(next, TaskPhase.FOLLOWING, now, messages);
    }

    @Override
    public TaskDecision failed(TaskRunState state, TaskAction action, AwsFailure failure, long now) {
        // A conflict is about the token: tasks of it are there.
        if (failure.mayHaveHappened() || failure.kind() == AwsFailure.Kind.CONFLICT) {
            return failure.kind() == AwsFailure.Kind.CONFLICT
                            && state.failures().count() >= 3
                    ? perhapsStarted(state, Texts.cause(failure, state.request()), now)
                    : FailedReads.again(state, failure, now);
        }
        // A token that was used before this call may have tasks already.
        boolean earlier = state.call().repeated() > 0;
        TaskRunState unsent = earlier ? state : state.with(state.call().notSent());
        String words = PlainText.line(failure.getMessage());
        if (NO_CAPACITY.matcher(words).find() && now < state.deadline()) {
            return waitForCapacity(unsent, words, now);
        }
        if (failure.isPassing()) {
            return earlier ? FailedReads.again(state, failure, now) : FailedReads.beforeStart(unsent, failure, now);
        }
        String cause = TaskMessages.refused(Texts.cause(failure, state.request()));
        if (earlier) {
            return state.call().repeated() < REFUSALS_OF_A_REPEATED_CALL
                    ? FailedReads.again(state, failure, now)
                    : perhapsStarted(state, cause, now);
        }
        return refused(
                state,
                cause,
                CauseCatalogue.ofText(failure.awsMessage())
                        .map(Cause::advice)
                        .filter(advice -> failure.kind() != AwsFailure.Kind.DENIED && !advice.isEmpty())
                        .orElse(AwsFailureMessages.advice(failure)),
                now);
    }

    private static TaskDecision waitForCapacity(TaskRunState state, String words, long now) {
        PendingCall call = state.call();
        List<String> messages = call.refusals() <= 1 ? List.of(TaskMessages.noCapacity(words)) : List.of();
        PendingCall counted = new PendingCall(call.attempt(), call.sentAt(), 0, call.refusals() + 1, call.repeated());
        long wait = Math.min(LONGEST_CAPACITY_RETRY, CAPACITY_RETRY << Math.min(3, call.refusals()));
        ReadFailures last = ReadFailures.saying(words);
        long left = Math.max(0, state.deadline() - now);
        return TaskDecision.poll(state.with(counted).with(last), Math.min(wait, left), messages);
    }

    /** This call has no effect, but an earlier one with the same token may have had. */
    @NonNull
    static TaskDecision perhapsStarted(@NonNull TaskRunState state, @NonNull String cause, long now) {
        return TaskDecision.end(
                state,
                TaskVerdict.UNKNOWN,
                TaskMessages.perhapsStartedBefore(cause),
                TaskMessages.searchAndStop(state.request().origin().startedBy()),
                now);
    }

    private static TaskDecision refused(TaskRunState state, String cause, String advice, long now) {
        return TaskDecision.end(state, TaskVerdict.NOT_STARTED, cause, advice, now);
    }
}
