package io.jenkins.plugins.ecs.rollout.decide.plan;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecs.aws.AwsFailure;
import io.jenkins.plugins.ecs.rollout.decide.phase.AwsAction;
import io.jenkins.plugins.ecs.rollout.decide.phase.DecisionDraft;
import io.jenkins.plugins.ecs.rollout.decide.phase.EventualConsistency;
import io.jenkins.plugins.ecs.rollout.decide.phase.NextPhase;
import io.jenkins.plugins.ecs.rollout.decide.phase.PhaseHandler;
import io.jenkins.plugins.ecs.rollout.decide.phase.ReadFailurePolicy;
import io.jenkins.plugins.ecs.rollout.lock.Registrations;
import io.jenkins.plugins.ecs.rollout.messages.DeploymentMessages;
import io.jenkins.plugins.ecs.rollout.observe.EcsRead;
import io.jenkins.plugins.ecs.rollout.observe.Observation;
import io.jenkins.plugins.ecs.rollout.observe.Read;
import io.jenkins.plugins.ecs.rollout.state.Phase;
import io.jenkins.plugins.ecs.rollout.state.RolloutState;
import io.jenkins.plugins.ecs.rollout.state.Verdict;
import io.jenkins.plugins.ecs.taskdef.TaskDefinitionCompare;
import io.jenkins.plugins.ecs.taskdef.TaskDefinitions;
import io.jenkins.plugins.ecs.taskdef.TraceTags;
import io.jenkins.plugins.ecs.text.Arns;
import io.jenkins.plugins.ecs.text.PlainText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@link Phase#REGISTERING}: one revision, registered once. {@code RegisterTaskDefinition} has no client token and makes a
 * new revision each time, so the newest revisions are read first, and after a lost answer for long enough that an
 * eventually consistent read has caught up.
 */
public final class RegisteringPhase implements PhaseHandler {

    /** Reads that fail on the other side before they are done without: about half a minute. */
    private static final int ENOUGH_FAILURES = 5;

    /** Revisions to compare after a lost answer; others may have registered some since. */
    private static final int MOST_LISTED = 5;

    @Override
    public List<Read> reads(RolloutState state, Observation seen) {
        List<Read> reads = new ArrayList<>();
        if (state.baseTaskDefinition != null) {
            reads.add(new EcsRead.BaseDefinition(state.baseTaskDefinition));
        }
        reads.add(new EcsRead.NewestRevisions(state.family, state.pending ? MOST_LISTED : 1));
        if (state.pending && seen.newestFailure != null && EcsRead.NewestByName.isHidden(seen.newestFailure)) {
            reads.add(new EcsRead.NewestByName(state.family));
        }
        return reads;
    }

    @Override
    public void decide(DecisionDraft draft, Observation seen) {
        RolloutState state = draft.state;
        AwsFailure look = maySkipTheLook(draft, seen.newestFailure) ? null : seen.newestFailure;
        if (ReadFailurePolicy.handled(draft, seen.definitionFailure, look)) {
            return;
        }
        ObjectNode input = RequestedDefinition.definition(
                state.request, state.lookups, seen.baseDefinition, state.family, state.rollback.pins);
        Optional<String> same = seen.newest.entrySet().stream()
                .filter(e -> TaskDefinitionCompare.same(input, e.getValue()) && hasItsTags(state, e, input))
                .map(Map.Entry::getKey)
                .findFirst()
                .or(() -> state.pending ? Optional.empty() : seen.registeredHere.apply(Registrations.hash(input)));
        if (same.isPresent()) {
            boolean ours = state.pending;
            state.registered = ours;
            String revision = Arns.brief(same.get());
            draft.log(ours ? DeploymentMessages.registered(revision) : DeploymentMessages.reused(revision));
            ObjectNode reused = ours ? null : seen.newest.get(same.get());
            sayTags(draft, same.get(), reused, input);
            use(draft, same.get());
        } else if (EventualConsistency.isUndecided(draft)) {
            draft.pollIn(EventualConsistency.LOOK_AGAIN);
        } else {
            draft.act(new AwsAction.Register(withTrace(draft, input), Registrations.hash(input)));
        }
    }

    /**
     * A forced deployment brings the tags of its text, too. After a lost answer an endpoint that shows no tags at all must
     * not make us register once more.
     */
    private static boolean hasItsTags(RolloutState state, Map.Entry<String, ObjectNode> there, ObjectNode input) {
        boolean unknown = state.pending
                && there.getValue().path("tags").isEmpty()
                && !there.getKey().equals(state.previous.taskDefinition);
        return !state.request.forceNewDeployment()
                || unknown
                || RequestedDefinition.tagChanges(state.request, there.getValue(), input)
                        .isEmpty();
    }

    private static void sayTags(DecisionDraft draft, String arn, ObjectNode reused, ObjectNode input) {
        List<String> tags =
                reused == null ? List.of() : RequestedDefinition.tagChanges(draft.state.request, reused, input);
        if (!tags.isEmpty()) {
            draft.log(DeploymentMessages.tagsDiffer(Arns.brief(arn), tags));
        }
    }

    /** The first look only saves a revision; the one after a lost answer must be had. A new family is not an error. */
    private static boolean maySkipTheLook(DecisionDraft draft, AwsFailure failure) {
        RolloutState state = draft.state;
        if (failure == null) {
            return false;
        }
        switch (failure.kind()) {
            case INVALID:
            case NOT_FOUND:
                // After a lost answer: listed already, but not yet to be described.
                return true;
            case DENIED:
            case UNSUPPORTED:
                return !state.pending;
            case SERVER:
            case NOT_AWS:
                if (!failure.isInternalError() || state.pending || state.reading.failures < ENOUGH_FAILURES) {
                    return false;
                }
                draft.logOnce("no look", DeploymentMessages.notCompared(failure.getMessage()));
                return true;
            default:
                return false;
        }
    }

    private static ObjectNode withTrace(DecisionDraft draft, ObjectNode input) {
        if (draft.state.withoutTraceTags) {
            return input;
        }
        TraceTags tagged = TraceTags.of(input, draft.state.request.trace());
        if (!tagged.dropped().isEmpty()) {
            draft.logOnce("tags", DeploymentMessages.tooManyTags(tagged.dropped()));
        }
        return tagged.registerInput();
    }

    @Override
    public void completed(DecisionDraft draft, AwsAction action, Object answer) {
        answered(draft, ((AwsAction.Register) action).input(), (ObjectNode) answer);
    }

    private static void answered(DecisionDraft draft, ObjectNode sent, ObjectNode answer) {
        String arn = answer.path("taskDefinitionArn").asText();
        draft.state.registered = true;
        draft.log(DeploymentMessages.registered(Arns.brief(arn)));
        // Other endpoints may answer with the ARN alone, which says nothing of what they took.
        if (answer.has("containerDefinitions")) {
            TaskDefinitions.notTaken(sent, answer)
                    .forEach(path -> draft.log(DeploymentMessages.fieldIgnored(PlainText.line(path), Arns.brief(arn))));
        }
        use(draft, arn);
    }

    private static void use(DecisionDraft draft, String arn) {
        if (draft.state.request.registersOnly()) {
            RegisterOnly.end(draft, arn, draft.state.registered);
            return;
        }
        draft.state.taskDefinition = arn;
        NextPhase.beginUpdate(draft);
    }

    @Override
    public void failed(DecisionDraft draft, AwsAction action, AwsFailure failure) {
        RolloutState state = draft.state;
        boolean tagging =
                failure.kind() == AwsFailure.Kind.DENIED && failure.iamAction().equals("ecs:TagResource");
        if (tagging && !state.withoutTraceTags && !state.request.trace().isEmpty()) {
            state.withoutTraceTags = true;
            state.pending = false;
            draft.log(DeploymentMessages.WITHOUT_TRACE_TAGS);
            return;
        }
        draft.end(
                Verdict.REFUSED,
                DeploymentMessages.definitionRefused(ReadFailurePolicy.words(state, failure)),
                ReadFailurePolicy.advice(state, failure));
    }
}
