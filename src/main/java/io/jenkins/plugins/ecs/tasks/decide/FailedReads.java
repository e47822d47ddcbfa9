package io.jenkins.plugins.ecs.tasks.decide;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.aws.AwsFailure;
import io.jenkins.plugins.ecs.aws.AwsFailureMessages;
import io.jenkins.plugins.ecs.tasks.messages.TaskMessages;
import io.jenkins.plugins.ecs.tasks.state.ReadFailures;
import io.jenkins.plugins.ecs.tasks.state.TaskRunState;
import io.jenkins.plugins.ecs.tasks.state.TaskVerdict;
import io.jenkins.plugins.ecs.text.Durations;
import io.jenkins.plugins.ecs.text.PlainText;
import java.util.List;

/** What a call that failed means: mostly that it is made again later. */
final class FailedReads {

    /** After so many failures in a row the build log says so. */
    private static final int SAID_AFTER = 3;

    /** While tasks run, so many failures in a row that do not pass end the run. */
    private static final int ENOUGH = 5;

    private static final long FIRST = 1_000;
    private static final long LONGEST = 15_000;

    private FailedReads() {}

    /** Tries again later, while nothing was started; ends as NOT_STARTED if that does not help. */
    @NonNull
    static TaskDecision beforeStart(@NonNull TaskRunState state, @NonNull AwsFailure failure, long now) {
        ReadFailures failures = state.failures().and(failure.kind(), "", now);
        boolean hopeless =
                !failure.isPassing() || failure.isLikelyMistake(failures.sameKind(), now - failures.sameSince());
        return hopeless
                ? TaskDecision.end(
                        state,
                        TaskVerdict.NOT_STARTED,
                        Texts.cause(failure, state.request()),
                        AwsFailureMessages.advice(failure),
                        now)
                : again(state, failure, now);
    }

    /** While tasks run: they can't be followed without this read, so it is tried for longer. */
    @NonNull
    static TaskDecision whileRunning(@NonNull TaskRunState state, @NonNull AwsFailure failure, long now) {
        boolean lasting = !failure.isPassing() && state.failures().count() + 1 >= ENOUGH;
        return lasting
                ? TaskDecision.end(
                        state,
                        TaskVerdict.UNKNOWN,
                        TaskMessages.cannotFollow(Texts.cause(failure, state.request()), Texts.tasks(state)),
                        AwsFailureMessages.advice(failure),
                        now)
                : again(state, failure, now);
    }

    @NonNull
    static TaskDecision again(@NonNull TaskRunState state, @NonNull AwsFailure failure, long now) {
        ReadFailures failures = state.failures().and(failure.kind(), PlainText.line(failure.getMessage()), now);
        List<String> messages = failures.count() == SAID_AFTER
                ? List.of(TaskMessages.stillTrying(PlainText.line(failure.getMessage())))
                : List.of();
        long wait = Math.min(LONGEST, FIRST << Math.min(4, failures.count()));
        return TaskDecision.poll(state.with(failures), wait, messages);
    }

    /** @return what to say once AWS answers again */
    @NonNull
    static List<String> over(@NonNull TaskRunState state, long now) {
        return state.failures().count() >= SAID_AFTER
                ? List.of(TaskMessages.answersAgain(
                        Durations.text(now - state.failures().since())))
                : List.of();
    }
}
