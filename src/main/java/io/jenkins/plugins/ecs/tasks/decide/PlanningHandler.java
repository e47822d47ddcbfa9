package io.jenkins.plugins.ecs.tasks.decide;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.ecs.aws.AwsFailure;
import io.jenkins.plugins.ecs.taskdef.TaskDefinitionException;
import io.jenkins.plugins.ecs.taskdef.TaskDefinitionRef;
import io.jenkins.plugins.ecs.tasks.messages.TaskMessages;
import io.jenkins.plugins.ecs.tasks.request.TaskRequest;
import io.jenkins.plugins.ecs.tasks.state.ReadFailures;
import io.jenkins.plugins.ecs.tasks.state.TaskPhase;
import io.jenkins.plugins.ecs.tasks.state.TaskPlan;
import io.jenkins.plugins.ecs.tasks.state.TaskRunState;
import io.jenkins.plugins.ecs.tasks.state.TaskVerdict;
import io.jenkins.plugins.ecs.text.Arns;
import io.jenkins.plugins.ecs.text.PlainText;
import io.jenkins.plugins.ecs.text.masking.Masking;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@link TaskPhase#PLANNING}: reads the service and the definition, and works out the two inputs. */
final class PlanningHandler implements TaskPhaseHandler {

    private static final long VISIBLE_WITHIN = 60_000;
    private static final long LOOK_AGAIN = 2_000;

    @Override
    public List<TaskRead> reads(TaskRunState state, TaskObservation seen, long now) {
        TaskRequest request = state.request();
        List<TaskRead> reads = new ArrayList<>();
        service(request).ifPresent(reads::add);
        definition(request, seen).ifPresent(reads::add);
        source(request, seen)
                .filter(ServiceSource::propagatesItsTags)
                .ifPresent(source -> reads.add(new TaskRead.Tags(source.arn())));
        cluster(request).ifPresent(reads::add);
        return reads;
    }

    /** Where nothing else tells the account, for rules. */
    private static Optional<TaskRead.Cluster> cluster(TaskRequest request) {
        boolean text = request.definition().taskDefinition() != null
                && !TaskDefinitionRef.isReference(request.definition().taskDefinition());
        return request.service() == null && text && !request.cluster().startsWith("arn:")
                ? Optional.of(new TaskRead.Cluster(request.cluster()))
                : Optional.empty();
    }

    private static String accountArn(
            TaskRequest request, ServiceSource source, ObjectNode described, TaskObservation seen) {
        if (source != null) {
            return source.arn();
        }
        if (described != null) {
            return described.path("taskDefinitionArn").asText("");
        }
        return cluster(request)
                .flatMap(read -> seen.answer(read, String.class))
                .orElse(request.cluster().startsWith("arn:") ? request.cluster() : "");
    }

    private static Optional<TaskRead.Service> service(TaskRequest request) {
        return request.service() == null
                ? Optional.empty()
                : Optional.of(new TaskRead.Service(request.cluster(), request.service()));
    }

    @SuppressWarnings("unchecked")
    private static Optional<ServiceSource> source(TaskRequest request, TaskObservation seen) {
        return service(request)
                .flatMap(read -> seen.answer(read, Optional.class))
                .flatMap(found -> (Optional<ObjectNode>) found)
                .map(ServiceSource::of);
    }

    private static Optional<TaskRead.Definition> definition(TaskRequest request, TaskObservation seen) {
        String given = request.definition().taskDefinition();
        if (given == null) {
            return source(request, seen)
                    .map(ServiceSource::taskDefinition)
                    .filter(arn -> !arn.isEmpty())
                    .map(TaskRead.Definition::new);
        }
        return TaskDefinitionRef.isReference(given)
                ? Optional.of(
                        new TaskRead.Definition(TaskDefinitionRef.parse(given).toString()))
                : Optional.empty();
    }

    @Override
    public TaskDecision decide(TaskRunState state, TaskObservation seen, long now) {
        TaskRequest request = state.request();
        Optional<AwsFailure> failure = service(request)
                .flatMap(seen::failure)
                .or(() -> definition(request, seen).flatMap(seen::failure));
        if (failure.isPresent() && isTooNew(state, failure.get(), now)) {
            return TaskDecision.poll(state, LOOK_AGAIN, List.of());
        }
        if (failure.isPresent()) {
            return FailedReads.beforeStart(state, failure.get(), now);
        }
        Optional<ServiceSource> source = source(request, seen);
        if (request.service() != null && source.filter(ServiceSource::isActive).isEmpty()) {
            return refused(
                    state,
                    TaskMessages.noService(
                            PlainText.line(request.serviceName()),
                            PlainText.line(request.clusterName()),
                            request.region()),
                    TaskMessages.CHECK_SERVICE,
                    now);
        }
        ObjectNode described = definition(request, seen)
                .flatMap(read -> seen.answer(read, ObjectNode.class))
                .orElse(null);
        if (described == null && request.definition().taskDefinition() == null) {
            return refused(state, TaskMessages.NO_TASK_DEFINITION, TaskMessages.GIVE_TASK_DEFINITION, now);
        }
        try {
            String account = accountArn(request, source.orElse(null), described, seen);
            return planned(state, source.orElse(null), described, tags(source, seen), account, seen.masking(), now)
                    .after(FailedReads.over(state, now));
        } catch (TaskDefinitionException wrong) {
            return refused(state, PlainText.line(wrong.getMessage()), TaskMessages.CORRECT_THE_STEP, now);
        }
    }

    /** Reads are eventually consistent: a revision that was registered just now may not be visible yet. */
    private static boolean isTooNew(TaskRunState state, AwsFailure failure, long now) {
        return state.request().definition().deployed()
                && failure.isWrong()
                && now - state.phaseSince() < VISIBLE_WITHIN;
    }

    /** Tags that can't be read are left out, which is said. */
    private static Optional<ArrayNode> tags(Optional<ServiceSource> source, TaskObservation seen) {
        return source.filter(ServiceSource::propagatesItsTags)
                .flatMap(found -> seen.answer(new TaskRead.Tags(found.arn()), ArrayNode.class));
    }

    private static TaskDecision planned(
            TaskRunState state,
            @CheckForNull ServiceSource source,
            @CheckForNull ObjectNode described,
            Optional<ArrayNode> tags,
            String accountArn,
            Masking masking,
            long now) {
        TaskRequest request = state.request();
        RunDefinition definition = RunDefinition.of(request, described);
        RunInput input = RunInput.of(request, source, definition, tags.orElse(null));
        String problem = input.problem();
        if (problem != null) {
            return refused(state, problem, TaskMessages.CORRECT_THE_STEP, now);
        }
        TaskPlan plan = definition.plan(
                input.json().toString(),
                masking.text(request.commandLine()),
                source == null ? null : source.arn(),
                source == null ? null : source.clusterArn(),
                source == null ? "" : source.taskDefinition(),
                accountArn);
        TaskRunState next = state.with(plan).with(ReadFailures.NONE);
        List<String> messages = new ArrayList<>();
        if (source != null && source.propagatesItsTags() && tags.isEmpty()) {
            messages.add(TaskMessages.TAGS_UNREADABLE);
        }
        definition.unreadableLogs().forEach(why -> messages.add(TaskMessages.logNotShown(PlainText.line(why))));
        if (plan.taskDefinition() == null) {
            return TaskDecision.go(next, TaskPhase.REGISTERING, now, messages);
        }
        messages.add(TaskMessages.running(Arns.brief(plan.taskDefinition()), input.where()));
        return TaskDecision.go(next, TaskPhase.STARTING, now, messages);
    }

    private static TaskDecision refused(TaskRunState state, String cause, String advice, long now) {
        return TaskDecision.end(state, TaskVerdict.NOT_STARTED, cause, advice, now);
    }
}
