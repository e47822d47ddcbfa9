package io.jenkins.plugins.ecs.tasks.decide;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecs.aws.AwsFailure;
import io.jenkins.plugins.ecs.taskdef.TaskDefinitionCompare;
import io.jenkins.plugins.ecs.taskdef.TraceTags;
import io.jenkins.plugins.ecs.tasks.messages.TaskMessages;
import io.jenkins.plugins.ecs.tasks.state.PendingCall;
import io.jenkins.plugins.ecs.tasks.state.ReadFailures;
import io.jenkins.plugins.ecs.tasks.state.TaskPhase;
import io.jenkins.plugins.ecs.tasks.state.TaskPlan;
import io.jenkins.plugins.ecs.tasks.state.TaskRunState;
import io.jenkins.plugins.ecs.text.Arns;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * {@link TaskPhase#REGISTERING}: an equal revision among the newest is used again. {@code RegisterTaskDefinition} has no
 * token, so after a lost answer the newest revisions are read for long enough to show it.
 */
final class RegisteringHandler implements TaskPhaseHandler {

    private static final long SETTLED_AFTER = 30_000;
    private static final long POLL = 2_000;
    /** Which of {@link PendingCall#attempt} stands for a registration without trace tags. */
    private static final int WITHOUT_TRACE = 1;

    @Override
    public List<TaskRead> reads(TaskRunState state, TaskObservation seen, long now) {
        List<TaskRead> reads = new ArrayList<>();
        TaskRead.Newest newest = new TaskRead.Newest(family(state));
        reads.add(newest);
        candidates(newest, seen).forEach(reads::add);
        return reads;
    }

    /** Revisions that may be the wanted one: the newest ones, or the newest by the family's name if they can't be listed. */
    private static List<TaskRead.Definition> candidates(TaskRead.Newest newest, TaskObservation seen) {
        boolean hidden =
                seen.failure(newest).filter(failure -> !failure.isPassing()).isPresent();
        List<String> references = hidden ? List.of(newest.family()) : revisions(newest, seen);
        return references.stream().map(TaskRead.Definition::new).toList();
    }

    @SuppressWarnings("unchecked")
    private static List<String> revisions(TaskRead.Newest newest, TaskObservation seen) {
        return (List<String>) seen.answer(newest, List.class).orElse(List.of());
    }

    private static String family(TaskRunState state) {
        return input(state).path("family").asText();
    }

    private static ObjectNode input(TaskRunState state) {
        return TaskAction.tree(state.plan().registerInput());
    }

    @Override
    public TaskDecision decide(TaskRunState state, TaskObservation seen, long now) {
        Optional<TaskDecision> late = TaskDecider.withoutReads(state, now);
        if (late.isPresent()) {
            // Such as after a wait for the lock of the service: no task of the revision could start any more.
            return late.get();
        }
        TaskRead.Newest newest = new TaskRead.Newest(family(state));
        List<TaskRead.Definition> candidates = candidates(newest, seen);
        // A family that is new is no failure.
        Optional<AwsFailure> failure = Stream.concat(Stream.of(newest), candidates.stream())
                .flatMap(read -> seen.failure(read).stream())
                .filter(AwsFailure::isPassing)
                .findFirst();
        if (failure.isPresent()) {
            return FailedReads.beforeStart(state, failure.get(), now);
        }
        ObjectNode wanted = input(state);
        Optional<String> same = candidates.stream()
                .flatMap(read -> seen.answer(read, ObjectNode.class).stream())
                .filter(there -> TaskDefinitionCompare.same(wanted, there))
                .map(there -> there.path("taskDefinitionArn").asText())
                .findFirst();
        if (same.isPresent()) {
            boolean own = state.call().isSent();
            return use(state, same.get(), own ? TaskMessages.REGISTERED : TaskMessages.REUSING, now);
        }
        if (state.call().isSent() && Math.abs(now - state.call().sentAt()) < SETTLED_AFTER) {
            return TaskDecision.poll(state, POLL, List.of());
        }
        boolean traced = state.call().attempt() != WITHOUT_TRACE;
        Map<String, String> trace = traced ? state.request().origin().trace() : Map.of();
        PendingCall pending = state.call().notSent().sent(now);
        return TaskDecision.act(
                state.with(pending),
                new TaskAction.Register(TraceTags.add(wanted, trace).toString()));
    }

    @Override
    public TaskDecision completed(TaskRunState state, TaskAction action, Object answer, long now) {
        return use(state, ((ObjectNode) answer).path("taskDefinitionArn").asText(), TaskMessages.REGISTERED, now);
    }

    private static TaskDecision use(TaskRunState state, String arn, String verb, long now) {
        TaskPlan plan = state.plan().registeredAs(arn);
        TaskRunState next = state.with(plan).with(PendingCall.NONE).with(ReadFailures.NONE);
        return TaskDecision.go(next, TaskPhase.STARTING, now, List.of(verb + Arns.brief(arn)));
    }

    @Override
    public TaskDecision failed(TaskRunState state, TaskAction action, AwsFailure failure, long now) {
        if (failure.mayHaveHappened()) {
            return FailedReads.again(state, failure, now);
        }
        boolean tagging =
                failure.kind() == AwsFailure.Kind.DENIED && failure.iamAction().equals("ecs:TagResource");
        if (tagging && state.call().attempt() != WITHOUT_TRACE) {
            return TaskDecision.poll(
                    state.with(new PendingCall(WITHOUT_TRACE, 0, 0, 0, 0)),
                    0,
                    List.of(TaskMessages.WITHOUT_TRACE_TAGS));
        }
        return FailedReads.beforeStart(state.with(state.call().notSent()), failure, now);
    }
}
