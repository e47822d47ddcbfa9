package io.jenkins.plugins.ecs.tasks.decide;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.aws.AwsFailure;
import io.jenkins.plugins.ecs.tasks.messages.TaskMessages;
import io.jenkins.plugins.ecs.tasks.request.OnStop;
import io.jenkins.plugins.ecs.tasks.state.StopRequest;
import io.jenkins.plugins.ecs.tasks.state.TaskPhase;
import io.jenkins.plugins.ecs.tasks.state.TaskRunState;
import io.jenkins.plugins.ecs.tasks.state.TaskVerdict;
import io.jenkins.plugins.ecs.text.Durations;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@link TaskPhase#FOLLOWING}: the tasks until all have stopped, and what their containers write meanwhile. */
final class FollowingHandler implements TaskPhaseHandler {

    @Override
    public List<TaskRead> reads(TaskRunState state, TaskObservation seen, long now) {
        return TaskReading.reads(state, seen, now);
    }

    @Override
    public TaskDecision decide(TaskRunState state, TaskObservation seen, long now) {
        TaskReading.Seen read = TaskReading.fold(state, seen, now);
        TaskRunState next = read.state();
        List<String> messages = new ArrayList<>(read.messages());
        Optional<AwsFailure> failure = read.failure();
        if (now >= state.deadline() && !next.allStopped()) {
            return timeout(next, messages, now);
        }
        if (failure.isPresent()) {
            return FailedReads.whileRunning(next, failure.get(), now).after(messages);
        }
        if (TaskReading.isLost(next, now)) {
            return TaskReading.lost(next, now).after(messages);
        }
        if (next.allStopped()) {
            return TaskDecision.go(next, TaskPhase.DRAINING, now, messages).printedOnce();
        }
        long left = Math.max(0, state.deadline() - now);
        TaskDecision poll = TaskDecision.poll(next, Math.min(left, read.nextPoll()), messages);
        return read.printed() ? poll.printedOnce() : poll;
    }

    /** Needs no reads: it is decided also while AWS does not answer. */
    @NonNull
    static TaskDecision timeout(@NonNull TaskRunState state, @NonNull List<String> messages, long now) {
        String why =
                TaskMessages.notEnded(Durations.text(state.request().following().timeoutMillis()));
        if (state.request().following().onTimeout() == OnStop.LEAVE) {
            return TaskDecision.end(
                            state, TaskVerdict.TIMED_OUT, TaskMessages.leftRunning(why, Texts.running(state)), "", now)
                    .after(messages);
        }
        List<String> all = new ArrayList<>(messages);
        all.add(TaskMessages.stoppingAfterTimeout(Texts.running(state)));
        return TaskDecision.go(
                state.with(new StopRequest(TaskVerdict.TIMED_OUT, why, now)), TaskPhase.STOPPING, now, all);
    }
}
